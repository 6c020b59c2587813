"""Who may prepare, read the letters and release. The table is the rule."""

import uuid

import pytest
from django.urls import reverse
from django.utils.translation import override

from applications import services
from applications.models import Application
from tests.applications.conftest import let_open
from tests.applications.deciding import all_prepared
from tests.applications.test_reviewing import bytes_of, enter, statuses
from tests.factories.knowledge import coordinator_of

# Answers to: the decisions, a letter's text, the letters to leave, the release, one decision.
NONE = (404,) * 5
MATRIX = {
    "a stranger": (302,) * 5,
    "a member": NONE,
    "an ex-member": NONE,
    "a reviewer": NONE,
    "a reviewer who has not declared": NONE,
    "a reviewer with a conflict": NONE,
    "a coordinator": (200,) * 5,
    "a coordinator with a conflict": (200, 200, 200, 200, 404),
    "a facilitator": NONE,
    "a former reviewer": NONE,
    "a reviewer of another round": NONE,
    "an editor": NONE,
    "an auditor": NONE,
    "a superuser": NONE,
}


def addresses(round_id, application_id):
    """Return the addresses of a round's decisions, in the order of the answers."""
    return [
        reverse("review:decision_list", args=[round_id]),
        reverse("review:letter_template", args=[round_id, "declined"]),
        reverse("review:outbox", args=[round_id]),
        reverse("review:release", args=[round_id]),
        reverse("review:decision_update", args=[application_id]),
    ]


@pytest.fixture
def decided(call):
    """Three applications with prepared decisions and frozen letters."""
    return all_prepared(call, coordinator_of(call))


@pytest.mark.parametrize("who", MATRIX)
def test_the_pages_of_decisions_follow_the_matrix(client, call, decided, people, who):
    enter(client, people, who)
    real = addresses(call.pk, decided["declined"].pk)
    missing = addresses(uuid.uuid4(), uuid.uuid4())

    for method in ("get", "head"):
        assert statuses(getattr(client, method), real) == MATRIX[who]
    for address, other, answer in zip(real, missing, MATRIX[who], strict=True):
        for method in ("get", "post"):
            if answer == 404:
                hidden = bytes_of(getattr(client, method)(address))
                assert hidden == bytes_of(getattr(client, method)(other))
    assert {a.status for a in Application.objects.all()} == {"received"}


def test_the_applicant_learns_nothing_before_the_release(client, call, decided):
    let_open(client, *decided.values())

    for application in decided.values():
        receipt = client.get(reverse("applications:application_receipt", args=[application.pk]))
        page = client.get(reverse("applications:application_decision", args=[application.pk]))
        assert receipt.status_code == 200
        assert page.status_code == 404
        for trace in ["Syy:", "Varasija", "Ei valittu", "/paatos/"]:
            assert trace not in receipt.text


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_applicant_reads_the_decision_in_each_language(client, call, decided, language):
    services.release_decisions(call, by=coordinator_of(call))
    let_open(client, *decided.values())

    for outcome, application in decided.items():
        with override(language):
            address = reverse("applications:application_decision", args=[application.pk])
            receipt = reverse("applications:application_receipt", args=[application.pk])
        page = client.get(address)
        assert f"Syy: {outcome} &amp; &lt;b&gt;." in page.text
        assert 'href="mailto:meri@foorumi.example"' in page.text
        assert f'lang="{application.language}"' in page.text
        assert address in client.get(receipt).text


def test_a_decision_is_told_to_no_other_browser(client, call, decided):
    services.release_decisions(call, by=coordinator_of(call))
    name = "applications:application_decision"

    hidden = client.get(reverse(name, args=[decided["declined"].pk]))

    assert bytes_of(hidden) == bytes_of(client.get(reverse(name, args=[uuid.uuid4()])))
