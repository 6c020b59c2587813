"""A round is ended by its coordinator; museums choose what becomes of their plans."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Event
from knowledge import services
from knowledge.audiences import audiences_by_choice
from knowledge.events import events_visible_to
from knowledge.exceptions import ArchiveChangedError, RoundNotEndedError
from knowledge.models import Notice, Plan
from tests.factories.accounts import sign_in
from tests.factories.knowledge import (
    MeetingFactory,
    ParticipationFactory,
    PlanFactory,
    RoundFactory,
    coordinator_of,
    member_in,
)

from .noticing import kinds_of
from .test_confidentiality import bytes_of

MISSING = "00000000-0000-4000-8000-000000000000"


def end(round):
    """Return where a round is ended."""
    return reverse("knowledge:round_end", args=[round.pk])


def archive(plan):
    """Return where the choice for a plan is made."""
    return reverse("knowledge:plan_archive", args=[plan.pk])


@pytest.fixture
def plan(db):
    """A plan of a museum's own, in a round that goes on."""
    return PlanFactory()


@pytest.fixture
def round(plan):
    """The plan's round."""
    return plan.participation.round


@pytest.fixture
def owner(plan):
    """A person of the plan's museum."""
    return member_in(plan.participation)


@pytest.fixture
def ended(plan, round, owner):
    """The plan, a week after its round."""
    round.ended_at = timezone.now() - dt.timedelta(days=7)
    round.save()
    plan.refresh_from_db()
    return plan


def test_the_page_tells_what_ending_does_and_a_get_ends_nothing(client, round):
    MeetingFactory(round=round)
    sign_in(client, coordinator_of(round))

    response = client.get(end(round))

    assert response.context["counts"] == {
        "museums": 1,
        "plans": 1,
        "advice": 0,
        "meetings": 1,
        "offers": 0,
    }
    assert "Päättämistä ei voi perua." in response.text
    round.refresh_from_db()
    assert not round.has_ended


def test_ending_needs_a_yes_and_is_done_and_told_once(client, plan, round, owner):
    coordinator, peer = coordinator_of(round), member_in(ParticipationFactory(round=round))
    newcomer = member_in(plan.participation, promised=False)
    sign_in(client, coordinator)

    refused = client.post(end(round), {})
    round.refresh_from_db()
    assert (refused.status_code, round.ended_at) == (200, None)
    assert "confirm" in refused.context["form"].errors

    answers = [client.post(end(round), {"confirm": "on"}) for _time in range(2)]

    home = f"{reverse('knowledge:workspace')}?round={round.pk}"
    assert [(each.status_code, each.url) for each in answers] == [(302, home)] * 2
    round.refresh_from_db()
    assert round.has_ended
    assert Event.objects.filter(action="round.end").count() == 1
    assert events_visible_to(coordinator).filter(action="round.end").count() == 1
    assert {who: kinds_of(who) for who in (owner, peer, coordinator, newcomer)} == {
        owner: ["ended"],
        peer: ["ended"],
        coordinator: [],
        newcomer: [],
    }
    assert "Kierros päättyi" in client.get(end(round)).text


def test_the_notice_leads_to_the_round(client, round, owner):
    services.end_round(round, by=coordinator_of(round))
    notice = Notice.objects.get(recipient=owner)
    sign_in(client, owner)

    answer = client.get(reverse("knowledge:notice_open", args=[notice.pk]))

    assert answer.url == f"{reverse('knowledge:workspace')}?round={round.pk}"
    assert "Kierros on päättynyt:" in client.get(reverse("knowledge:notice_list")).text


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", ["member", "facilitator", "coordinator elsewhere", "newcomer"])
def test_nobody_but_the_coordinator_knows_of_the_page(client, round, who, method):
    people = {
        "member": lambda: member_in(round.participations.get()),
        "facilitator": lambda: coordinator_of(round, role="facilitator"),
        "coordinator elsewhere": lambda: coordinator_of(RoundFactory()),
        "newcomer": lambda: coordinator_of(round, promised=False),
    }
    sign_in(client, people[who]())
    nothing = getattr(client, method)(reverse("knowledge:round_end", args=[MISSING]))

    answer = getattr(client, method)(end(round), {"confirm": "on"})

    assert answer.status_code == 404
    assert bytes_of(answer) == bytes_of(nothing)
    round.refresh_from_db()
    assert not round.has_ended


@pytest.mark.parametrize("what", ["to come", "without a day", "calling"])
def test_a_round_that_has_not_begun_is_not_ended(client, round, what):
    now, day = timezone.now(), timezone.localdate()
    if what == "calling":
        round.opens_at, round.closes_at = now - dt.timedelta(1), now + dt.timedelta(1)
    else:
        round.starts_on = day + dt.timedelta(1) if what == "to come" else None
    round.save()
    sign_in(client, coordinator_of(round))

    assert 'name="confirm"' not in client.get(end(round)).text
    answer = client.post(end(round), {"confirm": "on"})

    assert answer.context["form"].non_field_errors()
    round.refresh_from_db()
    assert round.ended_at is None


