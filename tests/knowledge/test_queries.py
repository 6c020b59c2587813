"""Pages cost as many queries with 300 plans as with one."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from knowledge import services
from knowledge.models import (
    HostingTurn,
    HostingWish,
    Match,
    Meeting,
    Plan,
    PlanRevision,
    SignUpNeeds,
)
from tests.factories.accounts import MuseumFactory, sign_in
from tests.factories.knowledge import (
    AttachmentFactory,
    HeadingFactory,
    MeetingFactory,
    OfferFactory,
    ParticipationFactory,
    PlanFactory,
    SignUpFactory,
    coordinator_of,
    member_in,
)

# The first page gathers what waits from everywhere; any other page is held to the limit.
MOST, MOST_AT_HOME = 20, 32


def add_plans(round, count):
    """Add plans of ten more museums to a round, shown to it, in bulk."""
    seats = [ParticipationFactory(round=round, museum=MuseumFactory()) for _seat in range(10)]
    meeting = Meeting.objects.filter(round=round).first() or MeetingFactory(round=round)
    for number, seat in enumerate(seats):
        user = member_in(seat)
        signed = SignUpFactory(meeting=meeting, user=user, participation=seat)
        SignUpNeeds.objects.create(sign_up=signed, diet="Kaura")
        held = MeetingFactory(round=round, host=seat)
        HostingTurn.objects.create(participation=seat, position=number + 1, meeting=held)
        HostingWish.objects.create(participation=seat, text="Lokakuussa")
        need = OfferFactory(participation=seat, kind="need")
        own = OfferFactory(participation=round.participations.first())
        for each in (need, own):
            each.themes.set([HeadingFactory()])
        given = OfferFactory(participation=seat)
        Match.objects.create(offer=own, need=need, need_word="yes")
        Match.objects.create(
            offer=given, need=own, agreed_at=timezone.now(), done_at=timezone.now(), hours=2
        )
    start = timezone.now() - dt.timedelta(days=20)
    plans = Plan.objects.bulk_create(
        Plan(
            participation=seats[number % len(seats)],
            title=f"Äänet {number}",
            language="sv",
            audience="round" if number % 3 else "museum",
            revision_number=1,
        )
        for number in range(count)
    )
    PlanRevision.objects.bulk_create(
        PlanRevision(
            plan=plan,
            number=1,
            title=plan.title,
            words=plan.title.casefold(),
            created_at=start + dt.timedelta(minutes=number),
        )
        for number, plan in enumerate(plans)
    )


def count(client, address):
    """Return the number of queries of a page, once warm."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


@pytest.mark.parametrize("who", ["a member", "a coordinator"])
def test_workspace_pages_are_flat_in_plans(client, db, who):
    plan = PlanFactory(shared=True)
    AttachmentFactory(plan=plan)
    seat = plan.participation
    user = member_in(seat) if who == "a member" else coordinator_of(seat.round)
    meeting = MeetingFactory(round=seat.round, host=seat)
    sign_in(client, user)
    pages = {
        "home": reverse("knowledge:workspace"),
        "list": reverse("knowledge:plan_list"),
        "found": reverse("knowledge:plan_list") + "?q=a",
        "museums": reverse("knowledge:museum_list"),
        "meetings": reverse("knowledge:meeting_list"),
        "meeting": meeting.get_absolute_url(),
        "offers": reverse("knowledge:offer_list"),
        "directory": reverse("knowledge:directory"),
        "plan": plan.get_absolute_url(),
    }
    if who == "a member":
        names = ["update", "audience", "attachments", "revision_list"]
        pages |= {name: reverse(f"knowledge:plan_{name}", args=[plan.pk]) for name in names}
    add_plans(seat.round, 3)
    few = {name: count(client, address) for name, address in pages.items()}

    add_plans(seat.round, 300)

    many = {name: count(client, address) for name, address in pages.items()}
    assert many == few
    assert {
        name: queries
        for name, queries in many.items()
        if queries > (MOST_AT_HOME if name == "home" else MOST)
    } == {}


def test_the_list_of_three_hundred_has_pages_of_twenty(client, db):
    plan = PlanFactory(shared=True)
    add_plans(plan.participation.round, 300)
    sign_in(client, member_in(plan.participation))

    address, read, query = reverse("knowledge:plan_list"), [], {}
    while query is not None:
        page = client.get(address, query).context["page"]
        read += [revision.plan_id for revision in page.rows]
        query = {"after": page.older.pk} if page.older else None

    assert len(read) == len(set(read)) == 201
    assert len(client.get(address).context["rows"]) == 20


@pytest.mark.parametrize("who", ["a member", "a coordinator"])
def test_pages_of_an_allocation_are_flat_in_museums(client, db, who):
    seat = ParticipationFactory()
    round, coordinator = seat.round, coordinator_of(seat.round)
    sign_in(client, member_in(seat) if who == "a member" else coordinator)
    names = ["allocation"] if who == "a member" else ["allocation_update", "pair_rule_create"]
    pages = {name: reverse(f"knowledge:{name}", args=[round.pk]) for name in names}
    pages["home"] = reverse("knowledge:workspace")
    counts = []

    for more in (4, 35):
        ParticipationFactory.create_batch(more, round=round)
        for _run in range(2):
            allocation = services.propose_allocation(round, k=3, seed=1, by=coordinator)
            services.confirm_allocation(allocation, by=coordinator)
        services.propose_allocation(round, k=2, seed=2, by=coordinator)
        counts.append({name: count(client, address) for name, address in pages.items()})

    assert counts[0] == counts[1]
    assert max(counts[0].values()) <= MOST_AT_HOME
