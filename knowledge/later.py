"""Later rounds, to whose members something is opened further than its own round."""

from dataclasses import replace

from django.db.models import Q

from knowledge.models import Round


def rounds_after(opened):
    """Return the rounds that may be later than one of ``opened``, (round, moment) pairs."""
    opened = [(round, moment) for round, moment in opened if round.starts_on]
    if not opened:
        return set()
    first = min(round.starts_on for round, _moment in opened)
    moment = min(moment for _round, moment in opened)
    begun = Q(starts_on=None) | Q(starts_on__gte=first)
    return set(Round.objects.filter(begun, Q(ended_at=None) | Q(ended_at__gt=moment)))


def is_later(round, begun, moment):
    """Whether a round began no earlier than the day ``begun`` and had not ended at a moment."""
    goes_on = round.ended_at is None or round.ended_at > moment
    return goes_on and (round.starts_on is None or round.starts_on >= begun)


def widened(audience, roll, round, rounds, moment):
    """Return an audience with those who meet one of ``rounds`` that is later than ``round``."""
    museums, helpers = dict(audience.museums), list(audience.helpers)
    for other in rounds - {round}:
        if is_later(other, round.starts_on, moment):
            for museum, people in roll.meeting(other).items():
                museums[museum] = list(dict.fromkeys([*museums.get(museum, []), *people]))
            helpers += roll.helpers_of(other)
    members = {person for people in museums.values() for person in people}
    waiting = {
        museum: left
        for museum, people in audience.waiting.items()
        if (left := [person for person in people if person not in members])
    }
    helpers = [person for person in dict.fromkeys(helpers) if person not in members]
    return replace(audience, museums=museums, helpers=helpers, waiting=waiting)
