"""Who may know of a meeting, change it, and read what people need. The table is the rule."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from knowledge import services
from knowledge.models import (
    HostingTurn,
    HostingWish,
    Meeting,
    MeetingSignUp,
    MemoRevision,
    SignUpNeeds,
)
from tests.factories.accounts import sign_in
from tests.factories.knowledge import MeetingFactory, SignUpFactory, member_in

from .test_confidentiality import IN_WORKSPACE, MATRIX, ask, bytes_of, enter

# Answers to: its page, sign-up, calendar file, form, cancelling, memo.
PAGES = ["detail", "sign_up", "calendar", "update", "cancel", "memo"]
HIDDEN, DOOR = (404,) * 6, (302,) * 6
MEMBER, RUNS = (200, 200, 200, 403, 403, 403), (200,) * 6
GONE, HOSTED = (200, 403, 200, 403, 403, 403), (200, 403, 200, 200, 403, 200)
CLOSED = (200, 403, 200, 403, 403, 403)

NAMES = ["coming", "over", "closed"]
ROWS = {
    "a stranger": (DOOR,) * 3,
    "an owner": (RUNS, HOSTED, HIDDEN),
    "an owner's contact": (RUNS, HOSTED, HIDDEN),
    "a peer": (MEMBER, GONE, HIDDEN),
    "a partner": (MEMBER, GONE, HIDDEN),
    "a closed round's owner": (HIDDEN, HIDDEN, CLOSED),
    "a closed round's peer": (HIDDEN, HIDDEN, CLOSED),
    "a coordinator": (RUNS, HOSTED, HIDDEN),
    "a facilitator": (MEMBER, GONE, HIDDEN),
    "an inactive owner": (DOOR,) * 3,
}
NEEDS_OF_PEER = {"a peer", "an owner", "an owner's contact", "a coordinator"}


@pytest.fixture
def meetings(world, people):
    """Return meetings that the owner's museum hosts; a peer signs up to each with needs."""
    made = {}
    for number, (name, host, who) in enumerate(
        [
            ("coming", "owner", "a peer"),
            ("over", "owner", "a peer"),
            ("closed", "closed owner", "a closed round's peer"),
        ]
    ):
        seat = world.seats[host]
        made[name] = meeting = MeetingFactory(
            round=seat.round,
            host=seat,
            title=f"aihe{number}q",
            about=f"kuvaus{number}q",
            over=name != "coming",
            remote_link=f"https://huone{number}q.example/",
        )
        seat = world.seats["peer" if name != "closed" else "closed peer"]
        signed = SignUpFactory(meeting=meeting, user=people[who], participation=seat)
        SignUpNeeds.objects.create(
            sign_up=signed, diet=f"ruoka{number}q", access=f"apu{number}q", travel=f"matka{number}q"
        )
        MemoRevision.objects.create(
            meeting=meeting, number=1, text=f"muistio{number}q", language="fi"
        )
    return made


def row_of(who):
    """Return a person's row; who is not in the table knows of nothing."""
    return ROWS.get(who, (HIDDEN,) * 3)


def stored():
    """Return all that is kept of meetings."""
    models = (Meeting, MeetingSignUp, SignUpNeeds, MemoRevision, HostingTurn, HostingWish)
    return [list(model.objects.order_by("pk").values()) for model in models]


@pytest.mark.parametrize("who", MATRIX)
@pytest.mark.parametrize("method", ["get", "head", "post", "put"])
def test_meetings_follow_the_table_and_a_hidden_one_answers_as_none(
    client, meetings, people, who, method
):
    enter(client, people, who)
    before = stored()
    # Cancelling is one click; it has a test of its own.
    pages = [page for page in PAGES if page != "cancel" or method in {"get", "head"}]
    missing = [
        bytes_of(ask(client, method, reverse(f"knowledge:meeting_{page}", args=[uuid.uuid4()])))
        for page in pages
    ]

    answers, told = [], []
    for name in NAMES:
        for page, nothing in zip(pages, missing, strict=True):
            address = reverse(f"knowledge:meeting_{page}", args=[meetings[name].pk])
            response = ask(client, method, address)
            answers.append(response.status_code)
            if response.status_code == 404 and bytes_of(response) != nothing:
                told.append((name, page))

    expected = [
        status
        for row in row_of(who)
        for page, status in zip(PAGES, row, strict=True)
        if page in pages
    ]
    assert answers == expected
    assert told == []
    assert stored() == before


@pytest.mark.parametrize("who", MATRIX)
def test_words_of_meetings_are_read_by_their_round_only(client, meetings, people, who):
    enter(client, people, who)
    pages = [meeting.get_absolute_url() for meeting in meetings.values()]
    pages += [reverse("knowledge:workspace"), reverse("knowledge:meeting_list")]

    text = "".join(client.get(page, follow=True).text for page in pages)

    known = {number for number, row in enumerate(row_of(who)) if row not in (HIDDEN, DOOR)}
    for word in ("aihe", "kuvaus", "muistio", "huone"):
        assert {n for n in range(3) if f"{word}{n}q" in text} == known


