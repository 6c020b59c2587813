"""Applications leave when they have been kept long enough; events stay."""

import logging
from collections import Counter

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.services import log
from applications.exceptions import ChangedMeanwhileError
from applications.models import Application, LatePermit, Profile, Retention
from applications.questionnaire import Questionnaire
from applications.retention import Outcome, due, due_for_erasure
from cms.models import OutgoingMail
from knowledge.models import Round

logger = logging.getLogger(__name__)


@transaction.atomic
def save_retention(round, *, by, version, **periods):
    """Set the retention periods of a round, in months, and return them.

    Raise ChangedMeanwhileError if somebody has set others since ``version``.
    """
    Round.objects.select_for_update(of=("self",)).get(pk=round.pk)
    retention = Retention.of(round)
    if retention.version != version:
        raise ChangedMeanwhileError(retention)
    for name, months in periods.items():
        setattr(retention, name, months)
    retention.version += 1
    retention.save()
    log("retention.save", round, by=by, round_id=round.pk, **periods)
    return retention


def purge_applications(now=None):
    """Purge all that is due in every round, and return a Counter of what went.

    Its keys are the outcomes, and "personal" for the applications whose answers to
    personal questions were emptied.
    """
    now, went = now or timezone.now(), Counter()
    for round in Round.objects.filter(pk__in=Application.objects.values("round")):
        retention = Retention.of(round)
        for outcome in Outcome:
            found = due(outcome, retention=retention, now=now)
            went[outcome.value] += _each(found, _purge)
            found = due_for_erasure(outcome, retention=retention, now=now)
            went["personal"] += _each(found, lambda application: _erase(application, now))
    logger.info("purged %s", dict(+went))
    return +went


def _each(found, act):
    """Do something to each application, if it is still found once locked; return how many."""
    return sum(_locked(found, pk, act) for pk in list(found.values_list("pk", flat=True)))


@transaction.atomic
def _locked(found, pk, act):
    application = found.select_for_update(of=("self",)).filter(pk=pk).first()
    if application is None:
        return False
    act(application)
    return True


def _purge(application):
    """Delete an application with all that hangs on it, and its letters and late permits."""
    log(
        "application.purge",
        application,
        by=None,
        round_id=application.round_id,
        museum_id=application.museum_id,
        status=application.status,
    )
    _delete_mail(application)
    _delete_files_on_commit(application.files.all())
    permits = _permits_of(application)
    application.delete()
    permits.delete()


def _erase(application, now):
    """Empty the answers to personal questions in the draft and in all that was sent.

    Who wrote it and which director was asked is forgotten too.
    The SHA-256 of a revision stays as it was, so that a receipt can still be verified.
    """
    revisions = list(application.revisions.select_related("form_version"))
    versions = {each.form_version_id: each.form_version for each in (application, *revisions)}
    personal = {
        question.id
        for version in versions.values()
        for question in Questionnaire(version, application.language).questions
        if question.is_personal
    }
    for revision in revisions:
        revision.answers = _less(revision.answers, personal)
        revision.files = [file for file in revision.files if file["question_id"] not in personal]
        revision.save(update_fields=["answers", "files"])
    files = application.files.filter(question_id__in=personal)
    _delete_files_on_commit(files)
    files.delete()
    _delete_mail(application)
    application.links.all().delete()
    permits = _permits_of(application)
    used = application.revisions.exclude(late_permit=None).values_list("late_permit", flat=True)
    permits.filter(pk__in=list(used)).update(email="")
    permits.exclude(pk__in=list(used)).delete()
    application.answers = _less(application.answers, personal)
    application.email, application.personal_erased_at = "", now
    application.saved_by, application.confirmation = {}, None
    application.save(
        update_fields=["answers", "email", "personal_erased_at", "saved_by", "confirmation"]
    )
    application.confirmations.all().delete()
    application.writers.all().delete()
    Profile.objects.filter(application=application).delete()
    log("application.erase_personal", application, by=None, round_id=application.round_id)


def _less(answers, ids):
    """Return answers without some questions, their wishes for secrecy included."""
    return {key: value for key, value in answers.items() if key.partition(".")[0] not in ids}


def _permits_of(application):
    """Return the late permits of an application's address; none if another has the same."""
    same = {"round": application.round_id, "email__iexact": application.email}
    others = Application.objects.filter(**same).exclude(pk=application.pk)
    if not application.email or others.exists():
        return LatePermit.objects.none()
    return LatePermit.objects.filter(**same)


def _delete_mail(application):
    """Delete the letters of an application, which hold an address."""
    ids = [application.pk]
    ids += application.revisions.values_list("pk", flat=True)
    ids += application.links.values_list("pk", flat=True)
    ids += application.confirmations.values_list("pk", flat=True)
    named = Q()
    for pk in ids:
        named |= Q(key__contains=str(pk))
    OutgoingMail.objects.filter(named).delete()


def _delete_files_on_commit(files):
    """Take files out of the storage when it is certain that their rows are gone."""
    for file in files:
        storage, path = file.file.storage, file.file.name
        transaction.on_commit(lambda storage=storage, path=path: storage.delete(path), robust=True)
