"""Letters of meetings and exchanges are written when they leave, to who may still know of them."""

import pytest
from django.core import mail

from accounts.models import Membership
from accounts.services import end_membership
from cms import outbox
from cms.models import OutgoingMail
from knowledge import emails, services
from knowledge.models import Match
from tests.factories.knowledge import MeetingFactory


@pytest.fixture
def exchange(world, people):
    """Return an offer of the owner's and a need of the peer's museum, asked to meet."""
    offer, need = (
        services.announce(world.seats[name], kind=kind, text="x", by=people[who])
        for name, kind, who in [("owner", "offer", "an owner"), ("peer", "need", "a peer")]
    )
    return Match.objects.create(offer=offer, need=need, asked_by=people["an owner"])


def test_who_has_left_gets_no_letter_that_was_on_its_way(world, people, exchange):
    meeting = MeetingFactory(round=world.running, title="Salainen aihe")
    emails.tell_of_meeting(meeting, "new")
    emails.tell_of_match(exchange, world.seats["peer"], "asked")
    waiting = OutgoingMail.objects.unsent()
    assert set(waiting.values_list("subject", "body")) == {("", "")}
    addresses = set(waiting.values_list("recipient", flat=True))
    gone, stays = people["a peer"], people["an owner"]
    old = {gone.email, stays.email}
    assert old <= addresses
    end_membership(Membership.objects.get(user=gone), by=gone)
    stays.email = "uusi@museo.example"
    stays.save()

    outbox.send_queue()

    told = {address for letter in mail.outbox for address in letter.to}
    assert told == addresses - old | {"uusi@museo.example"}
    assert not any("Salainen" in f"{each.subject}{each.body}" for each in mail.outbox)


def test_an_exchange_is_told_with_the_way_to_its_round(world, people, exchange):
    emails.tell_of_match(exchange, world.seats["peer"], "asked")

    outbox.send_queue()

    (letter,) = mail.outbox
    assert letter.to == [people["a peer"].email]
    assert f"?round={world.running.pk}" in letter.body