def test_the_way_to_the_end_is_beside_the_museums(client, round, owner):
    coordinator = coordinator_of(round)
    pages = [reverse("knowledge:museum_list"), reverse("knowledge:workspace")]

    sign_in(client, coordinator)
    assert [end(round) in client.get(page).text for page in pages] == [True, True]
    sign_in(client, owner)
    assert [end(round) in client.get(page).text for page in pages] == [False, False]


def test_nothing_is_chosen_before_the_end(client, plan, owner):
    sign_in(client, owner)

    assert client.get(archive(plan)).status_code == 403
    assert client.post(archive(plan), {"archive": "hidden"}).status_code == 403
    with pytest.raises(RoundNotEndedError):
        services.choose_archive(plan, archive="hidden", base="keep ", by=owner)


def test_what_waits_asks_until_once_chosen(client, ended, owner):
    sign_in(client, owner)
    page = f"{reverse('knowledge:workspace')}?round={ended.participation.round_id}"

    first = client.get(page)
    assert [thing.kind for thing in first.context["things"]] == ["archive"]
    assert f'action="{archive(ended)}"' in first.text
    client.post(archive(ended), {"archive": "keep"})

    ended.refresh_from_db()
    assert (ended.archive, ended.archived_at is None) == ("keep", False)
    assert client.get(page).context["things"] == []


def test_opening_shows_who_gains_and_asks_again(client, ended, owner):
    peer = member_in(ParticipationFactory(round=ended.participation.round))
    later = member_in(ParticipationFactory())
    sign_in(client, owner)

    asked = client.post(archive(ended), {"archive": "open"})

    assert asked.context["gains"].people == {peer, later}
    ended.refresh_from_db()
    assert ended.archived_at is None
    mark = asked.context["mark"]
    sure = {"archive": "open", "confirm": "1", "base": mark}
    assert client.post(archive(ended), sure).url == ended.get_absolute_url()
    assert client.post(archive(ended), sure).url == ended.get_absolute_url()

    event = Event.objects.get(action="plan.archive")
    assert event.detail == {"before": "keep", "after": "open", "audience": "museum"}
    strip = client.get(ended.get_absolute_url()).context["audience"]
    assert strip.people == {owner, peer, later}
    sign_in(client, later)
    page = client.get(ended.get_absolute_url())
    assert page.context["is_opened"]
    assert "Avattu, " in client.get(reverse("knowledge:plan_list")).text


def test_narrowing_is_done_at_once_and_widening_again_is_asked(client, ended, owner):
    later = member_in(ParticipationFactory())
    services.choose_archive(ended, archive="open", base="keep ", by=owner)
    sign_in(client, owner)
    assert Plan.objects.visible_to(later).contains(ended)

    client.post(archive(ended), {"archive": "hidden"})
    assert not Plan.objects.visible_to(later).exists()

    asked = client.post(archive(ended), {"archive": "keep"})
    assert asked.templates[0].name == "knowledge/plan_archive_confirm.html"
    ended.refresh_from_db()
    assert ended.archive == "hidden"


def test_a_yes_to_what_a_colleague_has_changed_is_asked_anew(client, ended, owner):
    sign_in(client, owner)
    mark = client.post(archive(ended), {"archive": "open"}).context["mark"]
    services.choose_archive(ended, archive="hidden", base=mark, by=owner)

    for base in (mark, ""):
        answer = client.post(archive(ended), {"archive": "open", "confirm": "1", "base": base})
        assert answer.context["form"].errors["archive"]

    ended.refresh_from_db()
    assert ended.archive == "hidden"
    with pytest.raises(ArchiveChangedError):
        services.choose_archive(ended, archive="open", base=mark, by=owner)


@pytest.mark.parametrize("data", [{}, {"archive": "public"}, {"archive": "open\x00"}])
def test_what_cannot_be_chosen_is_told_beside_the_field(client, ended, owner, data):
    sign_in(client, owner)

    answer = client.post(archive(ended), {**data, "confirm": "1"})

    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["archive"])
    ended.refresh_from_db()
    assert ended.archived_at is None


def test_who_opens_it_from_a_later_round_is_told_to_the_owner(client, ended, owner):
    services.choose_archive(ended, archive="open", base="keep ", by=owner)
    seat = ParticipationFactory()
    reader = member_in(seat)
    sign_in(client, reader)
    client.get(ended.get_absolute_url())

    sign_in(client, owner)
    openings = client.get(ended.get_absolute_url()).context["openings"]

    assert [(each.person, each.museum) for each in openings] == [(reader, seat.museum)]


def test_the_numbers_of_each_choice_are_who_could_open_it(ended, owner):
    member_in(ParticipationFactory(round=ended.participation.round))
    member_in(ParticipationFactory())

    counts = {
        choice: len(audience.people) for choice, audience in audiences_by_choice(ended).items()
    }

    assert counts == {"hidden": 1, "keep": 1, "open": 3}
