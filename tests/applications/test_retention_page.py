"""Coordinators set the periods and see what goes before it does."""

import uuid

import pytest
from django.urls import reverse

from applications import services
from applications.models import Application, Retention
from applications.retention import Outcome
from tests.applications.test_retention import age, ids_due
from tests.factories.accounts import sign_in
from tests.factories.applications import application_to, draft_to, open_call
from tests.factories.knowledge import coordinator_of

DEFAULTS = {
    "draft": 6, "withdrawn": 6, "declined": 24, "reserve": 24, "accepted": 60, "personal": 12,
    "version": 0,
}  # fmt: skip


@pytest.fixture
def address(client, call):
    """The page, before a coordinator who has signed in."""
    sign_in(client, coordinator_of(call))
    return reverse("review:retention", args=[call.pk])


def old(call):
    """Make a draft and an application not selected, 7 months old."""
    draft_to(call, email="luonnos@museo.example")
    declined = application_to(call, email="ei@museo.example")
    Application.objects.filter(pk=declined.pk).update(status="declined", decided_at=call.opens_at)
    age(7)
    return declined


def gone(response):
    """Return how many of each outcome the page says will go."""
    return {str(label): count for label, count, _soon, _emptied in response.context["rows"]}


def test_wished_periods_are_previewed_and_saved_only_when_asked(client, call, address):
    old(call)

    before = client.get(address)
    preview = client.post(address, {**DEFAULTS, "declined": 7})
    assert not Retention.objects.exists()
    client.post(address, {**DEFAULTS, "declined": 7, "save": "1"})
    after = client.get(address)

    assert sum(gone(before).values()) == 1
    assert gone(preview)[str(Outcome.DECLINED.label)] == 1
    assert gone(after) == gone(preview)
    assert sum(gone(after).values()) == len(ids_due(call)) == 2
    assert "luonnos@" not in after.text


def test_periods_out_of_reason_or_from_another_window_are_refused(client, call, address):
    for months in ("0", "601", "x", "", "\x00"):
        assert client.post(address, {**DEFAULTS, "draft": months, "save": "1"}).status_code == 200
    client.post(address, {**DEFAULTS, "draft": 9, "save": "1"})
    client.post(address, {**DEFAULTS, "draft": 3, "save": "1"})

    assert Retention.of(call).draft == 9


def test_a_conflict_hides_its_application_from_the_preview(client, call, address):
    declined = old(call)
    coordinator = coordinator_of(call)
    services.declare(declined, by=coordinator, has_conflict=True)
    services.save_retention(call, by=coordinator, version=0, declined=7)
    sign_in(client, coordinator)

    response = client.get(address)

    assert gone(response)[str(Outcome.DECLINED.label)] == 0
    assert declined.reference not in response.text


def test_only_coordinators_of_the_round_see_the_page(client, call, address):
    for person in (coordinator_of(open_call()), coordinator_of(call, role="reviewer")):
        sign_in(client, person)
        for page in (address, reverse("review:retention", args=[uuid.uuid4()])):
            assert client.get(page).status_code == client.post(page, DEFAULTS).status_code == 404
