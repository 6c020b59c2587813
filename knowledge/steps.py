"""The chain of consents of an experience, step by step, for its own museum."""

from dataclasses import dataclass

from accounts.models import Museum
from knowledge.models import Consent, Participation
from knowledge.services.releasing import is_approved


@dataclass(frozen=True)
class Step:
    """A museum in the chain. ``may_answer`` is whether the reader may approve for it."""

    museum: Museum
    consent: Consent
    has_left: bool
    may_answer: bool


@dataclass(frozen=True)
class Chain:
    """The steps towards an audience, and whether all are taken."""

    audience: str
    label: str
    steps: list
    is_approved: bool
    is_ready: bool


def steps_of(experience, user):
    """Return the chain that is asked for, or by which the experience was released; or None."""
    audience = experience.asked or experience.audience
    found = [
        consent
        for consent in experience.consents.filter(ended_at=None).select_related(
            "participation__museum", "answered_by", "experience"
        )
        if consent.audience == audience or consent.state == Consent.State.WITHDRAWN
    ]
    if not found:
        return None
    current = set(
        Participation.objects.current()
        .filter(pk__in=[consent.participation_id for consent in found])
        .values_list("pk", flat=True)
    )
    mine = set(
        Consent.objects.answerable_by(user)
        .filter(experience=experience)
        .values_list("pk", flat=True)
    )
    steps = [
        Step(
            consent.participation.museum,
            consent,
            consent.participation_id not in current,
            consent.pk in mine and consent.is_own,
        )
        for consent in sorted(found, key=lambda each: not each.is_own)
    ]
    approved = is_approved(experience, audience)
    label = experience.Audience(audience).label
    return Chain(audience, label, steps, approved, approved and bool(experience.asked))
