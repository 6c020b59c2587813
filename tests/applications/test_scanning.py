"""Files are scanned by clamd after saving; a scanner that is away keeps nobody waiting."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

from accounts.models import Event
from applications import services
from applications.models import Application, ApplicationFile
from applications.preliminary_plan import PreliminaryPlan
from applications.scanning import scan_waiting
from cms import env
from tests.answers import release
from tests.applications.conftest import upload, words
from tests.factories.accounts import sign_in
from tests.factories.applications import SENT, documents
from tests.factories.knowledge import coordinator_of

PDF = documents()["Suunnitelma ä.pdf"]
BAD = PDF + b"\n% HARMFUL"


@pytest.fixture
def add(applicant, django_capture_on_commit_callbacks):
    """Return a function that adds a file to a draft as the page does."""
    applicant.start()

    def add_file(data):
        with django_capture_on_commit_callbacks(execute=True):
            response = applicant.step(2, button="add", value="x", plan=upload("a.pdf", data))
        assert response.status_code == 302
        return ApplicationFile.objects.latest("created_at")

    return add_file


@pytest.mark.parametrize(("data", "scan"), [(PDF, "clean"), (BAD, "infected")])
def test_a_file_is_scanned_after_it_was_saved(clamd, add, data, scan):
    assert add(data).scan == scan


def test_the_applicant_is_told_beside_a_harmful_file(clamd, add, applicant):
    add(BAD)

    assert "Haitallinen" in words(applicant.get("step", 2))
    assert "Haitallinen" in words(applicant.get("check"))


def test_reviewers_are_refused_a_harmful_file_with_a_sentence(clamd, add, applicant, client):
    clean, bad = add(PDF), add(BAD)
    for number, sent in enumerate(SENT, 1):
        applicant.step(number, **sent)
    applicant.send()
    sign_in(client, coordinator_of(applicant.round))

    responses = [client.get(reverse("review:file", args=[f.pk])) for f in (clean, bad)]

    assert [r.status_code for r in responses] == [200, 403]
    assert "Tiedosto on haitallinen" in words(responses[1])
    release(responses[0])
    plan = PreliminaryPlan(Application.objects.get())
    assert [file.pk for file in plan.files] == [clean.pk]
    assert Event.objects.filter(action="application.file_infected").count() == 1


def test_a_scanner_that_is_away_keeps_nobody_waiting_and_is_asked_again(
    clamd, add, applicant, settings
):
    address = settings.CLAMD_URL
    settings.CLAMD_URL = "tcp://127.0.0.1:1"
    file = add(BAD)
    page = words(applicant.get("step", 2))
    settings.CLAMD_URL = address

    scan_waiting()

    assert file.scan == ""
    assert "Ei vielä tarkistettu" in page
    assert ApplicationFile.objects.get().scan == "infected"


@pytest.mark.parametrize(
    "answer", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"\xff\0", b"OK"]
)
def test_an_answer_that_says_nothing_leaves_the_file_not_scanned(clamd, add, answer):
    clamd.answer = answer

    assert add(PDF).scan == ""


def test_without_a_scanner_nothing_is_said(add, applicant):
    file = add(PDF)
    scan_waiting()

    assert file.scan == ""
    assert "tarkistettu" not in words(applicant.get("step", 2))


@pytest.mark.parametrize("value", ["http://x", "tcp://", "unix://", "clamd"])
def test_a_wrong_address_of_a_scanner_is_said(monkeypatch, value):
    monkeypatch.setenv("CLAMD_URL", value)

    with pytest.raises(ImproperlyConfigured):
        env.scanner("CLAMD_URL", "")


def test_a_file_removed_before_the_scan_is_let_be(clamd, add, settings):
    address, settings.CLAMD_URL = settings.CLAMD_URL, ""
    file = add(PDF)
    settings.CLAMD_URL = address
    services.remove_file(Application.objects.get(), file_id=file.pk)

    scan_waiting()

    assert not ApplicationFile.objects.exists()
