"""Questions for sparring and meetings are found by whom they are shown, and needs by nobody."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from knowledge import services
from knowledge.models import SearchEntry, SparringRequest
from knowledge.search.finding import Filters, find
from knowledge.search.index import rebuild
from tests.factories.knowledge import MeetingFactory

from .test_confidentiality import IN_WORKSPACE, MATRIX, PLANS, READABLE, VERSION, enter
from .test_meetings_confidentiality import (
    DOOR,
    HIDDEN,
    NAMES,
    meetings,  # noqa: F401  a fixture
    row_of,
)

ADDRESS = "knowledge:search"


@pytest.fixture
def asked(world):
    """Offer each plan with a question and a limit of its own; the partners' to the partner."""
    for number, name in enumerate(PLANS):
        plan = world.plans[name]
        request = SparringRequest.objects.create(
            plan=plan,
            revision=plan.revisions.get(number=1),
            questions=["Kenelle?", f"kysymys{number}q"],
            not_about=f"rajaus{number}q",
            is_for_round="round" in name,
        )
        if name == "partners":
            request.receivers.set([world.seats["partner"]])
    rebuild()
    return {name: number for number, name in enumerate(PLANS)}


def shown(client, word):
    """Return whether a search shows a word in what it found."""
    return f"<mark>{word}</mark>" in client.get(reverse(ADDRESS), {"q": word}).text


@pytest.mark.parametrize("who", MATRIX)
def test_a_question_is_found_by_who_reads_what_is_asked(client, asked, people, who):
    enter(client, people, who)

    told = {
        name
        for name, number in asked.items()
        if {shown(client, f"{part}{number}q") for part in ("kysymys", "rajaus")} == {True}
    }

    reads = {name for name, answers in zip(PLANS, MATRIX[who], strict=True) if answers in READABLE}
    assert told == (reads if who in IN_WORKSPACE else set())


def test_a_version_without_a_question_to_its_holder_shows_none(world, people, asked):
    partner = people["a partner"]
    assert MATRIX["a partner"][PLANS.index("partners")] == VERSION
    assert len(find(partner, "kysymys1q").hits) == 1

    SparringRequest.objects.get(plan=world.plans["partners"]).receivers.clear()

    assert find(partner, "kysymys1q").hits == []
    assert find(partner, "rajaus1q").hits == []


@pytest.mark.parametrize("who", ["a peer", "a coordinator", "a member of another round"])
def test_a_word_of_a_hidden_question_is_answered_as_a_word_of_nothing(client, asked, people, who):
    enter(client, people, who)

    answers = [
        client.get(reverse(ADDRESS), {"q": word}).text.replace(word, "")
        for word in ("kysymys0q", "zzzpiilo77qx", "rajaus0q", "kysymys0x")
    ]

    assert len(set(answers)) == 1


def test_only_the_question_that_holds_is_found(world, people, asked):
    plan, owner = world.plans["round"], people["an owner"]

    services.offer_plan(plan, questions=["uudempiq"], not_about="", receivers=[], by=owner)
    rebuild()

    for who in ("an owner", "a peer"):
        assert find(people[who], "kysymys2q").hits == []
        assert len(find(people[who], "uudempiq").hits) == 1


def test_an_offer_is_found_once_it_is_made(world, people, django_capture_on_commit_callbacks):
    plan, partner = world.plans["partners"], world.seats["partner"]
    with django_capture_on_commit_callbacks(execute=True):
        services.offer_plan(
            plan,
            questions=["Missä talkoolaiset?"],
            not_about="palkoista",
            receivers=[partner],
            by=people["an owner"],
        )

    hits = find(people["a partner"], "talkoolainen").hits
    assert [hit.group for hit in hits] == ["question"]
    assert hits[0].card.url == f"{plan.get_absolute_url()}#h-sparring"
    assert "<mark>talkoolaiset</mark>" in hits[0].excerpt
    assert find(people["a peer"], "talkoolainen").hits == []


@pytest.mark.parametrize("who", MATRIX)
def test_meetings_are_found_by_who_sees_them_and_needs_by_nobody(client, meetings, people, who):  # noqa: F811
    for number, meeting in enumerate(meetings.values()):
        meeting.place, meeting.address = f"talo{number}q", f"katu{number}q"
        meeting.agenda = [{"day": "2026-11-25", "time": "", "what": f"mitä{number}q", "more": ""}]
        meeting.save()
    rebuild()
    enter(client, people, who)

    for number, (name, answers) in enumerate(zip(NAMES, row_of(who), strict=True)):
        parts = ["aihe", "kuvaus", "talo", "katu", "mitä", "muistio"]
        found = [shown(client, f"{part}{number}q") for part in parts]
        assert set(found) == {answers not in (HIDDEN, DOOR)}, name
        for part in ("ruoka", "apu", "matka", "huone"):
            assert not shown(client, f"{part}{number}q")
    words = " ".join(SearchEntry.objects.values_list("words", flat=True))
    assert not any(part in words for part in ("ruoka0q", "apu0q", "matka0q", "huone0q"))


def test_meetings_are_followed_by_the_index_and_narrowed_by_host(
    world,
    people,
    django_capture_on_commit_callbacks,
):
    owner, seat = people["an owner"], world.seats["owner"]
    begins = timezone.now() - dt.timedelta(hours=1)
    with django_capture_on_commit_callbacks(execute=True):
        meeting = services.plan_meeting(
            world.running,
            title="Perhoniemi",
            starts_at=begins,
            ends_at=begins + dt.timedelta(hours=3),
            host=seat,
            by=owner,
        )
    assert [hit.pk for hit in find(owner, "perhoniemi").hits] == [meeting.pk]
    with django_capture_on_commit_callbacks(execute=True):
        services.revise_meeting(meeting, base_number=1, by=owner, title="Toinen otsikko")
        for number, text in enumerate(["Harakkapolku", "Tikkaluoto"]):
            services.write_memo(meeting, text=text, base_number=number, language="sv", by=owner)

    peer = people["a peer"]
    assert find(peer, "perhoniemi").hits == find(peer, "harakkapolku").hits == []
    memo = find(peer, "tikkaluoto").hits[0]
    assert (memo.group, memo.card.language) == ("meeting", "sv")
    assert memo.card.url == f"{meeting.get_absolute_url()}#h-memo"
    groups = Filters(groups=("meeting",), museum=seat.museum, round=world.running)
    assert [hit.pk for hit in find(peer, "otsikko", groups).hits] == [meeting.pk]
    assert find(peer, "otsikko", Filters(groups=("plan",))).hits == []
    assert find(peer, "otsikko", Filters(museum=world.seats["peer"].museum)).hits == []


def test_a_meeting_without_a_host_and_an_empty_memo_are_found_in_order(client, world, people):
    meeting = MeetingFactory(round=world.running, title="Etäkahvit")
    services.write_memo(meeting, text="Sovittuq", base_number=0, language="fi", by=None)
    services.write_memo(meeting, text="", base_number=1, language="fi", by=None)
    rebuild()
    enter(client, people, "a peer")

    assert shown(client, "Etäkahvit")
    assert not SearchEntry.objects.filter(kind="memo").exists()
    services.write_memo(meeting, text="Sovittuq", base_number=2, language="fi", by=None)
    rebuild()
    text = client.get(reverse(ADDRESS), {"q": "sovittuq"}).text
    assert "None" not in text
    assert "<mark>Sovittuq</mark>" in text
