"""Who may open a plan: shown in words and numbers, asked again, written down."""

import pytest
from django.urls import reverse

from accounts.models import Event
from knowledge import services
from knowledge.exceptions import NotInRoundError, RoundEndedError
from knowledge.models import GivenVersion, Plan
from tests.factories.accounts import MuseumFactory, sign_in
from tests.factories.knowledge import (
    GivenVersionFactory,
    ParticipationFactory,
    PlanFactory,
    coordinator_of,
    member_in,
    revised,
)


@pytest.fixture
def owner(client, db):
    """A signed-in colleague of Kuunjoki, in a round with Norrskata and Tervaportti."""
    seat = ParticipationFactory(museum=MuseumFactory(name="Kuunjoki"))
    user = member_in(seat)
    sign_in(client, user)
    return user


@pytest.fixture
def plan(owner):
    """A plan of the owner's museum alone."""
    return PlanFactory(participation=owner.memberships.get().museum.participations.get())


@pytest.fixture
def peers(plan):
    """Two other museums: one of two people, one of a person and one without promise."""
    seats = [
        ParticipationFactory(round=plan.participation.round, museum=MuseumFactory(name=name))
        for name in ["Norrskata", "Tervaportti"]
    ]
    for seat, promises in zip(seats, [(True, True), (True, False)], strict=True):
        for promised in promises:
            member_in(seat, promised=promised)
    coordinator_of(plan.participation.round)
    return seats


def address(plan):
    """Return where the audience is changed."""
    return reverse("knowledge:plan_audience", args=[plan.pk])


def test_widening_shows_the_difference_and_asks_again(client, plan, peers):
    response = client.post(address(plan), {"audience": "round"})

    text = " ".join(response.text.split())
    assert "1 henkilö yhdessä museossa" in text
    assert "4 henkilöä 3 museossa ja yksi kierroksen vetäjä" in text
    gains = response.context["gains"]
    assert {museum.name: len(people) for museum, people in gains.museums.items()} == {
        "Norrskata": 2,
        "Tervaportti": 1,
    }
    assert (len(gains.helpers), [len(people) for people in gains.waiting.values()]) == (1, [1])
    assert not response.context["losses"]
    plan.refresh_from_db()
    assert plan.audience == Plan.Audience.MUSEUM
    assert not Event.objects.filter(action="plan.audience").exists()


def test_the_second_yes_widens_and_is_written_down(client, owner, plan, peers):
    response = client.post(address(plan), {"audience": "round", "confirm": "1"})

    assert (response.status_code, response.url) == (302, plan.get_absolute_url())
    plan.refresh_from_db()
    assert plan.audience == Plan.Audience.ROUND
    event = Event.objects.get(action="plan.audience")
    assert (event.actor, event.subject_id) == (owner, plan.pk)
    assert event.detail == {
        "before": "museum",
        "after": "round",
        "partners_before": 0,
        "partners_after": 0,
        "number": 1,
        "given": [],
        "taken_back": [],
    }


def test_named_partners_hold_the_version_of_that_day(client, plan, peers):
    data = {"audience": "partners", "partners": [peers[0].pk], "confirm": "1"}
    client.post(address(plan), data)
    revised(plan, title="Myöhempi")
    version = GivenVersion.objects.get()
    assert (version.receiver, version.revision.number) == (peers[0], 1)

    # Who holds a version keeps it; the one who comes now gets the latest.
    client.post(address(plan), {**data, "partners": [seat.pk for seat in peers]})

    held = GivenVersion.objects.filter(ended_at=None).values_list("receiver", "revision__number")
    assert set(held) == {(peers[0].pk, 1), (peers[1].pk, 2)}


@pytest.mark.parametrize("audience", ["museum", "round"])
def test_any_other_audience_ends_what_was_given(client, plan, peers, audience):
    plan.audience = Plan.Audience.PARTNERS
    plan.save()
    GivenVersionFactory(plan=plan, receiver=peers[0])

    response = client.post(address(plan), {"audience": audience})
    assert bool(response.context["losses"]) == (audience == "museum")
    client.post(address(plan), {"audience": audience, "confirm": "1"})

    assert not GivenVersion.objects.filter(ended_at=None).exists()


def test_narrowing_tells_who_loses_sight_and_they_do(client, plan, peers):
    plan.audience = Plan.Audience.ROUND
    plan.save()
    reader = member_in(peers[0])

    losses = client.post(address(plan), {"audience": "museum"}).context["losses"]
    assert reader in losses.people
    client.post(address(plan), {"audience": "museum", "confirm": "1"})

    sign_in(client, reader)
    assert client.get(plan.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"audience": "public"},
        {"audience": "partners"},
        {"audience": "partners", "partners": ["nonsense"]},
        {"audience": "partners", "partners": ["00000000-0000-4000-8000-000000000000"]},
        {"audience": "museum\x00"},
    ],
)
def test_what_cannot_be_an_audience_is_told_beside_the_field(client, plan, peers, data):
    response = client.post(address(plan), {**data, "confirm": "1"})

    assert response.status_code == 200
    assert response.context["form"].errors
    plan.refresh_from_db()
    assert plan.audience == Plan.Audience.MUSEUM


def test_a_museum_of_another_round_is_as_unknown_as_none(client, plan, peers):
    foreign = ParticipationFactory(museum=MuseumFactory(name="Salainen museo"))
    none = "00000000-0000-4000-8000-000000000000"

    answers = [
        client.post(address(plan), {"audience": "partners", "partners": [pk], "confirm": "1"})
        for pk in [str(foreign.pk), none]
    ]

    errors = [answer.context["form"].errors["partners"] for answer in answers]
    assert errors[0] == errors[1]
    assert "Salainen" not in answers[0].text
    with pytest.raises(NotInRoundError):
        services.change_audience(
            plan, audience="partners", receivers=[foreign], by=plan.revisions.get().created_by
        )


def test_nothing_becomes_wider_after_the_round(client, plan, peers):
    plan.participation.round.ended_at = plan.created_at
    plan.participation.round.save()

    data = {"audience": "round", "confirm": "1"}
    assert client.post(address(plan), data).status_code == 403
    with pytest.raises(RoundEndedError):
        services.change_audience(plan, audience="round", by=None)
    plan.refresh_from_db()
    assert plan.audience == Plan.Audience.MUSEUM


def test_a_museum_that_leaves_takes_its_sight_along(client, plan, peers):
    plan.audience = Plan.Audience.ROUND
    plan.save()
    reader = member_in(peers[0])
    peers[0].left_at = plan.created_at
    peers[0].save()
    sign_in(client, reader)

    assert client.get(plan.get_absolute_url()).status_code == 404


def test_what_a_page_says_is_who_can_open_it(client, owner, plan, peers):
    plan.audience = Plan.Audience.ROUND
    plan.save()
    audience = client.get(plan.get_absolute_url()).context["audience"]

    everybody = {owner, *audience.people, *audience.helpers} | {
        person for people in audience.waiting.values() for person in people
    }
    opens = {person for person in everybody if Plan.objects.visible_to(person).contains(plan)}
    assert opens == audience.people | set(audience.helpers)
    assert len(opens) == 5
