"""A draft from its first word on."""

import uuid

from django.db import transaction
from django.utils import timezone

from accounts.models import Museum
from accounts.services import log
from applications.exceptions import AlreadySentError, CallClosedError
from applications.fingerprints import fingerprint
from applications.models import Application, Writer
from applications.questionnaire import Questionnaire

from .links import send_link


@transaction.atomic
def start_application(round, *, email, language, token, has_letter=True, by=None):
    """Begin an application to a round, mail the way back to it, and return it.

    The same ``token`` and address again return what they began. Without ``has_letter`` the
    way back is not mailed before somebody asks for it. Raise CallClosedError
    if the call is not open, or has no form that is complete in Finnish and Swedish.
    """
    form_version = round.form_versions.complete().first()
    if not round.is_call_open() or form_version is None:
        raise CallClosedError
    begun = Application.objects.filter(start_token=token, email=email, round=round).first()
    if begun is not None:
        return begun
    if Application.objects.filter(start_token=token).exists():
        token = uuid.uuid4()
    application, is_new = Application.objects.get_or_create(
        start_token=token,
        defaults={
            "round": round,
            "form_version": form_version,
            "email": email,
            "language": language,
            "answers": _first_answers(form_version, email),
        },
    )
    if is_new:
        writer = Writer.objects.create(application=application, email=email, is_owner=True)
        log("application.start", application, by=by, round_id=round.pk)
        if has_letter:
            send_link(writer, by=by)
    return application


def _first_answers(form_version, email):
    """Return the address as the contact person's: nothing is asked twice."""
    questions = Questionnaire(form_version, "fi").mapped_to("contact_email")
    return {question.id: email for question in questions[:1]}


@transaction.atomic
def save_answers(application, *, answers, language, writer=None, by=None):
    """Keep answers in a draft, right or not, and return it.

    Only the questions named in ``answers`` change, and are ``writer``'s where they do.
    Saving goes on after the call has
    closed, so that nothing written is lost. Raise AlreadySentError if it was sent.
    """
    application = lock_draft(application)
    application.saved_at = timezone.now()
    if writer is not None:
        said = {"who": writer.short_name, "at": application.saved_at.isoformat()}
        changed = [id for id in answers if _has_changed(application.answers.get(id), answers[id])]
        application.saved_by = {**application.saved_by, **dict.fromkeys(changed, said)}
    application.answers = {**application.answers, **answers}
    application.language = language
    application.version += 1
    name_museum(application, application.answers)
    application.save(
        update_fields=[
            "answers", "language", "saved_at", "saved_by", "version", "museum", "museum_name",
            "form_version",
        ]
    )  # fmt: skip
    return application


def _has_changed(before, after):
    return fingerprint(before) != fingerprint(after)


def lock_draft(application):
    """Return the draft as it is now, on the newest form, held until the transaction ends."""
    application = (
        Application.objects.select_for_update(of=("self",))
        .select_related("round", "form_version")
        .get(pk=application.pk)
    )
    if not application.is_draft:
        raise AlreadySentError
    application.use_newest_form()
    return application


def name_museum(application, answers):
    """Take the museum from the first question that asks for one."""
    questions = Questionnaire(application.form_version, application.language).questions
    asked = next((q for q in questions if q.kind == "museum"), None)
    picked = answers.get(asked.id) if asked else None
    if picked:
        application.museum = Museum.objects.filter(pk=picked.get("id") or None).first()
        application.museum_name = picked.get("name", "")[:150]
