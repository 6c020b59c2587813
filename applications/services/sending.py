"""An application is sent."""

import datetime as dt
import hashlib
import json
import secrets
import uuid

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.services import log
from applications import emails
from applications.clock import database_now
from applications.confirming import standing_of
from applications.exceptions import (
    AlreadyDecidedError,
    CallClosedError,
    IncompleteError,
    NotConfirmedError,
)
from applications.models import Application, ApplicationRevision, LatePermit
from applications.questionnaire import Questionnaire
from applications.services.profiling import write_profile
from applications.steps import StepForm

PREFIX = "VKF"
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
REFERENCE_LENGTH = 5


@transaction.atomic
def submit_application(application, *, token, language, arrived_at=None, by=None):
    """Send a draft: make its revision and reference, and mail a receipt. Return the revision.

    What was sent and not taken back is not sent again: its revision is returned,
    whatever the token. Sent anew it keeps its reference, and the last revision
    counts. It arrives at ``arrived_at`` by the database's clock, taken before waiting for
    anybody else; what arrived in time has SENDING_GRACE_SECONDS to be taken in.
    Raise CallClosedError outside the call where no late permit allows it, IncompleteError
    if an answer is missing or not right, NotConfirmedError if the round requires the
    director's confirmation and it is not there; the draft then stays as it is.
    """
    now = arrived_at or database_now()
    application = (
        Application.objects.select_for_update(of=("self",))
        .select_related("round__call_rules", "confirmation")
        .get(pk=application.pk)
    )
    if not application.is_draft:
        return application.revisions.first()
    permit = None
    if not application.round.is_call_open(now):
        permit = LatePermit.objects.of(application, now)
        if permit is None:
            raise CallClosedError
    grace = None if permit else _grace_needed(application.round)
    application.form_version = application.round.form_versions.complete().first()
    application.language = language
    if (standing := standing_of(application)) and standing.blocks_sending:
        raise NotConfirmedError
    revision = _add_revision(application, token=token, now=now, grace=grace, permit=permit)
    application.status, application.stands_as_sent = Application.Status.RECEIVED, False
    application.received_at = now
    application.reference = application.reference or _new_reference(now)
    application.save()
    write_profile(revision, application.form_version)
    log(
        "application.send",
        application,
        by=by,
        round_id=application.round_id,
        museum_id=application.museum_id,
        number=revision.number,
        is_late=permit is not None,
    )
    emails.send_receipt(revision, contact=contact_of(application, revision.answers))
    return revision


@transaction.atomic
def take_back(application, *, stands=False, by=None):
    """Make a draft of what was sent, to be changed and sent again; return it.

    With ``stands`` what was sent takes part after all if nothing new is sent: see ``put_back``.
    Nobody else sees it until then, and the earlier revisions stay as they are. Doing it
    twice changes nothing. Raise CallClosedError outside the call, AlreadyDecidedError
    after the decision.
    """
    application = (
        Application.objects.select_for_update(of=("self",))
        .select_related("round")
        .get(pk=application.pk)
    )
    if application.is_draft:
        return application
    if application.status != Application.Status.RECEIVED:
        raise AlreadyDecidedError
    if not application.round.is_call_open():
        raise CallClosedError
    application.status, application.stands_as_sent = Application.Status.DRAFT, stands
    application.save(update_fields=["status", "stands_as_sent"])
    log("application.take_back", application, by=by, round_id=application.round_id)
    return application


def _grace_needed(round):
    """Return the grace in seconds if the call has closed by now, None if it is open.

    Raise CallClosedError if the grace is over too.
    """
    late = database_now() - round.closes_at
    if late < dt.timedelta(0):
        return None
    if late > dt.timedelta(seconds=settings.SENDING_GRACE_SECONDS):
        raise CallClosedError
    return settings.SENDING_GRACE_SECONDS


def _add_revision(application, *, token, now, grace, permit):
    """Return a new revision of the whole application, every answer cleaned."""
    answers, hidden = clean_answers(application)
    if ApplicationRevision.objects.filter(request_token=token).exists():
        token = uuid.uuid4()
    files = [
        {
            "id": str(file.pk),
            "question_id": file.question_id,
            "name": file.name,
            "size": file.size,
            "sha256": file.sha256,
        }
        for file in application.files.filter(removed_at=None)
        if file.question_id not in hidden
    ]
    return ApplicationRevision.objects.create(
        application=application,
        form_version=application.form_version,
        number=application.revisions.count() + 1,
        language=application.language,
        answers=answers,
        files=files,
        received_at=now,
        request_token=token,
        digest=digest_of(answers, files),
        grace_seconds=grace,
        late_permit=permit,
    )


def clean_answers(application):
    """Return every answer of the form that is shown, cleaned, and the ids of what is hidden.

    Raise IncompleteError if one is not right. What a hidden question holds is not sent.
    """
    questionnaire = Questionnaire(application.form_version, application.language)
    files, answers = application.files_by_question, {}
    for step in questionnaire.steps:
        form = StepForm.of_saved(step, saved=application.answers, files=files)
        if not form.is_valid():
            raise IncompleteError
        answers |= form.answers()
    shown = questionnaire.shown(answers)
    hidden = {q.id for q in questionnaire.questions} - shown
    return {key: answers[key] for key in answers if key.partition(".")[0] not in hidden}, hidden


def digest_of(answers, files):
    """Return the SHA-256 of answers and files in canonical JSON."""
    canonical = json.dumps(
        {"answers": answers, "files": files},
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def contact_of(application, answers):
    """Return the address given as the contact person's, "" where none was asked."""
    questionnaire = Questionnaire(application.form_version, application.language)
    found = (answers.get(q.id) for q in questionnaire.mapped_to("contact_email"))
    return next(filter(None, found), "")


def _new_reference(now):
    """Return a free reference such as VKF-2026-7K3QX, which tells nobody how many there are."""
    year = timezone.localtime(now).year
    while True:
        code = "".join(secrets.choice(LETTERS) for _ in range(REFERENCE_LENGTH))
        reference = f"{PREFIX}-{year}-{code}"
        if not Application.objects.filter(reference=reference).exists():
            return reference
