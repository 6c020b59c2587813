"""Experiences are begun, written and taken back."""

import uuid

from django.db import transaction
from django.utils import timezone

from accounts.models import Museum
from accounts.services import log
from cms import releases
from cms.tokens import token_for
from knowledge.exceptions import ExperienceChangedError, RoundEndedError
from knowledge.models import Consent, Experience, ExperienceRevision, Participation
from knowledge.models.experiences import hash_of
from knowledge.search.index import index_later

from .telling import tell_of_void


@transaction.atomic
def begin_experience(participation, *, plan, language, values, token, by):
    """Begin an experience of a museum, for the museum alone, and return it.

    ``values`` are those of ``revise_experience``. The same ``token`` and texts again return
    what they made. Raise RoundEndedError after the round.
    """
    seat = Participation.objects.select_for_update(of=("self",)).get(pk=participation.pk)
    if seat.round.has_ended:
        raise RoundEndedError
    token = token_for(token, language, values["title"], values["kind"], values["sections"])
    begun = seat.experiences.filter(request_token=token).first() if token else None
    if begun is not None:
        return begun
    experience = Experience.objects.create(
        participation=seat, plan=plan, language=language, request_token=token
    )
    _add_revision(experience, content_of(experience, values), values, token=None, by=by)
    log_experience("experience.create", experience, by=by)
    return experience


@transaction.atomic
def revise_experience(experience, *, values, base_number, token, by):
    """Save an experience as a new revision; return it and the museums whose consents are void.

    ``values`` are ``title``, ``kind``, ``sections`` (a text a part), ``themes`` (headings),
    ``parties`` (participations) and ``review_on`` (a date or None). What others read, and
    its page on the public site, is taken back to the museum. What changes nothing voids
    nothing. Raise ExperienceChangedError if the latest is no longer ``base_number``, and
    RoundEndedError after the round.
    """
    experience = lock(experience, ends=True)
    content = content_of(experience, values)
    latest = experience.revisions.get(number=experience.revision_number)
    if latest.sha256 == hash_of(content):
        return latest, []
    if experience.revision_number != base_number:
        raise ExperienceChangedError(latest)
    void = list(_given(experience).select_related("participation__museum"))
    voided = [consent.participation.museum for consent in void]
    narrow(experience)
    revision = _add_revision(experience, content, values, token=token, by=by)
    log_experience(
        "experience.revise", experience, by=by, number=revision.number, voided=len(voided)
    )
    tell_of_void(void, experience, by=by)
    return revision, voided


@transaction.atomic
def withdraw_experience(experience, *, by):
    """Take an experience back to its museum, in a round or after it; return it.

    Its page on the public site goes away with all that is kept of it, and the consents
    that were given are void.
    """
    experience = lock(experience)
    before = experience.audience
    if narrow(experience) or before != Experience.Audience.MUSEUM:
        log_experience("experience.withdraw", experience, by=by, before=before, after="museum")
    return experience


def voided_by_change(experience):
    """Return the museums whose consents to the experience would be void after a change."""
    given = _given(experience)
    return list(Museum.objects.filter(pk__in=given.values("participation__museum")))


def _given(experience):
    return experience.consents.filter(ended_at=None, state=Consent.State.GIVEN)


def narrow(experience):
    """Take a locked experience back to its museum and end its consents; return their number."""
    if experience.public_id is not None:
        releases.withdraw(experience.public_id)
    ended = experience.consents.filter(ended_at=None).update(ended_at=timezone.now())
    experience.audience, experience.asked = Experience.Audience.MUSEUM, ""
    experience.public_id = experience.released_at = None
    experience.save(update_fields=["audience", "asked", "public_id", "released_at"])
    return ended


def lock(experience, *, ends=False):
    """Return the experience as it is now, held until the transaction ends.

    Raise RoundEndedError after the round, if it ``ends`` with it.
    """
    experience = (
        Experience.objects.select_for_update(of=("self",))
        .select_related("participation__round", "participation__museum")
        .get(pk=experience.pk)
    )
    if ends and experience.participation.round.has_ended:
        raise RoundEndedError
    return experience


def content_of(experience, values):
    """Return what a revision would keep, as JSON reads it back."""
    return {
        "title": values["title"],
        "kind": str(values["kind"]),
        "language": experience.language,
        "museum": experience.participation.museum.name,
        "sections": {part: text for part, text in values["sections"].items() if text},
        "themes": sorted(theme.pk for theme in values["themes"]),
        "parties": sorted(seat.museum.name for seat in values["parties"]),
        "review_on": values["review_on"].isoformat() if values["review_on"] else "",
    }


def log_experience(action, experience, *, by, **detail):
    """Write down what was done to an experience, in states and numbers."""
    seat = experience.participation
    log(action, experience, by=by, round_id=seat.round_id, museum_id=seat.museum_id, **detail)


def _add_revision(experience, content, values, *, token, by):
    now = timezone.now()
    experience.title, experience.kind = values["title"], values["kind"]
    experience.review_on, experience.updated_at = values["review_on"], now
    experience.revision_number += 1
    experience.save(update_fields=["title", "kind", "review_on", "updated_at", "revision_number"])
    experience.themes.set(values["themes"])
    experience.parties.set(values["parties"])
    index_later(experience)
    used = token and experience.revisions.filter(request_token=token).exists()
    return ExperienceRevision.objects.create(
        experience=experience,
        number=experience.revision_number,
        content=content,
        created_at=now,
        created_by=by,
        request_token=uuid.uuid4() if used else token,
    )
