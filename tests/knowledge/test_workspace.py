"""The member's first page: what waits, one's own plan, what has happened, the museums."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.accounts import MembershipFactory, MuseumFactory, sign_in
from tests.factories.knowledge import (
    ParticipationFactory,
    PlanFactory,
    PromiseAcceptanceFactory,
    RoundFactory,
    member_in,
    revised,
)


@pytest.fixture
def seat(db):
    """Kuunjoki in a running round."""
    return ParticipationFactory(museum=MuseumFactory(name="Kuunjoki"))


@pytest.fixture
def member(client, seat):
    """A signed-in colleague of Kuunjoki."""
    user = member_in(seat)
    sign_in(client, user)
    return user


def home(client, **query):
    """Return the first page."""
    return client.get(reverse("knowledge:workspace"), query)


def kinds(response):
    """Return what waits, by kind."""
    return [thing.kind for thing in response.context["things"]]


def test_a_new_round_is_an_empty_and_friendly_page(client, member):
    response = home(client)

    assert response.status_code == 200
    assert kinds(response) == []
    assert "nyt ei odota mitään" in response.text


def test_own_plan_waits_for_a_question_then_for_a_look(client, seat, member):
    plan = PlanFactory(participation=seat)
    assert kinds(home(client)) == ["question"]

    revised(plan, content={"question": "Miten kysyä?"})

    assert kinds(home(client)) == ["own"]


def test_a_shared_plan_waits_until_it_is_opened(client, seat, member):
    other = ParticipationFactory(round=seat.round)
    plan = PlanFactory(participation=other, shared=True, title="Luettava")
    PlanFactory(participation=other, title="Piilossa")
    assert kinds(home(client)) == ["new"]

    client.get(plan.get_absolute_url())

    response = home(client)
    assert kinds(response) == []
    assert "Luettava" in response.text  # among what has happened
    assert "Piilossa" not in response.text


def test_a_round_that_has_ended_asks_for_nothing_but_what_becomes_of_plans(client, seat, member):
    PlanFactory(participation=seat)
    seat.round.ended_at = timezone.now() - dt.timedelta(days=1)
    seat.round.save()

    response = home(client)

    assert kinds(response) == ["archive"]
    assert "muokkaa" not in response.text


def test_who_is_in_two_rounds_chooses(client, seat, member):
    museum = MuseumFactory()
    MembershipFactory(user=member, museum=museum, started_at=timezone.now() - dt.timedelta(days=9))
    later = ParticipationFactory(round=RoundFactory(), museum=museum)
    assert [thing.round for thing in home(client).context["things"]] == [later.round]
    assert home(client, round=later.round.pk).status_code == 404

    PromiseAcceptanceFactory(user=member, round=later.round)

    assert home(client, round=later.round.pk).context["round"] == later.round
    assert home(client, round=seat.round.pk).context["round"] == seat.round


@pytest.mark.parametrize("wanted", ["x", "\x00", "00000000-0000-4000-8000-000000000000"])
def test_a_round_that_is_not_there_is_missing(client, member, wanted):
    assert home(client, round=wanted).status_code == 404
