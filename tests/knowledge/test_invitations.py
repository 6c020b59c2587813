"""Colleagues ask colleagues in; a coordinator does it for any museum of the round."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from accounts.models import Event, Invitation
from cms.models import OutgoingMail
from tests.factories.accounts import sign_in
from tests.factories.knowledge import ParticipationFactory, member_in

EXPECTED = {
    "a stranger": {"owner": 302, "peer": 302, "elsewhere": 302, "closed owner": 302},
    "an owner": {"owner": 200, "peer": 403, "elsewhere": 404, "closed owner": 404},
    "an owner's contact": {"owner": 200, "peer": 403, "elsewhere": 404, "closed owner": 404},
    "an owner without promise": dict.fromkeys(["owner", "peer", "elsewhere", "closed owner"], 404),
    "a peer": {"owner": 403, "peer": 200, "elsewhere": 404, "closed owner": 404},
    "a member of another round": {"owner": 404, "peer": 404, "elsewhere": 200, "closed owner": 404},
    "a coordinator": {"owner": 200, "peer": 200, "elsewhere": 404, "closed owner": 404},
    "a facilitator": {"owner": 403, "peer": 403, "elsewhere": 404, "closed owner": 404},
    **{
        who: dict.fromkeys(["owner", "peer", "elsewhere", "closed owner"], 404)
        for who in ["an ex-member", "a reviewer", "an editor", "a superuser"]
    },
}
LETTER = {"name": "Aila Ängeslevä", "email": "Aila@Kuunjoki.example", "language": "sv"}


def page(seat):
    """Return the address of the form for a museum in a round."""
    return reverse("knowledge:museum_invite", args=[seat.pk])


@pytest.mark.parametrize("who", EXPECTED)
def test_who_may_invite_where(client, world, people, who):
    if people[who]:
        sign_in(client, people[who])
    seats = {name: world.seats[name] for name in ["owner", "peer", "elsewhere", "closed owner"]}

    assert {name: client.get(page(seat)).status_code for name, seat in seats.items()} == EXPECTED[
        who
    ]
    posted = {name: client.post(page(seat), LETTER) for name, seat in seats.items()}
    sent = {name for name, answer in EXPECTED[who].items() if answer == 200}
    # Who may name contacts is asked for the role as well.
    asked = who in {"an owner's contact", "a coordinator"}
    assert {name: answer.status_code for name, answer in posted.items()} == {
        name: (302 if answer == 200 and not asked else answer)
        for name, answer in EXPECTED[who].items()
    }
    museums = set(Invitation.objects.values_list("museum", flat=True))
    assert museums == (set() if asked else {seats[name].museum_id for name in sent})


def test_an_invitation_is_mailed_and_written_down(client, world, people):
    seat, contact = world.seats["owner"], people["an owner's contact"]
    sign_in(client, contact)

    client.post(page(seat), {**LETTER, "role": "contact"})

    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.museum, invitation.role, invitation.invited_by) == (
        "aila@kuunjoki.example",
        seat.museum,
        "contact",
        contact,
    )
    assert OutgoingMail.objects.get().recipient == "aila@kuunjoki.example"
    event = Event.objects.get(action="invitation.send")
    assert (event.actor, event.museum_id) == (contact, seat.museum_id)
    assert "Aila Ängeslevä" in client.get(page(seat)).text


def test_a_colleague_cannot_name_a_contact(client, world, people):
    sign_in(client, people["an owner"])

    client.post(page(world.seats["owner"]), {**LETTER, "role": "contact"})

    assert Invitation.objects.get().role == "member"


def test_who_is_in_already_is_told_beside_the_field(client, world, people):
    sign_in(client, people["an owner"])
    colleague = people["an owner's contact"]

    response = client.post(page(world.seats["owner"]), {**LETTER, "email": colleague.email.upper()})

    assert list(response.context["form"].errors) == ["email"]
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    "changes", [{"email": "x"}, {"name": ""}, {"language": "de"}, {"email": "a@b\r\nBcc: c@d.fi"}]
)
def test_what_cannot_be_sent_is_told_beside_the_field(client, world, people, changes):
    sign_in(client, people["an owner"])

    response = client.post(page(world.seats["owner"]), {**LETTER, **changes})

    assert response.status_code == 200
    assert list(response.context["form"].errors) == list(changes)
    assert not OutgoingMail.objects.exists()


def test_many_clicks_send_one_letter_whose_link_works(client, world, people):
    sign_in(client, people["an owner"])

    with time_machine.travel(dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC), tick=False):
        sent = [client.post(page(world.seats["owner"]), LETTER).status_code for _click in range(4)]
        client.post(page(world.seats["owner"]), {**LETTER, "language": "fi"})

    assert sent == [302] * 4
    assert OutgoingMail.objects.count() == 2
    assert Invitation.objects.open().get().language == "fi"


def test_who_invites_very_many_is_asked_to_wait(client, db):
    seat = ParticipationFactory()
    sign_in(client, member_in(seat))
    address = reverse("knowledge:museum_invite", args=[seat.pk])

    with time_machine.travel(dt.datetime.now(dt.UTC), tick=False):
        answers = [
            client.post(
                address, {"name": "Aila", "email": f"aila{number}@museo.example", "language": "fi"}
            )
            for number in range(31)
        ]

    assert [answer.status_code for answer in answers] == [302] * 30 + [200]
    assert "Olet kutsunut lyhyessä ajassa monta" in answers[-1].text
    assert seat.museum.invitations.open().count() == 30
