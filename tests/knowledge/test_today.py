"""What waits for a person, from their sparring: five things at most, in order of pressure."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from knowledge import services
from knowledge.models import NextStep
from tests.factories.accounts import sign_in
from tests.factories.knowledge import ParticipationFactory, PlanFactory, member_in


@pytest.fixture
def plan(db):
    """A plan shown to its round."""
    plan = PlanFactory(content={"question": "Miten?"})
    member_in(plan.participation)
    return plan


@pytest.fixture
def peer(plan):
    """Another museum's seat in the round."""
    return ParticipationFactory(round=plan.participation.round)


def things(client, user):
    """Return the first page's things by kind, as a person sees them."""
    sign_in(client, user)
    return [thing.kind for thing in client.get(reverse("knowledge:workspace")).context["things"]]


def advise(plan, seat, by):
    """Return advice that is given."""
    advice = services.draft_advice(
        plan,
        revision=plan.revisions.get(),
        giver=seat,
        kind="question",
        goal="",
        text="Kenelle?",
        language="fi",
        token=None,
        by=by,
    )
    return services.give_advice(advice, by=by)


def test_advice_waits_for_an_answer_and_then_the_promise_for_its_day(client, plan, peer):
    owner, giver = member_in(plan.participation), member_in(peer)
    services.change_audience(plan, audience="round", by=owner)
    advice = advise(plan, peer, giver)
    assert things(client, owner) == ["advice", "own"]

    services.answer_advice(
        advice, kind="try", text="Hyvä.", has_thanks=True, language="fi", by=owner
    )
    day = timezone.localdate() + dt.timedelta(days=20)
    step = services.promise_step(advice, who="Aino", what="Kokeilu", due_on=day, by=owner)
    assert things(client, owner) == ["own"]
    NextStep.objects.update(due_on=day - dt.timedelta(days=6))
    assert things(client, owner) == ["step", "own"]
    assert "step" not in things(client, giver)

    services.finish_step(step, by=owner)
    assert things(client, owner) == ["own"]


def test_a_plan_offered_waits_for_the_advice_of_the_museum(client, plan, peer):
    owner, giver = member_in(plan.participation), member_in(peer)
    third = member_in(ParticipationFactory(round=plan.participation.round))
    for _time in range(2):
        services.offer_plan(plan, questions=["Kuka?"], not_about="", receivers=[peer], by=owner)
    assert things(client, giver) == ["asked"]
    assert things(client, third) == []
    assert things(client, owner) == ["own"]

    advise(plan, peer, giver)

    assert "asked" not in things(client, giver)


def test_at_most_five_things_wait(client, plan, peer):
    owner = member_in(plan.participation)
    services.change_audience(plan, audience="round", by=owner)
    giver = member_in(peer)
    for _time in range(7):
        advise(plan, peer, giver)

    assert things(client, owner) == ["advice"] * 5


def test_a_third_museum_hears_nothing_of_an_exchange(client, plan, peer):
    owner = member_in(plan.participation)
    services.change_audience(plan, audience="round", by=owner)
    advise(plan, peer, member_in(peer))
    page = reverse("knowledge:workspace")

    kinds = {}
    for name, user in [
        ("owner", owner),
        ("third", member_in(ParticipationFactory(round=plan.participation.round))),
    ]:
        sign_in(client, user)
        kinds[name] = {each.kind for each in client.get(page).context["happenings"]}

    assert "advised" in kinds["owner"]
    assert "advised" not in kinds["third"]
