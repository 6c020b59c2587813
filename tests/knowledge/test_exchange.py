"""Offers, needs and wishes to host: who knows of them, and what becomes of them."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from accounts.models import Event
from knowledge import services
from knowledge.exceptions import OfferChangedError, RoundEndedError
from knowledge.models import HostingWish, Offer
from tests.factories.knowledge import HeadingFactory, OfferFactory, ParticipationFactory

from .test_confidentiality import MATRIX

OWN = {"an owner", "an owner's contact"}
PEERS = {"a peer", "a partner", "a coordinator", "a facilitator"}
YESTERDAY = dt.timedelta(days=-1)


@pytest.fixture
def seat(db):
    return ParticipationFactory()


def knowers(people, objects):
    """Return the kinds of people who may see any of ``objects``."""
    return {who for who, person in people.items() if person and objects.visible_to(person).exists()}


def values(offer, **changes):
    """Return what ``revise_offer`` takes."""
    names = ("text", "form", "hours", "region", "valid_until")
    kept = {name: getattr(offer, name) for name in names}
    return {"themes": [], "base_number": offer.number, "by": None, **kept, **changes}


@pytest.mark.parametrize("who", MATRIX)
def test_a_round_knows_its_offers_and_a_museum_its_withdrawn_ones(world, people, who):
    person = people[who]
    if person is None:
        return
    held = OfferFactory(participation=world.seats["owner"])
    withdrawn = OfferFactory(participation=world.seats["owner"], withdrawn_at=timezone.now())

    seen = set(Offer.objects.visible_to(person))

    assert seen == ({held, withdrawn} if who in OWN else {held} if who in PEERS else set())
    assert set(Offer.objects.editable_by(person)) == ({held} if who in OWN else set())


def test_the_offers_of_a_museum_that_left_are_its_peers_no_more(world, people):
    offer = OfferFactory(participation=world.seats["owner"])
    world.seats["owner"].left_at = timezone.now()
    world.seats["owner"].save()

    assert knowers(people, Offer.objects.filter(pk=offer.pk)) == set()


def test_an_ended_round_keeps_its_offers_readable_only(world, people):
    offer = OfferFactory(participation=world.seats["closed owner"])
    owner = people["a closed round's owner"]

    assert knowers(people, Offer.objects) == {"a closed round's owner", "a closed round's peer"}
    assert not Offer.objects.editable_by(owner).exists()
    with pytest.raises(RoundEndedError):
        services.withdraw_offer(offer, by=owner)
    with pytest.raises(RoundEndedError):
        services.announce(offer.participation, kind="need", text="Apua", by=owner)


def test_a_wish_to_host_is_known_to_its_museum_and_the_coordinator(world, people):
    services.wish_to_host(world.seats["owner"], text="Lokakuussa sopii", by=people["an owner"])

    assert knowers(people, HostingWish.objects) == OWN | {"a coordinator"}


def test_a_wish_takes_the_place_of_the_earlier_one(seat):
    services.wish_to_host(seat, text="Lokakuussa", by=None)
    services.wish_to_host(seat, text="Marraskuussa", by=None)
    wish = services.wish_to_host(seat, text="Marraskuussa", by=None)

    assert wish.text == HostingWish.objects.get().text == "Marraskuussa"
    assert Event.objects.filter(action="hosting.wish").count() == 2


@pytest.mark.parametrize("same", ["token", "origin"])
def test_what_is_announced_twice_is_there_once(seat, same):
    heading = HeadingFactory()
    given = {"token": uuid.uuid4()} if same == "token" else {"origin": "F-2026-17"}

    for _time in range(2):
        offer = services.announce(
            seat, kind="offer", text="Varasto", themes=[heading.key], by=None, **given
        )

    assert Offer.objects.get() == offer
    assert list(offer.themes.all()) == [heading]
    assert Event.objects.get().action == "offer.announce"


def test_an_application_may_bring_both_an_offer_and_a_need(seat):
    for kind in ("offer", "need", "need"):
        services.announce(seat, kind=kind, text="Varasto", by=None, origin="F-2026-17")

    assert sorted(Offer.objects.values_list("kind", flat=True)) == ["need", "offer"]


def test_of_two_who_change_an_offer_the_later_is_told(seat):
    offer = OfferFactory(participation=seat)
    services.revise_offer(offer, **values(offer, text="Toinen"))

    with pytest.raises(OfferChangedError) as caught:
        services.revise_offer(offer, **values(offer, text="Kolmas"))

    assert caught.value.offer.text == "Toinen"
    offer.refresh_from_db()
    assert (offer.text, offer.number) == ("Toinen", 2)


def test_the_same_words_again_change_nothing(seat):
    offer = OfferFactory(participation=seat)

    services.revise_offer(offer, **values(offer))

    assert Offer.objects.get().number == 1
    assert not Event.objects.exists()


def test_what_is_withdrawn_twice_is_withdrawn_once(seat):
    offer = OfferFactory(participation=seat)
    first = services.withdraw_offer(offer, by=None).withdrawn_at

    assert services.withdraw_offer(offer, by=None).withdrawn_at == first
    assert Event.objects.get().action == "offer.withdraw"


def test_an_offer_holds_to_the_end_of_its_last_day(seat):
    today = timezone.localdate()
    lasting = OfferFactory(participation=seat, valid_until=today)
    gone = OfferFactory(participation=seat, valid_until=today + YESTERDAY)
    OfferFactory(participation=seat, withdrawn_at=timezone.now())

    assert list(Offer.objects.open()) == [lasting]
    assert (lasting.is_open, gone.is_open) == (True, False)


def test_names_of_offers_hold_no_content(seat):
    offer = OfferFactory(participation=seat, text="salattu")
    wish = services.wish_to_host(seat, text="salattu", by=None)

    assert "salattu" not in f"{offer} {wish}"
