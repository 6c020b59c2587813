"""An application becomes a place in the round and the first revision of a plan."""

from django.utils.text import slugify

import knowledge.services
from accounts.models import Membership, Museum
from accounts.services import invite
from applications import emails
from applications.admission import is_unknown_contact, museum_of
from applications.exceptions import AlreadyTakingPartError, UnknownContactError
from applications.preliminary_plan import PreliminaryPlan
from knowledge.models import Participation


def admit(application, *, by, is_contact_confirmed):
    """Give an application its place, within the caller's transaction, and return the plan.

    The plan's first revision is made of the answers, in the application's language;
    files meant for the plan are copied to it; the contact person is invited, and
    invites the others. Raise AlreadyTakingPartError and UnknownContactError as
    ``accept_application`` does.
    """
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
    application.museum, application.plan = museum, plan
    invite(
        museum,
        email=draft.contact_email,
        name=draft.contact_name,
        role=Membership.Role.CONTACT,
        language=application.language,
        by=by,
    )
    if is_stranger:
        emails.send_new_contact(application, museum)
    return plan


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
