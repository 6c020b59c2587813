"""Who reads the log of who did what, and what it never tells."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from accounts.models import Event
from accounts.services import drop_old_events, log
from knowledge import services
from tests.factories.accounts import UserFactory, sign_in
from tests.factories.experiences import AUDIENCE, released

from .test_confidentiality import enter

EXPECTED = {
    "a stranger": 302,
    "an owner": 200,
    "an owner without promise": 404,
    "a peer": 200,
    "a member of another round": 200,
    "a coordinator": 200,
    "a facilitator": 200,
    **dict.fromkeys(["an ex-member", "a reviewer", "an editor", "a superuser"], 404),
}


def page():
    """Return the address of the log."""
    return reverse("knowledge:event_list")


@pytest.fixture
def auditor(db):
    """Return somebody who reads the whole log and nothing else."""
    return UserFactory(groups=[Group.objects.get_or_create(name="Auditors")[0]])


def ids_of(response):
    """Return the subjects of the rows of a page."""
    return {event.subject_id for event in response.context["page"].rows}


@pytest.mark.parametrize("who", EXPECTED)
def test_who_reads_the_log(client, world, people, who):
    enter(client, people, who)
    assert client.get(page()).status_code == EXPECTED[who]
    assert client.head(page()).status_code == EXPECTED[who]


def test_each_reads_of_their_own_and_the_auditor_of_all(client, world, people, auditor):
    plans, owner = world.plans, people["an owner"]
    services.record_opening(plans["round"], by=people["a peer"])
    log("advice.draft", plans["partners"], by=people["a peer"], round_id=world.running.pk,
        museum_id=plans["partners"].participation.museum_id)  # fmt: skip
    log("application.open", world.other, by=people["a reviewer"], round_id=world.running.pk)

    sign_in(client, owner)
    actions = {event.action for event in client.get(page()).context["page"].rows}
    assert actions == {"plan.open", "plan.revise"}
    sign_in(client, people["a peer"])
    assert ids_of(client.get(page())) == set()
    sign_in(client, people["a coordinator"])
    assert ids_of(client.get(page())) == set()
    sign_in(client, auditor)
    answer = client.get(page())
    assert ids_of(answer) >= {plans["round"].pk, plans["partners"].pk, world.other.pk}
    assert "Kävijät äänessä" not in answer.text
    opening = Event.objects.get(action="plan.open")
    assert opening.right == "member"


def test_a_museum_reads_the_log_of_its_experiences_and_the_named_one_does_not(
    client, world, people
):
    contact, peer = people["an owner's contact"], people["a peer"]
    released(
        world.seats["owner"],
        contact,
        AUDIENCE.ROUND,
        title="Piilonimi",
        parties=[world.seats["peer"]],
        givers=[peer],
    )

    sign_in(client, people["an owner"])
    answer = client.get(page())
    actions = {event.action for event in answer.context["page"].rows}
    assert actions >= {"experience.create", "consent.ask", "consent.given", "experience.release"}
    assert "Piilonimi" not in answer.text
    sign_in(client, peer)
    assert ids_of(client.get(page())) == set()


def test_what_is_done_over_the_net_tells_from_where(client, world, people):
    sign_in(client, people["a peer"])
    client.get(world.plans["round"].get_absolute_url())

    assert Event.objects.get(action="plan.open").origin == "127.0.0.1"


def test_the_auditor_opens_nothing_else(client, world, auditor):
    sign_in(client, auditor)
    assert client.get(reverse("accounts:landing")).url == page()
    for address in (reverse("knowledge:workspace"), world.plans["round"].get_absolute_url()):
        assert client.get(address).status_code == 404


def test_the_log_pages_and_is_narrowed_in_the_same_number_of_queries(
    client, world, auditor, django_assert_num_queries
):
    sign_in(client, auditor)
    for number in range(60):
        log("plan.open", world.plans["round"], by=None, number=number)
    client.get(page())
    with django_assert_num_queries(9):
        first = client.get(page(), {"action": "plan.o"})
    assert len(first.context["page"].rows) == 50
    second = client.get(page(), {"action": "plan.o", "after": first.context["page"].older.pk})
    assert len(second.context["page"].rows) == 10
    assert client.get(page(), {"since": "huono", "after": "x"}).status_code == 200


def test_old_events_are_dropped_and_others_stay(world, settings):
    Event.objects.all().delete()
    old = log("plan.open", world.plans["round"], by=None)
    log("plan.open", world.plans["round"], by=None)
    Event.objects.filter(pk=old.pk).update(at=timezone.now() - dt.timedelta(days=61 * 31))

    assert drop_old_events() == 1
    assert Event.objects.count() == 1
