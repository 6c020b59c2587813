"""The promise in front of the workspace."""

import pytest
from django.urls import reverse

from accounts.models import Event
from knowledge.models import Plan, PromiseAcceptance
from tests.factories.accounts import sign_in
from tests.factories.knowledge import (
    ParticipationFactory,
    PlanFactory,
    PromiseFactory,
    RoundFactory,
    member_in,
)


@pytest.fixture
def newcomer(client, db):
    """A signed-in member who has given no promise, with a plan shown to their round."""
    seat = ParticipationFactory()
    PlanFactory(participation=ParticipationFactory(round=seat.round), shared=True)
    user = member_in(seat, promised=False)
    sign_in(client, user)
    return user


def door(round):
    """Return the address of a round's promise."""
    return reverse("knowledge:promise", args=[round.pk])


def round_of(user):
    """Return the only round of a person."""
    return user.memberships.get().museum.participations.get().round


@pytest.mark.parametrize("page", ["workspace", "plan_list", "museum_list"])
def test_every_way_in_leads_to_the_promise_first(client, newcomer, page):
    response = client.get(reverse(f"knowledge:{page}"))

    assert (response.status_code, response.url) == (302, door(round_of(newcomer)))


def test_giving_it_opens_the_workspace_and_is_written_down(client, newcomer):
    round = round_of(newcomer)
    assert not Plan.objects.visible_to(newcomer).exists()
    assert not PromiseAcceptance.objects.exists()  # looking gives nothing

    for _click in range(2):
        response = client.post(door(round), {"promise": str(round.promise_id)})
        assert (response.status_code, response.url) == (302, reverse("knowledge:workspace"))

    acceptance = PromiseAcceptance.objects.get()
    assert (acceptance.user, acceptance.promise, acceptance.language) == (
        newcomer,
        round.promise,
        "fi",
    )
    assert Plan.objects.visible_to(newcomer).count() == 1
    event = Event.objects.get(action="promise.accept")
    assert (event.actor, event.round_id, event.detail) == (newcomer, round.pk, {"number": 1})


def test_a_new_text_is_asked_again(client, newcomer):
    round = round_of(newcomer)
    client.post(door(round), {"promise": str(round.promise_id)})
    round.promise = PromiseFactory(number=2)
    round.save()

    assert client.get(reverse("knowledge:plan_list")).url == door(round)
    assert not Plan.objects.visible_to(newcomer).exists()


def test_another_version_than_was_shown_is_not_given(client, newcomer):
    round = round_of(newcomer)
    old = str(round.promise_id)
    round.promise = PromiseFactory(number=2)
    round.save()

    for promise in [old, "", "nonsense"]:
        assert client.post(door(round), {"promise": promise}).status_code == 200
    assert not PromiseAcceptance.objects.exists()


def test_a_round_of_others_has_no_door(client, newcomer):
    other = RoundFactory()

    assert client.get(door(other)).status_code == 404
    assert client.post(door(other), {"promise": str(other.promise_id)}).status_code == 404
    assert not PromiseAcceptance.objects.exists()
