"""Notices: who is told of what, once, and only while it is in sight."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.services import end_membership
from knowledge import services
from knowledge.models import Mute, Notice
from tests.factories.accounts import sign_in
from tests.factories.knowledge import (
    MeetingFactory,
    PlanFactory,
    PromiseAcceptanceFactory,
    PromiseFactory,
    coordinator_of,
    member_in,
    revised,
)
from tests.knowledge.noticing import Sparring, kinds_of


@pytest.fixture
def sparring(db):
    """Three museums in a round, a plan of the first, one person each."""
    return Sparring()


def test_each_step_of_sparring_tells_the_other_museum(sparring):
    owner, giver = sparring.owner, sparring.giver
    colleague = member_in(sparring.plan.participation)

    services.offer_plan(
        sparring.plan, questions=["Kuka?"], not_about="", receivers=[sparring.peer], by=owner
    )
    advice = sparring.advise()
    sparring.answer(advice)
    sparring.promise(advice)
    sparring.share(advice, by=giver)
    sparring.share(advice, by=owner)

    assert kinds_of(giver) == ["offered", "answered", "promised", "shared"]
    assert kinds_of(colleague) == ["advised", "shared"]
    assert kinds_of(owner) == ["advised"]
    assert kinds_of(sparring.third) == []


def test_a_museum_asked_to_share_is_told_until_it_has_answered(sparring):
    advice = sparring.advise()
    sparring.share(advice, by=sparring.giver)
    assert kinds_of(sparring.owner) == ["advised", "sharing-asked"]

    services.unshare_advice(advice, by=sparring.giver)

    assert kinds_of(sparring.owner) == ["advised"]


def test_the_round_is_told_of_what_is_shared_until_it_is_taken_back(sparring):
    services.change_audience(sparring.plan, audience="round", by=sparring.owner)
    advice = sparring.advise()
    sparring.share(advice, by=sparring.giver)
    sparring.share(advice, by=sparring.owner)
    assert kinds_of(sparring.third) == ["shared"]

    services.unshare_advice(advice, by=sparring.owner)

    assert kinds_of(sparring.third) == []
    assert kinds_of(sparring.giver) == []


def test_plans_meetings_and_partners_are_told_to_those_they_concern(sparring):
    coordinator = coordinator_of(sparring.round)
    services.give_version(sparring.plan, receivers=[sparring.peer], by=sparring.owner)
    services.change_audience(sparring.plan, audience="round", by=sparring.owner)
    services.add_progress_update(sparring.plan, text="Hyvin", token=uuid.uuid4(), by=sparring.owner)
    start = timezone.now() + dt.timedelta(days=9)
    meeting = services.plan_meeting(
        sparring.round,
        title="Salainen aihe",
        starts_at=start,
        ends_at=start + dt.timedelta(hours=5),
        by=coordinator,
    )
    services.cancel_meeting(meeting, by=coordinator)
    allocation = services.propose_allocation(sparring.round, k=1, seed=1, by=coordinator)
    services.confirm_allocation(allocation, by=coordinator)

    with CaptureQueriesContext(connection) as queries:
        kinds = kinds_of(sparring.third)
    assert kinds == ["progress", "meeting", "meeting-cancelled", "allocated"]
    assert sum("knowledge_meeting" in each["sql"] for each in queries) == 1
    assert kinds_of(sparring.giver)[0] == "version"
    assert kinds_of(coordinator) == ["progress"]
    assert kinds_of(sparring.owner) == ["meeting", "meeting-cancelled", "allocated"]


def test_the_same_tells_nobody_twice(sparring):
    advice = sparring.advise()
    for _time in range(2):
        services.give_advice(advice, by=sparring.giver)
        sparring.answer(advice)
    sparring.answer(advice, text="Toisin sanoin.")

    assert kinds_of(sparring.owner) == ["advised"]
    assert kinds_of(sparring.giver) == ["answered"]


def test_there_is_no_notice_of_what_is_out_of_sight(client, sparring):
    plan = sparring.plan
    services.give_version(plan, receivers=[sparring.peer], by=sparring.owner)
    assert kinds_of(sparring.giver) == ["version"]
    plan.refresh_from_db()

    services.change_audience(plan, audience="museum", by=sparring.owner)

    assert kinds_of(sparring.giver) == []
    sign_in(client, sparring.giver)
    response = client.get(reverse("knowledge:workspace"))
    assert response.context["unread"] == 0
    assert "h-news" not in response.text
    notice = Notice.objects.get()
    hidden = client.get(reverse("knowledge:notice_open", args=[notice.pk]))
    missing = client.get(reverse("knowledge:notice_open", args=[plan.pk]))
    assert hidden.status_code == 404
    assert hidden.content == missing.content


def test_a_partner_reads_the_title_of_the_version_given(client, sparring):
    services.give_version(sparring.plan, receivers=[sparring.peer], by=sparring.owner)
    revised(sparring.plan, title="Piilonimi")
    sign_in(client, sparring.giver)

    for name in ("workspace", "notice_list"):
        text = client.get(reverse(f"knowledge:{name}")).text
        assert "Piilonimi" not in text
        assert "Kävijät äänessä" in text


@pytest.mark.parametrize("how", ["left", "unpromised", "inactive", "museum left"])
def test_who_has_lost_their_place_has_no_notices(sparring, how):
    advice = sparring.advise()
    owner = sparring.owner
    assert kinds_of(owner) == ["advised"]
    if how == "left":
        end_membership(owner.memberships.get(), by=owner)
    elif how == "unpromised":
        owner.promises.all().delete()
    elif how == "inactive":
        owner.is_active = False
        owner.save()
    else:
        services.leave_round(advice.plan.participation, by=owner)

    assert kinds_of(owner) == []


def test_nobody_is_told_without_the_promise_or_a_place(sparring):
    seat = sparring.plan.participation
    hour_ago = timezone.now() - dt.timedelta(hours=1)
    member_in(seat, promised=False)
    PromiseAcceptanceFactory(
        user=member_in(seat, promised=False),
        round=sparring.round,
        promise=PromiseFactory(number=2),
    )
    member_in(seat, ended_at=hour_ago)

    sparring.advise()

    assert [notice.recipient for notice in Notice.objects.all()] == [sparring.owner]


def test_no_row_holds_words(sparring):
    sparring.advise(text="piilosana")

    values = [str(value) for value in Notice.objects.values().get().values()]
    assert not any("piilosana" in value or sparring.plan.title in value for value in values)


def test_anothers_notice_answers_as_a_missing_one(client, sparring):
    sparring.advise()
    notice = Notice.objects.get()
    sign_in(client, sparring.third)
    missing = reverse("knowledge:notice_open", args=[sparring.plan.pk])

    for method in (client.get, client.post, client.head):
        address = reverse("knowledge:notice_open", args=[notice.pk])
        assert method(address).content == method(missing).content
        assert method(address).status_code == 404
    answer = client.post(reverse("knowledge:notice_list"), {"newest": notice.pk})
    assert answer.status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


@pytest.mark.parametrize("newest", ["", "x\x00", "1"])
def test_a_broken_mark_changes_nothing(client, sparring, newest):
    sparring.advise()
    sign_in(client, sparring.owner)

    assert client.post(reverse("knowledge:notice_list"), {"newest": newest}).status_code == 404
    assert Notice.objects.get().read_at is None


def test_opening_a_notice_or_marking_it_reads_it(client, sparring):
    sparring.advise()
    sparring.advise()
    second = Notice.objects.latest("created_at")
    sign_in(client, sparring.owner)
    home = reverse("knowledge:workspace")
    assert client.get(home).context["unread"] == 2

    answer = client.get(reverse("knowledge:notice_open", args=[second.pk]))
    assert answer.headers["Location"].startswith(sparring.plan.get_absolute_url())
    assert client.get(home).context["unread"] == 1

    shown = client.get(reverse("knowledge:notice_list")).context["newest"]
    sparring.advise()
    client.post(reverse("knowledge:notice_list"), {"newest": shown.pk})
    assert kinds_of(sparring.owner, unread=True) == ["advised"], "what came later is unread"
    client.post(reverse("knowledge:notice_open", args=[Notice.objects.first().pk]))
    assert kinds_of(sparring.owner, unread=True) == []


def test_a_muted_thread_tells_nothing_until_it_may_again(client, sparring):
    sparring.advise()
    sign_in(client, sparring.owner)
    address = reverse("knowledge:plan_mute", args=[sparring.plan.pk])

    for _time in range(2):
        client.post(address)
    sparring.advise()
    assert kinds_of(sparring.owner, unread=True) == []
    assert Mute.objects.count() == 1
    assert b'name="unmute"' in client.get(sparring.plan.get_absolute_url()).content

    client.post(address, {"unmute": "1"})
    sparring.advise()
    assert kinds_of(sparring.owner, unread=True) == ["advised"]


def test_a_plan_out_of_sight_is_muted_as_a_missing_one(client, sparring):
    sign_in(client, sparring.third)
    hidden = client.post(reverse("knowledge:plan_mute", args=[sparring.plan.pk]))
    missing = client.post(reverse("knowledge:plan_mute", args=[sparring.round.pk]))

    assert hidden.status_code == 404
    assert hidden.content == missing.content
    assert not Mute.objects.exists()


def test_the_list_and_the_telling_cost_the_same_for_any_number(client, sparring):
    counts = []
    for more in (1, 30):
        for _each in range(more):
            member_in(sparring.peer)
        plan = PlanFactory(participation=sparring.plan.participation)
        assert plan.participation.round, "is read beforehand, as by the view"
        with CaptureQueriesContext(connection) as queries:
            services.give_version(plan, receivers=[sparring.peer], by=sparring.owner)
        told = len(queries)
        for _each in range(more):
            meeting = MeetingFactory(round=sparring.round)
            services.telling.tell_of_meeting("memo", meeting, by=sparring.owner, number="")
        sparring.answer(sparring.advise())
        sign_in(client, sparring.giver)
        client.get(reverse("knowledge:notice_list"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("knowledge:notice_list"))
        counts.append((told, len(queries)))

    assert counts[0] == counts[1]
    assert counts[0][1] <= 20
    page = client.get(reverse("knowledge:notice_list"))
    assert len(page.context["news"]) == 20
    older = client.get(reverse("knowledge:notice_list"), {"after": page.context["page"].older.pk})
    assert len(older.context["news"]) > 10


def test_old_notices_are_forgotten(sparring):
    sparring.advise()
    Notice.objects.update(created_at=timezone.now() - dt.timedelta(days=181))
    sparring.advise()
    assert services.forget_notices() == 1


def test_preferences_are_kept_and_a_broken_choice_is_told(client, sparring):
    sign_in(client, sparring.owner)
    address = reverse("knowledge:notice_preferences")

    wrong = client.post(address, {"pace": "hourly"})
    assert wrong.context["form"].errors == {"pace": ["Valitse, kuinka usein haluat sähköpostia"]}
    client.post(address, {"pace": "weekly", "wants_titles": "on"})

    assert client.get(address).context["form"].initial == {"pace": "weekly", "wants_titles": True}
