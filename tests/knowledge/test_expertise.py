"""The directory of expertise: it grows from what was done, and names whom a reader may know."""

import pytest
from django.urls import reverse
from django.utils import timezone

from knowledge import services
from knowledge.expertise import expertise_for
from knowledge.models import Match
from tests.factories.accounts import sign_in
from tests.factories.experiences import AUDIENCE, begun, released, values
from tests.factories.knowledge import HeadingFactory, OfferFactory, ParticipationFactory, member_in

from .test_confidentiality import IN_WORKSPACE
from .test_queries import MOST, count

ADDRESS = "knowledge:directory"
MEETS = {"an owner", "an owner's contact", "a peer", "a partner", "a coordinator", "a facilitator"}
SECTIONS = {"summary": "Yhdessä.", "ask": "Opastaja Ilta"}


@pytest.fixture
def themes(db):
    """A theme of an exchange and one of an experience."""
    return HeadingFactory(key="valo"), HeadingFactory(key="savi")


@pytest.fixture
def done(world, people, themes):
    """An exchange done by the owner's museum, told to its round."""
    offer = OfferFactory(participation=world.seats["owner"], text="annettuq")
    need = OfferFactory(participation=world.seats["peer"], kind="need", text="tarveq")
    offer.themes.set(themes[:1])
    now = timezone.now()
    return Match.objects.create(
        offer=offer, need=need, offer_word="yes", need_word="yes", agreed_at=now, done_at=now
    )


@pytest.fixture
def shared(world, people, themes):
    """An experience of the owner's museum that all rounds read."""
    seat, contact = world.seats["owner"], people["an owner's contact"]
    return released(
        seat, contact, AUDIENCE.ALL_ROUNDS, title="Opittuaq", sections=SECTIONS, themes=themes
    )


def known(user, theme=None):
    """Return (museum, exchanges, experiences, people) as a person may know them."""
    return [
        (each.museum.name, len(each.exchanges), len(each.experiences), len(each.people))
        for each in expertise_for(user, theme)
    ]


@pytest.mark.parametrize("who", sorted(IN_WORKSPACE))
def test_contact_people_are_named_to_whom_meets_them(client, world, people, done, shared, who):
    contact = people["an owner's contact"]
    sign_in(client, people[who])
    text = client.get(reverse(ADDRESS)).text

    assert ("annettuq" in text) == (who in MEETS)
    assert (contact.email in text) == (who in MEETS)
    reads = who in MEETS | {"a member of another round"}
    assert ("Opittuaq" in text) == ("Opastaja Ilta" in text) == reads
    assert ("koordinaattoriasi" in text) == (reads and who not in MEETS)
    assert "tarveq" not in text


def test_it_grows_from_what_was_done_and_released_by_theme(people, done, shared, themes):
    (row,) = expertise_for(people["a peer"])

    told = [(heading.pk, one, other) for heading, one, other in row.themes]
    assert told == [(themes[0].pk, 1, 1), (themes[1].pk, 0, 1)]
    assert known(people["a peer"], themes[1]) == [("Kuunjoki", 0, 1, 1)]
    assert known(people["a peer"], themes[0]) == [("Kuunjoki", 1, 1, 1)]
    assert known(people["a peer"], HeadingFactory(key="muu")) == []


def test_what_is_agreed_or_written_is_not_there_before_it_is_done_or_released(world, people, done):
    Match.objects.update(done_at=None)
    begun(world.seats["owner"], people["an owner"], title="Luonnosq")

    assert known(people["an owner"]) == known(people["a peer"]) == []


def test_what_is_taken_back_is_there_no_more(people, shared):
    assert known(people["a peer"]) == [("Kuunjoki", 0, 1, 1)]

    services.withdraw_experience(shared, by=people["an owner"])

    assert known(people["a peer"]) == []
    assert known(people["an owner"]) == []


def test_whom_to_ask_is_read_from_the_latest_text(world, people, shared):
    assert [each.ask for each in expertise_for(people["a peer"])[0].experiences] == [
        "Opastaja Ilta"
    ]
    services.revise_experience(
        shared,
        values=values(sections={"summary": "Yhä."}),
        base_number=shared.revision_number,
        token=None,
        by=people["an owner"],
    )
    assert expertise_for(people["a peer"]) == []


@pytest.mark.parametrize("opened", [False, True])
def test_a_museum_that_has_left_takes_along_what_it_did(world, people, done, opened):
    Match.objects.update(opened_at=timezone.now() if opened else None)
    assert known(people["a peer"]) == [("Kuunjoki", 1, 0, 1)]

    world.seats["owner"].left_at = timezone.now()
    world.seats["owner"].save()

    assert known(people["a peer"]) == known(people["a member of another round"]) == []


def test_who_is_a_contact_no_more_is_not_named(people, done):
    people["an owner's contact"].memberships.update(ended_at=timezone.now())

    assert known(people["a peer"]) == [("Kuunjoki", 1, 0, 0)]


def test_the_directory_costs_the_same_for_any_number_of_museums(
    client, world, people, done, shared
):
    sign_in(client, people["a peer"])
    few = count(client, reverse(ADDRESS))
    for _number in range(30):
        seat = ParticipationFactory(round=world.running)
        contact = member_in(seat, role="contact")
        released(seat, contact, AUDIENCE.ROUND, title="Opittua")
        offer = OfferFactory(participation=seat)
        Match.objects.create(offer=offer, need=done.need, done_at=timezone.now())

    assert count(client, reverse(ADDRESS)) == few <= MOST
    assert len(known(people["a peer"])) == 31


def test_what_was_opened_to_all_rounds_is_taken_back_after_the_round(client, world, people, done):
    elsewhere, owner = people["a member of another round"], people["an owner"]
    Match.objects.update(opened_at=timezone.now())
    world.running.ended_at = timezone.now()
    world.running.save()
    assert known(elsewhere) == [("Kuunjoki", 1, 0, 0)]
    sign_in(client, owner)
    page = reverse("knowledge:offer_list") + f"?round={world.running.pk}"
    address = reverse("knowledge:match_open", args=[done.pk])
    assert address in client.get(page).text

    for _time in range(2):
        assert client.post(address, {"close": "1"}).status_code == 302

    assert known(elsewhere) == []
    assert address not in client.get(page).text
    assert client.post(address, {"open": "1"}).status_code == 403
    assert known(elsewhere) == []
