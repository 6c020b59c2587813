"""Handing over, leaving, and what ends at once."""

import datetime as dt
import uuid

import pytest
from allauth.usersessions.models import UserSession
from django.urls import reverse
from django.utils import timezone

from accounts.models import Event, Membership
from knowledge import services
from knowledge.exceptions import NoContactLeftError
from knowledge.models import Participation, PlanDraft
from tests.factories.accounts import sign_in
from tests.factories.knowledge import member_in

from .test_confidentiality import ask, bytes_of, enter

EXPECTED = {
    "a stranger": (302, 302),
    "an owner": (403, 403),
    "an owner's contact": (200, 403),
    "an owner without promise": (404, 404),
    "a peer": (403, 403),
    "a member of another round": (404, 404),
    "a coordinator": (200, 200),
    "a facilitator": (403, 403),
    "a closed round's owner": (404, 404),
    **dict.fromkeys(["an ex-member", "a reviewer", "an editor", "a superuser"], (404, 404)),
}


def place_of(user):
    """Return a person's place in a museum."""
    return Membership.objects.get(user=user)


def page(seat, membership):
    """Return the address of a person's part in a museum."""
    return reverse("knowledge:member_update", args=[seat.pk, membership.pk])


@pytest.mark.parametrize("who", EXPECTED)
def test_who_may_change_a_persons_part(client, world, people, who):
    seat = world.seats["owner"]
    membership = place_of(member_in(seat))
    enter(client, people, who)
    addresses = [page(seat, membership), reverse("knowledge:museum_leave", args=[seat.pk])]
    missing = [
        reverse("knowledge:member_update", args=[uuid.uuid4(), uuid.uuid4()]),
        reverse("knowledge:museum_leave", args=[uuid.uuid4()]),
    ]

    answers = [ask(client, "get", address) for address in addresses]

    assert tuple(answer.status_code for answer in answers) == EXPECTED[who]
    for answer, address in zip(answers, missing, strict=True):
        if answer.status_code == 404:
            assert bytes_of(answer) == bytes_of(ask(client, "get", address))
    if EXPECTED[who][0] != 200:
        client.post(addresses[0], {"what": "leave"})
        assert Membership.objects.current().filter(pk=membership.pk).exists()
    if EXPECTED[who][1] != 200:
        client.post(addresses[1])
        assert Participation.objects.current().filter(pk=seat.pk).exists()


def test_two_who_act_at_once_hand_over_once_and_to_nobody_who_left(world, people):
    contact, heir = place_of(people["an owner's contact"]), place_of(people["an owner"])
    gone = place_of(member_in(world.seats["owner"]))
    services.leave_museum(gone, successor=None, by=gone.user)
    with pytest.raises(NoContactLeftError):
        services.leave_museum(contact, successor=gone, by=contact.user)

    for _click in range(3):
        services.leave_museum(contact, successor=heir, by=contact.user)

    heir.refresh_from_db()
    assert heir.role == Membership.Role.CONTACT
    assert Event.objects.filter(action="membership.hand-over").count() == 1


def test_words_and_promises_go_to_a_colleague_and_sight_ends(client, world, people):
    seat, contact = world.seats["owner"], people["an owner's contact"]
    leaver, heir = member_in(seat), people["an owner"]
    plan = world.plans["round"]
    services.keep_draft(plan, data={"title": "Kesken"}, by=leaver)
    sign_in(client, leaver)
    assert client.get(plan.get_absolute_url()).status_code == 200
    boss = type(client)()
    sign_in(boss, contact)

    response = boss.post(
        page(seat, place_of(leaver)), {"what": "leave", "successor": place_of(heir).pk}
    )

    assert response.status_code == 302
    assert PlanDraft.objects.get().written_by == heir
    assert client.get(plan.get_absolute_url()).status_code in {302, 404}
    assert not UserSession.objects.filter(user=leaver).exists()
    event = Event.objects.get(action="membership.hand-over")
    assert (event.actor, event.detail["drafts"]) == (contact, 1)


def test_nobody_elses_unsaved_words_are_thrown_away(client, world, people):
    seat, plan = world.seats["owner"], world.plans["round"]
    leaver, heir = member_in(seat), people["an owner"]
    for person in (leaver, heir):
        services.keep_draft(plan, data={"title": str(person.pk)}, by=person)
    sign_in(client, people["an owner's contact"])

    response = client.post(
        page(seat, place_of(leaver)), {"what": "leave", "successor": place_of(heir).pk}
    )

    assert "Molemmilla on tallentamatonta tekstiä" in response.text
    assert Membership.objects.current().filter(user=leaver).exists()
    assert PlanDraft.objects.count() == 2


def test_the_last_contact_names_another(client, world, people):
    seat, contact = world.seats["owner"], people["an owner's contact"]
    sign_in(client, contact)
    address = page(seat, place_of(contact))

    for what in ("leave", "member"):
        refused = client.post(address, {"what": what})
        assert "Museo tarvitsee yhteyshenkilön" in refused.text
    heir = place_of(people["an owner"])
    left = client.post(address, {"what": "leave", "successor": heir.pk})

    assert left.status_code == 302
    heir.refresh_from_db()
    assert heir.role == "contact"
    assert not Membership.objects.current().filter(user=contact).exists()


def test_a_foreign_colleague_or_nonsense_is_refused_beside_the_field(client, world, people):
    seat = world.seats["owner"]
    sign_in(client, people["an owner"])
    address = page(seat, place_of(people["an owner"]))

    foreign = client.post(address, {"what": "leave", "successor": place_of(people["a peer"]).pk})
    assert "Valitse saman museon kollega" in foreign.text
    assert client.post(address, {"what": "contact"}).status_code == 200  # not theirs to choose
    assert client.post(address, {}).status_code == 200
    assert place_of(people["an owner"]).role == "member"


def test_a_museum_that_leaves_takes_its_plans_along(client, world, people):
    seat, plan = world.seats["owner"], world.plans["round"]
    sign_in(client, people["a coordinator"])
    client.post(reverse("knowledge:museum_leave", args=[seat.pk]))
    client.post(reverse("knowledge:museum_leave", args=[seat.pk]))

    assert Event.objects.filter(action="participation.end").count() == 1
    sign_in(client, people["a peer"])
    assert client.get(plan.get_absolute_url()).status_code == 404
    sign_in(client, people["an owner"])
    assert client.get(reverse("knowledge:workspace")).status_code == 404


def test_who_has_just_come_reads_of_their_museum_and_the_round(client, world, people):
    sign_in(client, people["an owner"])
    response = client.get(reverse("knowledge:orientation"))

    assert response.status_code == 200
    assert "Kävijät äänessä" in response.text
    assert "Norrskata" in response.text
    sign_in(client, people["a peer"])
    assert "Kävijät äänessä" not in client.get(reverse("knowledge:orientation")).text


def test_a_place_that_ended_tomorrow_is_a_place_today(world):
    user = member_in(world.seats["owner"], ended_at=timezone.now() + dt.timedelta(days=1))
    assert Participation.objects.of(user).exists()
