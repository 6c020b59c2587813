"""Consents are asked, given and taken back, and experiences released by them."""

import uuid

from django.db import transaction
from django.utils import timezone

from cms import releases
from knowledge.emails_of_consent import answerers_of, ask_by_mail
from knowledge.exceptions import ConsentMissingError, ConsentVoidError, PartyHasLeftError
from knowledge.models import Consent, Experience, Participation
from knowledge.models.consents import hash_for
from knowledge.models.experiences import WIDTH
from knowledge.released import release_of

from .experiences import lock, log_experience, narrow
from .telling import tell_of_asking, tell_of_consent

State = Consent.State


@transaction.atomic
def ask_consents(experience, *, audience, by):
    """Ask the museum itself and every museum named to approve the text for an audience.

    What is given for it stays, what was declined is asked again; return the consents.
    Raise PartyHasLeftError if a museum named has left its round, and RoundEndedError
    after the round.
    """
    experience = lock(experience, ends=True)
    parties = list(experience.parties.all())
    current = set(Participation.objects.current().filter(pk__in=[seat.pk for seat in parties]))
    if current != set(parties):
        raise PartyHasLeftError
    revision = experience.revisions.get(number=experience.revision_number)
    live = _live(experience, audience)
    now = timezone.now()
    refused = [c.pk for c in live.values() if c.state in (State.DECLINED, State.WITHDRAWN)]
    Consent.objects.filter(pk__in=refused).update(ended_at=now)
    asked = [
        Consent.objects.create(
            experience=experience,
            revision=revision,
            participation=seat,
            audience=audience,
            sha256=hash_for(revision, audience),
            asked_by=by,
        )
        for seat in [experience.participation, *parties]
        if seat.pk not in live or live[seat.pk].pk in refused
    ]
    if asked or experience.asked != audience:
        experience.asked = audience
        experience.save(update_fields=["asked"])
        parties = sorted(str(consent.participation.museum_id) for consent in asked)
        log_experience(
            "consent.ask", experience, by=by, audience=str(audience), asked=len(asked), of=parties
        )
    for consent in asked:
        people = [person for person in answerers_of(consent) if person != by]
        tell_of_asking(consent, people=[person.pk for person in people], by=by)
        ask_by_mail(consent, people)
    return list(_live(experience, audience).values())


@transaction.atomic
def give_consent(consent, *, digest, by):
    """Approve the text and audience that ``digest`` is the hash of, and return the consent.

    Raise ConsentVoidError if that is not what is asked now.
    """
    consent = _lock(consent)
    if consent.sha256 != digest:
        raise ConsentVoidError
    if consent.state != State.GIVEN:
        _answer(consent, State.GIVEN, by=by)
    return consent


@transaction.atomic
def decline_consent(consent, *, note, by):
    """Decline, with a note for the author museum alone, and return the consent.

    One that was given is taken back. Raise ConsentVoidError if nothing is asked any more.
    """
    consent = _lock(consent)
    if consent.state == State.GIVEN:
        return _take_back(consent, note=note, by=by)
    _answer(consent, State.DECLINED, note=note, by=by)
    return consent


@transaction.atomic
def withdraw_consent(consent, *, note="", by):
    """Take a consent back, whenever; what it let others read is the author museum's again.

    Return the consent. Raise ConsentVoidError if it is void already.
    """
    return _take_back(_lock(consent), note=note, by=by)


@transaction.atomic
def release_experience(experience, *, audience, by):
    """Let an audience read the experience, and return it; a public one gets a draft page.

    Raise ConsentMissingError unless the museum itself and every museum named have
    approved this very text for this audience, or if that is no wider than now;
    RoundEndedError after the round; ``cms.releases.NoPlaceError`` if the public site has
    no list of experiences in the language.
    """
    experience = lock(experience, ends=True)
    before = experience.audience
    if before == audience:
        return experience
    if WIDTH.index(audience) < WIDTH.index(before) or not is_approved(experience, audience):
        raise ConsentMissingError
    experience.audience, experience.asked = audience, ""
    experience.released_at = timezone.now()
    if audience == Experience.Audience.PUBLIC:
        experience.public_id = uuid.uuid4()
        releases.publish(release_of(experience))
    experience.save(update_fields=["audience", "asked", "public_id", "released_at"])
    log_experience("experience.release", experience, by=by, before=before, after=str(audience))
    return experience


def is_approved(experience, audience):
    """Whether every museum has approved the latest text for an audience."""
    revision = experience.revisions.get(number=experience.revision_number)
    digest = hash_for(revision, audience)
    wanted = {experience.participation_id, *experience.parties.values_list("pk", flat=True)}
    given = {
        seat
        for seat, consent in _live(experience, audience).items()
        if consent.state == State.GIVEN and consent.sha256 == digest
    }
    return wanted <= given


def _live(experience, audience):
    found = experience.consents.filter(ended_at=None, audience=audience)
    return {consent.participation_id: consent for consent in found}


def _lock(consent):
    """Return a consent as it is now, its experience held first. Raise ConsentVoidError."""
    lock(consent.experience)
    found = Consent.objects.select_related(
        "experience__participation__round", "participation"
    ).filter(pk=consent.pk, ended_at=None)
    consent = found.first()
    if consent is None:
        raise ConsentVoidError
    return consent


def _answer(consent, state, *, note="", by):
    is_new = consent.state != state
    consent.state, consent.note = state, note
    consent.answered_at, consent.answered_by = timezone.now(), by
    consent.save(update_fields=["state", "note", "answered_at", "answered_by"])
    seat = consent.participation
    log_experience(
        f"consent.{state}",
        consent.experience,
        by=by,
        party=str(seat.museum_id),
        audience=consent.audience,
    )
    if is_new:
        tell_of_consent(consent, by=by)


def _take_back(consent, *, note, by):
    experience = lock(consent.experience)
    _answer(consent, State.WITHDRAWN, note=note, by=by)
    if experience.is_released:
        before = experience.audience
        narrow(experience)
        log_experience("experience.withdraw", experience, by=by, before=before, after="museum")
        # What was said when it was taken back stays for the author museum to read.
        Consent.objects.filter(pk=consent.pk).update(ended_at=None)
    return consent
