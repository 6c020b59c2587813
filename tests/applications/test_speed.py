"""How many queries each page takes, and that more rows take no more."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.applications.conftest import uploads
from tests.factories.accounts import sign_in
from tests.factories.applications import SENT, application_to
from tests.factories.knowledge import coordinator_of


def count(act):
    """Return how many queries an act takes."""
    with CaptureQueriesContext(connection) as queries:
        assert act().status_code in (200, 302)
    return len([q for q in queries if "SAVEPOINT" not in q["sql"]])


def test_the_form_takes_few_queries(applicant, call):
    start = reverse("applications:application_start", args=[call.pk])
    counts = {"start": count(lambda: applicant.client.get(start))}
    applicant.start()
    for number, sent in enumerate(SENT, 1):
        counts[f"step {number}"] = count(lambda number=number: applicant.get("step", number))
        applicant.step(number, **sent)
    counts["tasks"] = count(lambda: applicant.get(""))
    counts["check"] = count(lambda: applicant.get("check"))
    counts["send"] = count(applicant.send)
    counts["receipt"] = count(lambda: applicant.get("receipt"))

    too_many = {page: n for page, n in counts.items() if n > (20 if page == "send" else 12)}
    assert too_many == {}


@pytest.mark.parametrize("page", ["list", "detail"])
def test_reading_takes_the_same_queries_with_one_and_thirty_applications(client, call, page):
    application = application_to(call, files=uploads())
    sign_in(client, coordinator_of(call))
    address = {
        "list": reverse("review:application_list"),
        "detail": reverse("review:application_detail", args=[application.pk]),
    }[page]
    client.get(address)

    one = count(lambda: client.get(address))
    for number in range(29):
        application_to(call, email=f"{number}@museo.example")
    thirty = count(lambda: client.get(address))

    assert one == thirty
    assert one <= {"list": 12, "detail": 15}[page]
