"""Who can open an experience: ``Experience.visible_to`` read backwards."""

from dataclasses import replace

from django.utils import timezone

from knowledge.audiences import Roll
from knowledge.later import rounds_after, widened
from knowledge.models import Experience
from knowledge.models.experiences import FURTHER

KINDS = Experience.Audience


def readers_of(experiences, *, kind=None):
    """Return who can open each experience, by its id, or could if its audience were ``kind``.

    The same few queries for any number. Experiences come with their participation's round.
    A public one can be read by anybody; the numbers are of those in the workspace.
    """
    now = timezone.now()
    further = [each for each in experiences if (kind or each.audience) in FURTHER]
    later = rounds_after((each.participation.round, each.released_at or now) for each in further)
    roll = Roll({each.participation.round for each in experiences} | later)
    return {
        each.pk: _readers(roll, each, str(kind or each.audience), later, each.released_at or now)
        for each in experiences
    }


def _readers(roll, experience, kind, later, moment):
    seat = experience.participation
    near = roll.audience_of(experience, kind=KINDS.MUSEUM if kind == KINDS.MUSEUM else KINDS.ROUND)
    if kind in FURTHER and seat.pk in roll.seats[seat.round_id] and seat.round.starts_on:
        near = widened(near, roll, seat.round, later, moment)
    return replace(near, kind=kind)
