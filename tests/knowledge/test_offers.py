"""Pages of offers and needs, exchanges that both must want, and the directory. Tables rule."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from cms.models import OutgoingMail
from knowledge import services
from knowledge.exceptions import MatchClosedError, NotInRoundError
from knowledge.matching import proposals_for, reasons_of
from knowledge.models import Match, Offer
from tests.factories.accounts import sign_in
from tests.factories.knowledge import HeadingFactory, OfferFactory, ParticipationFactory, member_in

from .test_confidentiality import IN_WORKSPACE, MATRIX, ask, bytes_of, enter

OWNER = {"an owner", "an owner's contact"}
READERS = {"a peer", "a partner", "a coordinator", "a facilitator"}


@pytest.fixture
def pair(world):
    """Return an offer of the owner's museum and a need of the peer's, of one theme."""
    heading = HeadingFactory()
    offer = OfferFactory(participation=world.seats["owner"], text="tarjousq")
    need = OfferFactory(participation=world.seats["peer"], kind="need", text="tarveq")
    for each in (offer, need):
        each.themes.set([heading])
    return offer, need


@pytest.fixture
def match(world, pair, people):
    """Return a match that the peer's museum asked for."""
    return services.ask_match(*pair, seat=world.seats["peer"], by=people["a peer"])


def say(match, seat, word):
    """Let a museum answer a match, and return it."""
    return services.answer_match(match, seat=seat, word=word, by=None)


@pytest.mark.parametrize("who", MATRIX)
@pytest.mark.parametrize("method", ["get", "head", "put"])
def test_pages_of_offers_and_exchanges_follow_the_table(
    client, world, pair, match, people, who, method
):
    say(match, world.seats["owner"], "yes")
    enter(client, people, who)
    pages = [(f"offer_{page}", pair[0].pk) for page in ("update", "withdraw")]
    pages += [(f"match_{page}", match.pk) for page in ("answer", "done", "open")]

    answers, told = [], []
    for page, pk in pages:
        nothing = bytes_of(ask(client, method, reverse(f"knowledge:{page}", args=[uuid.uuid4()])))
        response = ask(client, method, reverse(f"knowledge:{page}", args=[pk]))
        answers.append(response.status_code)
        if response.status_code == 404 and bytes_of(response) != nothing:
            told.append(page)

    own, hidden = (200, 302, 302, 200, 302), (404,) * 5
    table = dict.fromkeys(OWNER, own) | dict.fromkeys(READERS, (403, 403, 404, 404, 404))
    table |= {"a peer": (403, 403, 302, 200, 302)}
    table |= dict.fromkeys(["a stranger", "an inactive owner"], (302,) * 5)
    assert tuple(answers) == table.get(who, hidden)
    assert told == []
    match.refresh_from_db()
    assert (match.done_at, match.opened_at) == (None, None)


@pytest.mark.parametrize("who", sorted(IN_WORKSPACE))
def test_lists_hold_the_words_of_the_round_and_the_directory_what_was_done(
    client, world, pair, match, people, who
):
    say(match, world.seats["owner"], "yes")
    sign_in(client, people[who])
    directory = reverse("knowledge:directory")
    is_inside = who in OWNER | READERS

    assert ("tarjousq" in client.get(reverse("knowledge:offer_list")).text) == is_inside
    assert "tarjousq" not in client.get(directory).text
    services.finish_match(match, seat=world.seats["peer"], hours=3, by=None)
    assert ("tarjousq" in client.get(directory).text) == is_inside
    services.open_match(match, seat=world.seats["owner"], is_open=True, by=None)
    meets = who != "a closed round's late joiner"
    assert ("tarjousq" in client.get(directory).text) == meets


def test_the_receiver_opens_nothing_to_all_rounds(world, match):
    say(match, world.seats["owner"], "yes")
    services.finish_match(match, seat=world.seats["peer"], hours=3, by=None)

    with pytest.raises(MatchClosedError):
        services.open_match(match, seat=world.seats["peer"], is_open=True, by=None)


def test_a_proposal_tells_why_and_is_asked_of_both(client, world, pair, people):
    owner = people["an owner"]
    (proposal,) = proposals_for(world.running, owner)
    assert len(proposal.reasons) == 1
    assert proposals_for(world.running, people["a partner"]) == []
    sign_in(client, owner)

    for _time in range(2):
        client.post(reverse("knowledge:match_ask"), {"offer": pair[0].pk, "need": pair[1].pk})

    match = Match.objects.get()
    assert (match.offer_word, match.need_word, match.agreed_at) == ("yes", "", None)
    letters = OutgoingMail.objects.filter(key__startswith="match-")
    assert {letter.recipient for letter in letters} == {people["a peer"].email}
    assert not any("q" in f"{letter.subject}" for letter in letters)
    assert not any("tarjousq" in letter.body or "tarveq" in letter.body for letter in letters)
    assert proposals_for(world.running, owner) == []


def test_contacts_are_shown_when_both_have_said_yes(client, world, match, people):
    contact = people["an owner's contact"]
    sign_in(client, people["a peer"])
    page = reverse("knowledge:offer_list")
    assert contact.email not in client.get(page).text

    say(match, world.seats["owner"], "yes")

    assert contact.email in client.get(page).text


