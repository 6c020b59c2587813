"""Who can open an experience: ``Experience.visible_to`` read backwards."""

from django.db.models import Q
from django.utils import timezone

from knowledge.audiences import Audience, Roll
from knowledge.models import Experience, Round
from knowledge.models.experiences import FURTHER

KINDS = Experience.Audience


def readers_of(experiences, *, kind=None):
    """Return who can open each experience, by its id, or could if its audience were ``kind``.

    The same few queries for any number. Experiences come with their participation's round.
    A public one can be read by anybody; the numbers are of those in the workspace.
    """
    rounds = {each.participation.round for each in experiences}
    if any((kind or each.audience) in FURTHER for each in experiences):
        rounds |= set(Round.objects.filter(_follows(rounds)))
    roll = Roll(rounds)
    met = {}
    return {
        each.pk: _readers(roll, each, str(kind or each.audience), rounds, met)
        for each in experiences
    }


def _follows(rounds):
    """Return the condition that a round began no earlier than the first of ``rounds``."""
    starts = [round.starts_on for round in rounds if round.starts_on]
    return Q(starts_on=None) | Q(starts_on__gte=min(starts)) if starts else Q(pk__in=())


def _readers(roll, experience, kind, rounds, met):
    seat = experience.participation
    near = roll.audience_of(experience, kind=KINDS.MUSEUM if kind == KINDS.MUSEUM else KINDS.ROUND)
    museums, helpers, waiting = dict(near.museums), list(near.helpers), dict(near.waiting)
    if kind in FURTHER and seat.pk in roll.seats[seat.round_id] and seat.round.starts_on:
        for round in rounds - {seat.round}:
            if _is_later(round, experience):
                _add(roll, round, met, museums, helpers)
    members = {person for people in museums.values() for person in people}
    helpers = [person for person in dict.fromkeys(helpers) if person not in members]
    waiting = {
        museum: left
        for museum, people in waiting.items()
        if (left := [person for person in people if person not in members])
    }
    return Audience(kind, museums, helpers, waiting)


def _is_later(round, experience):
    """Whether a round's people read what is released further from the experience's round."""
    begun = experience.participation.round.starts_on
    released_at = experience.released_at or timezone.now()
    goes_on = round.ended_at is None or round.ended_at > released_at
    return goes_on and (round.starts_on is None or round.starts_on >= begun)


def _add(roll, round, met, museums, helpers):
    """Add those who meet a later round and have given its promise."""
    if round.pk not in met:
        met[round.pk] = roll.meeting(round)
    for museum, people in met[round.pk].items():
        museums[museum] = list(dict.fromkeys([*museums.get(museum, []), *people]))
    helpers += roll.helpers_of(round)