@pytest.mark.parametrize("who", MATRIX)
def test_needs_are_read_by_the_person_the_host_and_the_coordinator(client, meetings, people, who):
    enter(client, people, who)
    pages = [meeting.get_absolute_url() for meeting in meetings.values()]
    pages += [reverse("knowledge:meeting_sign_up", args=[m.pk]) for m in meetings.values()]
    pages += [reverse("knowledge:workspace"), reverse("knowledge:meeting_list")]

    text = "".join(client.get(page, follow=True).text for page in pages)

    # One's own needs stand in one's own form, while sign-up is open.
    known = set()
    if who in NEEDS_OF_PEER:
        known = {0} if who == "a peer" else {0, 1}
    if who == "a closed round's owner":
        known = {2}
    for word in ("ruoka", "apu", "matka"):
        assert {n for n in range(3) if f"{word}{n}q" in text} == known
    if people[who]:
        ids = {each.sign_up.meeting.title for each in SignUpNeeds.objects.visible_to(people[who])}
        own = {"a peer": {"aihe0q", "aihe1q"}, "a closed round's peer": {"aihe2q"}}
        assert ids == own.get(who, {f"aihe{n}q" for n in known})


def test_a_museum_that_hosts_no_more_reads_needs_no_more(world, meetings, people):
    meeting = meetings["coming"]
    meeting.host = world.seats["partner"]
    meeting.save()

    seen = SignUpNeeds.objects.filter(sign_up__meeting=meeting)
    assert not seen.visible_to(people["an owner"]).exists()
    assert seen.visible_to(people["a partner"]).exists()


def test_who_cannot_come_is_known_to_host_and_coordinator(world, meetings, people):
    signed = meetings["coming"].sign_ups.get()
    signed.answer = MeetingSignUp.Answer.NOT
    signed.save()

    knowers = {
        who
        for who, person in people.items()
        if person and MeetingSignUp.objects.visible_to(person).filter(pk=signed.pk).exists()
    }
    assert knowers == NEEDS_OF_PEER


def test_who_leaves_is_on_no_list_and_reads_none(meetings, people):
    peer = people["a peer"]
    peer.memberships.update(ended_at=timezone.now())

    assert not MeetingSignUp.objects.visible_to(people["an owner"]).exists()
    assert not SignUpNeeds.objects.visible_to(people["an owner"]).exists()
    assert not SignUpNeeds.objects.visible_to(peer).exists()
    assert not Meeting.objects.visible_to(peer).exists()


def test_needs_are_forgotten_two_weeks_after_the_meeting(meetings):
    assert SignUpNeeds.objects.count() == 3

    services.forget_needs()

    assert SignUpNeeds.objects.get().sign_up.meeting == meetings["coming"]


@pytest.mark.parametrize("who", sorted(IN_WORKSPACE))
def test_a_coordinator_alone_plans_and_orders(client, world, people, who):
    sign_in(client, people[who])
    names = ["meeting_add", "hosting_order"]
    query = f"?round={world.running.pk}"

    answers = {client.get(reverse(f"knowledge:{name}") + query).status_code for name in names}
    answers |= {client.post(reverse(f"knowledge:{name}") + query).status_code for name in names}

    inside = row_of(who)[0] != HIDDEN
    assert answers == {200 if who == "a coordinator" else 403 if inside else 404}


@pytest.mark.parametrize("who", sorted(IN_WORKSPACE))
def test_a_museum_writes_its_own_hosting_wish(client, world, people, who):
    sign_in(client, people[who])
    seats = world.seats

    answers = tuple(
        client.get(reverse("knowledge:hosting_wish", args=[seats[name].pk])).status_code
        for name in ("owner", "peer", "closed owner")
    )

    table = {
        "an owner": (200, 403, 404),
        "an owner's contact": (200, 403, 404),
        "a peer": (403, 200, 404),
        "a partner": (403, 403, 404),
        "a coordinator": (403, 403, 404),
        "a facilitator": (403, 403, 404),
        "a closed round's owner": (404, 404, 403),
        "a closed round's peer": (404, 404, 403),
        "a closed round's late joiner": (404, 404, 404),
    }
    assert answers == table.get(who, (404,) * 3)


def test_late_joiners_of_a_closed_round_see_no_meeting(world, meetings):
    late = member_in(world.seats["closed peer"], started_at=timezone.now() - dt.timedelta(hours=1))

    assert not Meeting.objects.visible_to(late).exists()
    assert not MeetingSignUp.objects.visible_to(late).exists()


def test_names_of_meetings_hold_no_content(meetings):
    meeting = meetings["coming"]
    signed = meeting.sign_ups.get()

    assert "q" not in f"{meeting} {signed} {signed.needs} {meeting.memo_revisions.get()}"
