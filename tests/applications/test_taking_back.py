"""What was sent can be taken back, changed and sent again until the call closes."""

import pytest
from django.urls import reverse

from applications import services
from applications.exceptions import AlreadyDecidedError, CallClosedError
from applications.models import Application, ApplicationFile
from cms.models import OutgoingMail
from tests.applications.conftest import uploads, words
from tests.factories.accounts import sign_in
from tests.factories.applications import SENT, application_to, block_id, closed, stored
from tests.factories.knowledge import coordinator_of


@pytest.fixture
def sent(applicant):
    """An applicant who has sent the application."""
    applicant.start()
    for number, answers in enumerate(SENT, 1):
        applicant.step(number, **answers)
    applicant.send()
    return applicant


def test_it_is_changed_and_sent_again_under_its_reference(sent):
    reference = Application.objects.get().reference

    asked = sent.get("take_back")
    sent.client.post(sent.address("take_back"))
    sent.step(2, **{**SENT[1], "title": "Äänet kuuluviin"})
    sent.send()

    application = Application.objects.get()
    revisions = list(application.revisions.values_list("number", f"answers__{block_id('title')}"))
    assert "Peruutetaanko hakemuksen lähetys?" in words(asked)
    assert revisions == [(2, "Äänet kuuluviin"), (1, stored()[block_id("title")])]
    assert (application.status, application.reference) == ("received", reference)
    assert OutgoingMail.objects.filter(key__startswith="application-receipt").count() == 2
    assert "Äänet kuuluviin" in words(sent.get("receipt"))


def test_nobody_reads_it_until_it_is_sent_again(sent, other_client, call):
    sign_in(other_client, coordinator_of(call))
    detail = reverse("review:application_detail", args=[sent.pk])

    before = other_client.get(detail).status_code
    sent.client.post(sent.address("take_back"))

    assert (before, other_client.get(detail).status_code) == (200, 404)
    assert "Olette peruuttaneet" in words(sent.get(""))


def test_asking_takes_nothing_back(sent):
    sent.get("take_back")

    assert Application.objects.get().status == "received"


def test_a_file_that_went_along_before_is_kept(call):
    application = application_to(call, files=uploads()[:1])
    services.take_back(application)

    services.remove_file(application, file_id=application.files.get().pk)

    row = ApplicationFile.objects.get()
    assert row.removed_at is not None
    assert row.file.storage.exists(row.file.name)
    assert application.files_by_question == {}


def test_after_the_call_what_was_sent_stands(sent, call):
    closed(call)

    response = sent.client.post(sent.address("take_back"))

    assert response.url == sent.address("receipt")
    assert "peruuta" not in words(sent.get("receipt"))
    with pytest.raises(CallClosedError):
        services.take_back(Application.objects.get())


def test_what_is_decided_stands(call):
    application = application_to(call)
    services.accept_application(application, by=coordinator_of(call))

    with pytest.raises(AlreadyDecidedError):
        services.take_back(application)


def test_another_browser_takes_nothing_back(sent, other_client):
    assert other_client.post(sent.address("take_back")).status_code == 404
    assert Application.objects.get().status == "received"
