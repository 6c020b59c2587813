"""A round's coordinators name its facilitators and end their duty."""

import re
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Event, Invitation, Membership
from accounts.services import accept_invitation
from cms.models import OutgoingMail
from knowledge.models import Plan, Round, RoundRole
from knowledge.services.duties import end_facilitating, invite_facilitator
from tests.factories.accounts import UserFactory, sign_in

from .test_confidentiality import MATRIX, ask, bytes_of, enter

LETTER = {"name": "Aila Ängeslevä", "email": "Aila@virasto.example", "language": "sv"}
SIGN_IN = {"a stranger", "an inactive owner"}


def page(round):
    """Return the address of those who run a round."""
    return reverse("knowledge:helper_list", args=[round.pk])


def end_page(duty):
    """Return the address at which a duty is ended."""
    return reverse("knowledge:helper_end", args=[duty.pk])


@pytest.fixture
def facilitator(people):
    """Return the duty of the running round's facilitator."""
    return people["a facilitator"].round_roles.get()


def invited(world, people, email="aila@virasto.example"):
    """Return an invitation to facilitate the running round."""
    by = people["a coordinator"]
    return invite_facilitator(world.running, email=email, name="Aila", language="fi", by=by)


@pytest.mark.parametrize("who", MATRIX)
@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_only_a_coordinator_of_the_round_knows_of_the_pages(
    client, world, people, facilitator, who, method
):
    enter(client, people, who)
    kinds = {"helper_list": page(world.running), "helper_end": end_page(facilitator)}
    before = list(RoundRole.objects.order_by("pk").values())

    for name, address in kinds.items():
        answer = ask(client, method, address)
        if who == "a coordinator":
            assert answer.status_code == (302 if (name, method) == ("helper_end", "post") else 200)
        elif who in SIGN_IN:
            assert answer.status_code == 302
        else:
            missing = reverse(f"knowledge:{name}", args=[uuid.uuid4()])
            assert answer.status_code == 404
            assert bytes_of(answer) == bytes_of(ask(client, method, missing))
    if who != "a coordinator":
        assert list(RoundRole.objects.order_by("pk").values()) == before
    assert not Invitation.objects.exists()


def test_a_coordinator_of_another_round_or_not_yet_promised_knows_of_none(client, world, people):
    duty = people["a coordinator"].round_roles.get()
    RoundRole.objects.filter(pk=duty.pk).update(round=world.other)
    sign_in(client, people["a coordinator"])

    assert client.get(page(world.running)).status_code == 404
    assert client.get(page(world.other)).status_code == 404


@pytest.mark.parametrize("has_account", [True, False])
def test_the_answer_is_the_same_whether_or_not_there_is_an_account(
    client, world, people, has_account
):
    if has_account:
        UserFactory(email="aila@virasto.example", first_name="Salanimi")
    sign_in(client, people["a coordinator"])

    client.post(page(world.running), LETTER)

    invitation, mail = Invitation.objects.get(), OutgoingMail.objects.get()
    assert (invitation.round_id, invitation.museum, invitation.email) == (
        world.running.pk,
        None,
        "aila@virasto.example",
    )
    assert (mail.recipient, mail.language) == ("aila@virasto.example", "sv")
    text = client.get(page(world.running)).text
    assert "Aila Ängeslevä" in text
    assert "Salanimi" not in text
    event = Event.objects.get(action="invitation.send")
    assert (event.actor, event.round_id) == (people["a coordinator"], world.running.pk)
    assert RoundRole.objects.filter(role="facilitator").count() == 1


def test_a_second_press_sends_no_second_letter(client, world, people):
    sign_in(client, people["a coordinator"])

    for _ in range(2):
        assert client.post(page(world.running), LETTER).status_code == 302

    assert OutgoingMail.objects.count() == 1


