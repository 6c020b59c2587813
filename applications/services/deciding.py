"""An application becomes a place in the round and the first revision of a plan."""

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

import knowledge.services
from accounts.models import Membership, Museum
from accounts.services import invite, log
from applications import emails
from applications.exceptions import (
    AlreadyDecidedError,
    AlreadyTakingPartError,
    UnknownContactError,
)
from applications.models import Application
from applications.preliminary_plan import PreliminaryPlan
from knowledge.models import Participation, Round


@transaction.atomic
def accept_application(application, *, by, is_contact_confirmed=False):
    """Take the applying museum into the round, and return its development plan.

    The plan's first revision is made of the answers, in the application's language;
    files meant for the plan are copied to it; the contact person is invited, and
    invites the others. Raise AlreadyDecidedError if somebody was here first,
    AlreadyTakingPartError if the museum is in the round by another way, and
    UnknownContactError if the museum has people here, the contact person is none of
    them and ``by`` has not confirmed that they act for it: anybody can write the name
    of a museum, and who belongs to it reads what it has written in earlier rounds.
    """
    Round.objects.select_for_update().get(pk=application.round_id)
    application = (
        Application.objects.select_for_update(of=("self",))
        .select_related("round")
        .get(pk=application.pk)
    )
    if application.status != Application.Status.RECEIVED:
        raise AlreadyDecidedError
    museum = register_museum(application)
    if Participation.objects.current().filter(round=application.round, museum=museum).exists():
        raise AlreadyTakingPartError

    draft = PreliminaryPlan(application)
    is_stranger = is_unknown_contact(museum, draft.contact_email)
    if is_stranger and not is_contact_confirmed:
        raise UnknownContactError
    participation = knowledge.services.admit_museum(
        application.round, museum, language=application.language, by=by
    )
    plan = knowledge.services.open_plan(
        participation,
        title=draft.title,
        content=draft.content,
        language=application.language,
        origin=application.reference,
        by=by,
    )
    _copy_files(draft, plan, by=by)
    _decide(application, museum, plan, by=by)
    invite(
        museum,
        email=draft.contact_email,
        name=draft.contact_name,
        role=Membership.Role.CONTACT,
        language=application.language,
        by=by,
    )
    emails.send_acceptance(application, to=draft.contact_email)
    if is_stranger:
        emails.send_new_contact(application, museum)
    return plan


def museum_of(application):
    """Return the applying museum as the register knows it, or nothing."""
    if application.museum is not None:
        return application.museum
    return Museum.objects.filter(name__iexact=application.museum_name).first()


def is_unknown_contact(museum, email):
    """Whether a museum has people here and an address is none of theirs."""
    people = Membership.objects.current().filter(museum=museum)
    return people.exists() and not people.filter(user__email__iexact=email).exists()


def register_museum(application):
    """Return the applying museum; one that the register does not know is added to it."""
    known = museum_of(application)
    if known is not None:
        return known
    name = application.museum_name
    language = application.language
    return Museum.objects.create(name=name, slug=_free_slug(name), name_language=language)


def _free_slug(name):
    """Return a short name that no museum has."""
    stem = slugify(name)[:40] or "museum"
    slug, number = stem, 2
    while Museum.objects.filter(slug=slug).exists():
        slug, number = f"{stem}-{number}", number + 1
    return slug


def _copy_files(draft, plan, *, by):
    for file in draft.files:
        with file.file.open("rb") as source:
            knowledge.services.copy_attachment(
                plan,
                source_file=source,
                name=file.name,
                content_type=file.content_type,
                size=file.size,
                sha256=file.sha256,
                by=by,
            )


def _decide(application, museum, plan, *, by):
    application.status = Application.Status.ACCEPTED
    application.museum, application.plan = museum, plan
    application.decided_at, application.decided_by = timezone.now(), by
    application.save(update_fields=["status", "museum", "plan", "decided_at", "decided_by"])
    log(
        "application.accept",
        application,
        by=by,
        round_id=application.round_id,
        museum_id=museum.pk,
    )
