"""Experiences, made by the services a person uses; the most private unless told."""

from knowledge import services
from knowledge.models import Consent, Experience

AUDIENCE = Experience.Audience


def values(**changes):
    """Return what the form of an experience gives."""
    begun = {
        "title": "Aukiolot iltaan",
        "kind": Experience.Kind.WORKED,
        "sections": {"summary": "Yhdessä.", "tried": "Kaksi iltaa.", "failed": "Maanantai."},
        "themes": [],
        "parties": [],
        "review_on": None,
    }
    return begun | changes


def begun(seat, by, **changes):
    """Return an experience of a seat's museum, for that museum alone."""
    return services.begin_experience(
        seat, plan=None, language="fi", values=values(**changes), token=None, by=by
    )


def released(seat, by, audience, *, parties=(), givers=(), **changes):
    """Return an experience released by the word of its contact ``by`` and of ``givers``."""
    experience = begun(seat, by, parties=list(parties), **changes)
    approve(experience, audience, [by, *givers], by=by)
    return services.release_experience(experience, audience=audience, by=by)


def approve(experience, audience, givers, *, by):
    """Ask for consents, and let each of ``givers`` give those they may."""
    services.ask_consents(experience, audience=audience, by=by)
    for giver in givers:
        for consent in Consent.objects.answerable_by(giver).waiting():
            if consent.experience_id == experience.pk:
                services.give_consent(consent, digest=consent.sha256, by=giver)
