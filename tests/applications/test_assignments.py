"""Coordinators ask reviewers to review, and these see theirs first."""

import uuid

import pytest
from django.urls import reverse

from applications import services
from applications.models import Assignment
from tests.applications.conftest import words
from tests.applications.test_reviews import review, reviewers
from tests.factories.accounts import sign_in
from tests.factories.applications import application_to
from tests.factories.knowledge import coordinator_of

LIST = "review:application_list"


def address(application):
    """Return where the coordinator chooses reviewers."""
    return reverse("review:assignment_update", args=[application.pk])


def test_a_reviewer_sees_their_own_first(client, other_client, call, people):
    application = application_to(call)
    (person,) = reviewers(call, client)
    sign_in(other_client, people["a coordinator"])
    before = words(client.get(reverse(LIST)))

    done = other_client.post(address(application), {"reviewers": [person.pk]}, follow=True)
    waiting = words(client.get(reverse(LIST)))
    review(client, application)
    reviewed = words(client.get(reverse(LIST)))
    other_client.post(address(application), {})

    assert "Käsittelijät on valittu." in words(done)
    assert "Sinun arvioitavasi" not in before
    assert "Sinun arvioitavasi Hiidenkosken museo Odottaa arviotasi" in waiting
    assert "Sinun arvioitavasi Hiidenkosken museo Arvioitu" in reviewed
    assert not Assignment.objects.exists()


def test_being_asked_opens_nothing_before_the_declaration_nor_after_a_conflict(
    client, other_client, call, people
):
    application = application_to(call)
    person = people["a reviewer who has not declared"]
    services.assign(application, reviewers=[person], by=people["a coordinator"])
    sign_in(client, person)
    sign_in(other_client, people["a coordinator"])

    undeclared = client.get(reverse(LIST)).text
    services.declare(application, by=person, has_conflict=True)
    recused = client.get(reverse(LIST)).text
    offered = other_client.get(address(application)).text

    assert "Hiidenkosken" not in undeclared + recused
    assert "Sinun arvioitavasi" not in undeclared + recused
    assert str(person) not in offered
    assert str(people["a reviewer"]) in offered


@pytest.mark.parametrize("value", ["x", str(uuid.uuid4()), "'", "9" * 99])
def test_only_the_round_s_reviewers_can_be_asked(client, call, people, value):
    application = application_to(call)
    outsider = coordinator_of(call, role="facilitator")
    sign_in(client, people["a coordinator"])

    for given in (value, str(outsider.pk)):
        page = client.post(address(application), {"reviewers": [given]})
        assert "Valitse luettelosta" in words(page)
    assert not Assignment.objects.exists()


@pytest.mark.parametrize("who", ["a reviewer", "a member", "a superuser"])
def test_only_coordinators_choose(client, call, people, who):
    application = application_to(call)
    sign_in(client, people[who])

    for pk in (application.pk, uuid.uuid4()):
        place = reverse("review:assignment_update", args=[pk])
        assert (client.get(place).status_code, client.post(place).status_code) == (404, 404)
