"""An application becomes a place in the round and the first revision of a plan."""

from django.utils.text import slugify

import knowledge.services
from accounts.models import Membership, Museum
from accounts.services import invite
from applications import emails
from applications.admission import is_unknown_contact, museum_of
from applications.exceptions import AlreadyTakingPartError, UnknownContactError
from applications.models import Commitment
from applications.preliminary_plan import PreliminaryPlan
from knowledge.models import Participation

TOLD_LENGTH = 1000


def admit(application, *, by, is_contact_confirmed):
    """Give an application its place, within the caller's transaction, and return the plan.

    The plan's first revision is made of the answers, in the application's language;
    files meant for the plan are copied to it; offers, needs and what was said of hosting are
    announced, and the conditions accepted are kept with the place. The contact person and
    everybody else whom the application names with an address are invited, each once. What
    reviewers wrote and marked stays behind. Raise AlreadyTakingPartError and
    UnknownContactError as ``accept_application`` does.
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
    _announce(draft, participation, by=by)
    keep_commitments(draft, participation)
    application.museum, application.plan = museum, plan
    _invite(draft, museum, by=by)
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


def _invite(draft, museum, *, by):
    """Invite the contact person, and the others who do not belong to the museum yet."""
    language = draft.application.language
    invite(
        museum,
        email=draft.contact_email,
        name=draft.contact_name,
        role=Membership.Role.CONTACT,
        language=language,
        by=by,
    )
    own = Membership.objects.current().filter(museum=museum)
    known = {email.casefold() for email in own.values_list("user__email", flat=True)}
    for email, name in draft.people.items():
        if email not in known:
            role = Membership.Role.MEMBER
            invite(museum, email=email, name=name, role=role, language=language, by=by)


def _announce(draft, participation, *, by):
    """Tell the round what the museum offers, needs and says of hosting."""
    application = draft.application
    for target, kind in (("offers", "offer"), ("needs", "need")):
        if text := _shortened(draft.told(target)):
            knowledge.services.announce(
                participation,
                kind=kind,
                text=text,
                by=by,
                origin=application.reference,
                language=application.language,
            )
    if text := _shortened(draft.told("hosting")):
        knowledge.services.wish_to_host(
            participation, text=text, by=by, origin=application.reference
        )


def _shortened(text):
    """Return a text as long as the workspace takes it; the whole stays in the application."""
    return text if len(text) <= TOLD_LENGTH else f"{text[: TOLD_LENGTH - 1]}…"


def keep_commitments(draft, participation):
    """Write down which conditions were accepted, in which version of the form, and when."""
    revision = draft.revision
    Commitment.objects.bulk_create(
        Commitment(
            participation=participation,
            application=draft.application,
            form_version=revision.form_version,
            question_id=question,
            code=code,
            text=text,
            language=revision.language,
            accepted_at=revision.received_at,
        )
        for question, code, text in draft.commitments
    )


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
