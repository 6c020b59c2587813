"""What is pressed many times is done once, and mail that could not leave leaves once."""

import datetime as dt
import smtplib
import uuid

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse
from django.utils import timezone

from applications.models import Application, ApplicationFile, ApplicationRevision
from applications.questionnaire import Questionnaire
from cms.models import OutgoingMail
from cms.outbox import send_queue
from tests.applications.conftest import errors_on, shown_now, upload
from tests.factories.applications import SENT, block_id, documents, draft_to

PDF = documents()["Suunnitelma ä.pdf"]
AILA = "aila@hiidenkoski.example"


def test_24_identical_posts_make_one_draft_one_file_and_one_application(applicant):
    start = reverse("applications:application_start", args=[applicant.round.pk])
    first = {"email": AILA, "token": uuid.uuid4(), "shown": shown_now()}
    for _ in range(24):
        applicant.client.post(start, first)
    applicant.pk = str(Application.objects.get().pk)
    for number, sent in enumerate(SENT, 1):
        applicant.step(number, **sent)
    for _ in range(24):
        applicant.step(2, button="add", value="x", **SENT[1], plan=upload("a.pdf", PDF))
    token = uuid.uuid4()
    for _ in range(24):
        applicant.send(token=token)

    assert ApplicationFile.objects.count() == 1
    assert ApplicationRevision.objects.count() == 1
    assert OutgoingMail.objects.filter(key__startswith="application-receipt").count() == 1


class DownBackend(EmailBackend):
    """A mail server that is away."""

    def send_messages(self, messages):
        """Refuse everything."""
        raise smtplib.SMTPServerDisconnected("away")


def test_mail_leaves_once_after_the_server_was_away(
    applicant, settings, mailoutbox, django_capture_on_commit_callbacks
):
    up = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.DownBackend"
    with django_capture_on_commit_callbacks(execute=True):
        applicant.start()
        for number, sent in enumerate(SENT, 1):
            applicant.step(number, **sent)
        applicant.send()
    for _ in range(3):
        send_queue()
    assert mailoutbox == []

    settings.EMAIL_BACKEND = up
    OutgoingMail.objects.update(claimed_at=timezone.now() - dt.timedelta(hours=2))
    for _ in range(3):
        send_queue()

    assert len(mailoutbox) == OutgoingMail.objects.count() == 2
    assert len({mail.extra_headers["Message-ID"] for mail in mailoutbox}) == 2


@pytest.fixture
def tight(call):
    """The form with at most one megabyte a file."""
    version = call.form_versions.get()
    for step in version.definition["steps"]:
        for question in step["questions"]:
            if question["id"] == block_id("plan"):
                question |= {"megabytes": 1, "limit": 1}
    version.save()
    return call


def test_a_question_has_its_own_limits_of_files(applicant, tight):
    applicant.start()
    big = applicant.step(2, button="add", value="x", plan=upload("a.pdf", PDF + b" " * 1_100_000))
    applicant.step(2, button="add", value="x", plan=upload("a.pdf", PDF))
    second = applicant.step(2, button="add", value="x", plan=upload("b.pdf", PDF + b" "))

    assert "enintään 1" in errors_on(big)[0]
    assert len(errors_on(second)) == 1
    assert ApplicationFile.objects.count() == 1


def test_the_sheet_of_questions_tells_the_limits_of_files(tight):
    draft = draft_to(tight)
    (question,) = Questionnaire(draft.form_version, "fi").mapped_to("attachment")

    assert question.limit_in_words == "Enintään yksi tiedosto, 1 Mt"
