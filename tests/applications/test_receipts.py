"""A receipt carries SHA-256 sums, and whoever holds it can verify it later."""

import datetime as dt
import uuid

import pytest
from django.core.cache import cache
from django.urls import reverse

from applications import services
from applications.exceptions import CallClosedError
from applications.models import ApplicationRevision
from applications.services import sending
from cms.models import OutgoingMail
from tests.applications.conftest import uploads, words
from tests.factories.applications import SENT, application_to, draft_to

TRUE = "Kuitti on aito"
FALSE = "eivät kuulu yhteen"


@pytest.fixture(autouse=True)
def fresh_counts():
    """Begin with nothing counted."""
    cache.clear()


def verify(client, reference, digest):
    """Return the answer to a reference and a SHA-256."""
    address = reverse("applications:receipt_check")
    return client.post(address, {"reference": reference, "digest": digest})


@pytest.fixture
def sent(call):
    """An application with files that has arrived."""
    return application_to(call, files=uploads())


def test_a_receipt_is_verified_by_its_answers_or_any_of_its_files(client, sent):
    revision = sent.revisions.get()

    for digest in [revision.digest, *(file["sha256"] for file in revision.files)]:
        assert TRUE in words(verify(client, sent.reference, digest))
    assert TRUE in words(verify(client, f" {sent.reference.lower()} ", revision.digest.upper()))


def test_an_earlier_receipt_stays_true(client, sent):
    first = sent.revisions.get().digest
    draft = services.take_back(sent)
    services.remove_file(draft, file_id=draft.files.first().pk)
    services.submit_application(draft, token=uuid.uuid4(), language="fi")

    assert sent.revisions.first().digest != first
    assert TRUE in words(verify(client, sent.reference, first))


def test_what_does_not_match_and_what_there_is_not_get_one_answer(client, call, sent):
    other = application_to(call, email="toinen@museo.example")
    wrong = [
        (sent.reference, other.revisions.get().digest[::-1]),
        (other.reference, sent.revisions.get().files[0]["sha256"]),
        ("VKF-2026-XXXXX", sent.revisions.get().digest),
    ]

    pages = {
        words(verify(client, *pair)).replace(pair[0], "").replace(pair[1], "") for pair in wrong
    }

    assert len(pages) == 1
    assert FALSE in pages.pop()


@pytest.mark.parametrize("digest", ["", "x", "g" * 64, "a" * 65, "\x00" * 64])
def test_what_is_no_receipt_is_asked_for_again(client, sent, digest):
    response = verify(client, sent.reference, digest)

    assert response.status_code == 200
    assert "64 kirjainta ja numeroa" in words(response)


def test_nobody_tries_receipts_without_end(client, sent):
    answers = [verify(client, sent.reference, "a" * 64).status_code for _ in range(31)]

    assert answers == [200] * 30 + [429]


def test_the_receipt_and_its_letter_show_every_sum(applicant):
    applicant.start()
    for number, answers in enumerate(SENT, 1):
        applicant.step(number, **answers)
    applicant.send()
    revision = ApplicationRevision.objects.get()

    letter = OutgoingMail.objects.filter(key__startswith="application-receipt").first()
    assert revision.digest in words(applicant.get("receipt"))
    assert revision.digest in letter.body


def test_the_letter_names_the_sum_of_each_file(sent):
    letter = OutgoingMail.objects.filter(key__startswith="application-receipt").first()

    for file in sent.revisions.get().files:
        assert f"{file['sha256']} {file['name']}" in letter.body


@pytest.mark.parametrize(("waited", "is_taken"), [(0, True), (60, True), (61, False)])
def test_what_had_arrived_is_taken_in_within_the_grace(
    call, settings, time_machine, waited, is_taken
):
    settings.SENDING_GRACE_SECONDS = 60
    draft = draft_to(call)
    arrived_at = call.closes_at - dt.timedelta(milliseconds=1)
    time_machine.move_to(call.closes_at + dt.timedelta(seconds=waited), tick=False)

    if is_taken:
        revision = services.submit_application(
            draft, token=uuid.uuid4(), language="fi", arrived_at=arrived_at
        )
        assert (revision.received_at, revision.grace_seconds) == (arrived_at, 60)
    else:
        with pytest.raises(CallClosedError):
            services.submit_application(
                draft, token=uuid.uuid4(), language="fi", arrived_at=arrived_at
            )


def test_what_arrives_after_the_call_has_no_grace(call, time_machine):
    draft = draft_to(call)
    time_machine.move_to(call.closes_at, tick=False)

    with pytest.raises(CallClosedError):
        services.submit_application(draft, token=uuid.uuid4(), language="fi")


def test_what_is_sent_in_time_needs_no_grace(sent):
    assert sent.revisions.get().grace_seconds is None


def test_the_moment_comes_from_the_database_s_clock(call, monkeypatch):
    moment = call.closes_at - dt.timedelta(minutes=5)
    monkeypatch.setattr(sending, "database_now", lambda: moment)

    assert application_to(call).received_at == moment
