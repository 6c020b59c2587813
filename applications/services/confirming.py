"""A museum's director is asked, and answers."""

import datetime as dt
import secrets

from django.db import transaction
from django.utils import timezone

from accounts.services import log
from applications import emails
from applications.confirming import key_digest
from applications.exceptions import NotProvedError
from applications.models import Application, CallRules, Confirmation
from applications.models.links import hash_token
from cms.models import OutgoingMail
from knowledge.models import Round

LINK_LASTS = dt.timedelta(days=90)
REMINDED_AFTER = dt.timedelta(days=4)
TOKEN_BYTES = 32


@transaction.atomic
def ask_director(application, *, name, email, token, by_writer, by=None):
    """Mail a director a link to confirm an application; return the Confirmation.

    An earlier one is void. The same form's ``token`` again asks nothing more. Raise
    NotProvedError unless the writer has proved the address.
    """
    if by_writer.state != "joined":
        raise NotProvedError
    application = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    known = application.confirmations.filter(request_token=token).first()
    if known is not None:
        return known
    now = timezone.now()
    application.confirmations.filter(voided_at=None).update(voided_at=now)
    secret = secrets.token_urlsafe(TOKEN_BYTES)
    confirmation = Confirmation.objects.create(
        application=application,
        name=name,
        email=email,
        asked_by=by_writer,
        asked_at=now,
        request_token=token,
        token_hash=hash_token(secret),
        expires_at=now + LINK_LASTS,
    )
    application.confirmation = confirmation
    application.save(update_fields=["confirmation"])
    log("application.ask_director", confirmation, by=by, round_id=application.round_id)
    emails.send_director(confirmation, secret)
    return confirmation


@transaction.atomic
def answer_as_director(confirmation, *, answer, note, by=None):
    """Keep a director's answer for what they were shown, and tell who asked; return it."""
    application = (
        Application.objects.select_for_update(of=("self",))
        .select_related("round", "form_version")
        .get(pk=confirmation.application_id)
    )
    confirmation = Confirmation.objects.select_for_update(of=("self",)).get(pk=confirmation.pk)
    application.use_newest_form()
    digest = key_digest(application)
    if (confirmation.answer, confirmation.note, confirmation.digest) == (answer, note, digest):
        return confirmation
    confirmation.answer, confirmation.note, confirmation.digest = answer, note, digest
    confirmation.answered_at = timezone.now()
    confirmation.save(update_fields=["answer", "note", "digest", "answered_at"])
    log(
        "application.director_answer",
        confirmation,
        by=by,
        round_id=application.round_id,
        answer=answer,
    )
    emails.send_director_answered(confirmation)
    return confirmation


def remind_directors(now=None):
    """Remind each director who has not answered once, four days after the question.

    The letter carries a new link, since only a hash of the first one is kept; that one
    stops working.
    """
    now = now or timezone.now()
    waiting = Confirmation.objects.open().filter(
        answer="", asked_at__lte=now - REMINDED_AFTER, application__round__closes_at__gt=now
    )
    reminded = OutgoingMail.objects.filter(key__startswith=emails.director_reminder_key())
    known = set(reminded.values_list("key", flat=True))
    for confirmation in waiting.select_related("application__round", "asked_by"):
        if emails.director_reminder_key(confirmation) not in known:
            _remind(confirmation)


@transaction.atomic
def _remind(confirmation):
    secret = secrets.token_urlsafe(TOKEN_BYTES)
    unanswered = Confirmation.objects.filter(pk=confirmation.pk, answer="")
    if unanswered.update(token_hash=hash_token(secret)):
        emails.send_director_reminder(confirmation, secret)


@transaction.atomic
def save_call_rules(round, *, director, by):
    """Set whether the directors of a round's museums are asked to confirm."""
    Round.objects.select_for_update(of=("self",)).get(pk=round.pk)
    rules, _is_new = CallRules.objects.update_or_create(
        round=round, defaults={"director": director}
    )
    log("call.rules", round, by=by, round_id=round.pk, director=director)
    return rules