def test_who_makes_an_account_by_the_link_facilitates_and_sees_after_the_promise(
    client, world, people
):
    invited(world, people)
    link = re.search(r"http://testserver(\S+)", OutgoingMail.objects.get().body)[1]
    answers = {"first_name": "Aila", "last_name": "Å", "password": "tuohesta tehty kontti"}

    assert world.running.name in client.get(link).text
    client.post(link, answers)

    duty = RoundRole.objects.get(user__email="aila@virasto.example")
    assert (duty.round, duty.role, duty.user.must_have_second_factor()) == (
        world.running,
        "facilitator",
        True,
    )
    assert not Membership.objects.filter(user=duty.user).exists()
    assert not Plan.objects.visible_to(duty.user).exists()
    assert list(Round.objects.without_word_of(duty.user)) == [world.running]
    assert {"duty.start", "invitation.accept"} <= set(
        Event.objects.filter(actor=duty.user).values_list("action", flat=True)
    )
    assert "/2fa/" in client.get(reverse("knowledge:workspace")).url
    sign_in(client, duty.user)
    assert client.get(link).status_code == 404


@pytest.mark.parametrize("why", ["the round ends", "the inviter goes"])
def test_an_invitation_that_nobody_stands_behind_gives_nothing(client, world, people, why):
    invited(world, people)
    link = re.search(r"http://testserver(\S+)", OutgoingMail.objects.get().body)[1]
    person = UserFactory(email="aila@virasto.example")
    if why == "the round ends":
        Round.objects.filter(pk=world.running.pk).update(ended_at=timezone.now())
    else:
        people["a coordinator"].round_roles.update(ended_at=timezone.now())
    sign_in(client, person)

    assert client.post(link).status_code == 404
    assert not person.round_roles.exists()


def test_an_ended_duty_ends_sight_at_once_and_twice_is_once(client, world, people, facilitator):
    person = people["a facilitator"]
    assert Plan.objects.visible_to(person).exists()
    back = invited(world, people, email=person.email)
    sign_in(client, people["a coordinator"])

    for _ in range(2):
        end_facilitating(facilitator, by=people["a coordinator"])

    assert not Plan.objects.visible_to(person).exists()
    assert Event.objects.filter(action="duty.end", subject_id=facilitator.pk).count() == 1
    back.refresh_from_db()
    assert back.revoked_at is not None
    assert client.post(end_page(facilitator)).status_code == 404


def test_a_coordinator_ends_no_coordinator(client, world, people):
    own = people["a coordinator"].round_roles.get()
    sign_in(client, people["a coordinator"])

    assert client.post(end_page(own)).status_code == 404
    assert people["a coordinator"].round_roles.of(people["a coordinator"]).exists()


def test_who_runs_the_round_already_is_not_invited(client, world, people):
    sign_in(client, people["a coordinator"])

    response = client.post(
        page(world.running), {**LETTER, "email": people["a facilitator"].email.upper()}
    )

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["email"]
    assert "Aila Ängeslevä" in response.text


def test_nobody_is_invited_after_the_round(client, world, people):
    Round.objects.filter(pk=world.running.pk).update(ended_at=timezone.now())
    sign_in(client, people["a coordinator"])

    assert client.get(page(world.running)).status_code == 200
    assert client.post(page(world.running), LETTER).status_code == 403
    assert not Invitation.objects.exists()


def test_accepting_twice_keeps_one_duty(world, people, facilitator):
    accept_invitation(
        invited(world, people, email=people["a facilitator"].email), by=people["a facilitator"]
    )

    assert list(people["a facilitator"].round_roles.all()) == [facilitator]


@pytest.mark.parametrize(
    ("who", "is_shown"), [("a coordinator", True), ("a facilitator", False), ("a peer", False)]
)
def test_the_people_of_the_round_lead_there(client, world, people, who, is_shown):
    sign_in(client, people[who])

    text = client.get(reverse("knowledge:museum_list"), {"round": world.running.pk}).text

    assert (page(world.running) in text) == is_shown