def test_who_asks_for_what_was_asked_of_them_says_yes(world, pair, match, people):
    services.ask_match(*pair, seat=world.seats["owner"], by=people["an owner"])

    match.refresh_from_db()
    assert match.agreed_at is not None
    assert Match.objects.count() == 1


def test_a_no_is_told_as_silence_is(client, world, match, people):
    sign_in(client, people["a peer"])
    page = reverse("knowledge:offer_list")
    silent = client.get(page).text.partition("<main")[2]

    say(match, world.seats["owner"], "no")

    refused = client.get(page).text.partition("<main")[2]
    assert cut(refused) == cut(silent)
    with time_machine.travel(timezone.now() + dt.timedelta(days=22), tick=False):
        assert match.state_for("need") == "lapsed"
        with pytest.raises(MatchClosedError):
            say(match, world.seats["owner"], "yes")


def cut(text):
    """Return a page without its tokens."""
    lines = text.splitlines()
    return [line for line in lines if "csrfmiddlewaretoken" not in line]


@pytest.mark.parametrize("which", ["own", "withdrawn", "elsewhere", "unknown"])
def test_only_two_open_ones_of_a_round_are_asked(client, world, pair, people, which):
    offer, need = pair
    if which == "own":
        need = OfferFactory(participation=offer.participation, kind="need")
    elif which == "withdrawn":
        services.withdraw_offer(need, by=None)
    elif which == "elsewhere":
        need = OfferFactory(participation=world.seats["elsewhere"], kind="need")
    sign_in(client, people["an owner"])
    sent = {"offer": offer.pk, "need": uuid.uuid4() if which == "unknown" else need.pk}

    assert client.post(reverse("knowledge:match_ask"), sent).status_code == 404
    assert not Match.objects.exists()


def test_a_third_museum_asks_and_answers_nothing(world, pair, match):
    partner = world.seats["partner"]
    with pytest.raises(NotInRoundError):
        say(match, partner, "yes")
    with pytest.raises(NotInRoundError):
        services.ask_match(*pair, seat=partner, by=None)


@pytest.mark.parametrize(
    ("offer", "need", "count"),
    [
        ({}, {}, 1),
        ({"form": "call"}, {"form": "call"}, 2),
        ({"form": "call"}, {"form": "visit"}, 0),
        ({"form": "call"}, {}, 1),
        ({"hours": 3}, {"hours": 2}, 2),
        ({"hours": 1}, {"hours": 2}, 1),
        ({"region": "21"}, {"region": "21"}, 2),
        ({"region": "21"}, {"region": "19"}, 0),
    ],
)
def test_reasons_are_what_fits_and_what_does_not_rules_out(db, offer, need, count):
    heading = HeadingFactory()
    offer, need = OfferFactory(**offer), OfferFactory(kind="need", **need)
    assert reasons_of(offer, need) == []
    for each in (offer, need):
        each.themes.set([heading])

    assert len(reasons_of(offer, need)) == count


def test_an_offer_is_announced_once_changed_and_withdrawn(client, db):
    seat = ParticipationFactory()
    sign_in(client, member_in(seat))
    heading = HeadingFactory()
    sent = {"kind": "offer", "text": "Varasto", "themes": [heading.pk], "token": uuid.uuid4()}
    sent |= {"base_number": 1, "hours": "3", "form": "visit"}
    for _time in range(2):
        client.post(reverse("knowledge:offer_add"), sent)
    offer = Offer.objects.get()

    address = reverse("knowledge:offer_update", args=[offer.pk])
    client.post(address, {**sent, "text": "Arkisto"})
    response = client.post(address, {**sent, "text": "Kirjasto"})
    assert "Arkisto" in response.text
    assert "Kirjasto" in response.text
    client.post(reverse("knowledge:offer_withdraw", args=[offer.pk]))
    offer.refresh_from_db()
    assert offer.text == "Arkisto"
    assert offer.withdrawn_at


def test_other_words_of_a_form_sent_before_are_another_offer(client, db):
    seat = ParticipationFactory()
    sign_in(client, member_in(seat))
    sent = {"kind": "offer", "themes": [HeadingFactory().pk], "token": uuid.uuid4()}
    sent |= {"base_number": 1, "form": "visit"}

    for text in ["Varasto", "Varasto", "Kirjasto"]:
        client.post(reverse("knowledge:offer_add"), {**sent, "text": text})

    assert sorted(Offer.objects.values_list("text", flat=True)) == ["Kirjasto", "Varasto"]


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "x"},
        {"text": "\x00"},
        {"text": "a" * 1001},
        {"themes": ["x"]},
        {"hours": "-1"},
        {"hours": "x"},
        {"region": "99"},
        {"valid_until": "2001-01-01"},
        {"valid_until": "9999-12-31"},
        {"valid_until": "huomenna"},
    ],
)
def test_what_cannot_be_offered_is_told(client, db, changes):
    sign_in(client, member_in(ParticipationFactory()))
    sent = {"kind": "need", "text": "Apua", "token": uuid.uuid4(), "base_number": 1, **changes}

    response = client.post(reverse("knowledge:offer_add"), sent)

    assert response.status_code == 200
    assert response.context["form"].errors
    assert not Offer.objects.exists()
