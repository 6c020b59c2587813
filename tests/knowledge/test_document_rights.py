"""Who takes a plan out as a file: who may read it, and to others there is none."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Event
from knowledge.models import Plan
from tests.answers import release
from tests.factories.accounts import sign_in
from tests.factories.knowledge import HeadingFactory, PlanFactory, member_in

from .test_confidentiality import (
    MATRIX,
    PLANS,
    READABLE,
    SIGN_IN,
    ask,
    bytes_of,
    contents,
    enter,
)

VERBS = ["get", "head", "post", "put", "patch", "delete", "options"]


def address(plan, kind="docx"):
    """Return the address of a plan's document."""
    return reverse("knowledge:plan_document", args=[plan, kind])


@pytest.mark.parametrize("who", MATRIX)
def test_documents_follow_the_matrix_and_a_hidden_one_answers_as_none(client, world, people, who):
    enter(client, people, who)
    before = contents()

    for verb in VERBS:
        missing = ask(client, verb, address(uuid.uuid4()))
        for name, row in zip(PLANS, MATRIX[who], strict=True):
            response = ask(client, verb, address(world.plans[name].pk))
            expected = 302 if row == SIGN_IN else 200 if row in READABLE else 404
            assert (verb, name, response.status_code) == (verb, name, expected)
            if expected == 404:
                assert bytes_of(response) == bytes_of(missing)
    assert contents() == before
    taken = Event.objects.filter(action="plan.export").values_list("subject_id", flat=True)
    assert set(taken) == {
        world.plans[name].pk
        for name, row in zip(PLANS, MATRIX[who], strict=True)
        if row in READABLE
    }


@pytest.mark.parametrize("who", ["an owner", "a partner", "a coordinator"])
def test_a_form_that_there_is_not_answers_as_no_plan(client, world, people, who):
    enter(client, people, who)
    missing = bytes_of(ask(client, "get", address(uuid.uuid4())))

    for kind in ["odt", "PDF", "x"]:
        assert bytes_of(ask(client, "get", address(world.plans["round"].pk, kind))) == missing


@pytest.mark.parametrize(
    ("archive", "answers"),
    [("keep", (200, 200, 404)), ("hidden", (200, 404, 404)), ("open", (200, 200, 200))],
)
def test_after_the_round_documents_follow_what_the_museum_chose(
    client, world, people, archive, answers
):
    plan = world.plans["closed round"]
    Plan.objects.filter(pk=plan.pk).update(archive=archive, archived_at=timezone.now())
    found = []

    for who in ("a closed round's owner", "a closed round's peer", "a member of another round"):
        enter(client, people, who)
        found.append(ask(client, "get", address(plan.pk)).status_code)

    assert tuple(found) == answers


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_document_leaves_with_headers_that_keep_it_private(client, world, people, kind):
    plan = world.plans["round"]
    sign_in(client, people["a peer"])

    response = ask(client, "get", address(plan.pk, kind))

    name = f"suunnitelma-{str(plan.pk)[:8]}.{kind}"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert {"ETag", "Last-Modified", "Accept-Ranges"} & set(response.headers) == set()


def test_a_document_costs_as_many_queries_with_thirty_goals(client, db):
    HeadingFactory()
    goal = {"id": "g", "title": "Yleisö", "state": "known"}
    few, many = (PlanFactory(content={"goals": [goal] * count}) for count in (1, 30))
    counts = []
    for plan in (few, many):
        sign_in(client, member_in(plan.participation))
        ask(client, "get", address(plan.pk))
        with CaptureQueriesContext(connection) as queries:
            ask(client, "get", address(plan.pk))
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 20


def test_who_takes_very_many_is_told_to_wait(client, db, monkeypatch):
    monkeypatch.setattr("knowledge.views.documents.MOST", 2)
    plan = PlanFactory()
    sign_in(client, member_in(plan.participation))

    answers = [ask(client, "get", address(plan.pk)).status_code for _file in range(3)]

    assert answers == [200, 200, 302]
    response = client.get(plan.get_absolute_url())
    assert "Yritä uudelleen kymmenen minuutin päästä" in response.text
    release(response)
