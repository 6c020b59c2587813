"""The coordinator sets the order in which the museums of a round host."""

import hashlib

from django.db import transaction

from accounts.services import log
from knowledge.exceptions import NotInRoundError, TurnsChangedError
from knowledge.models import HostingTurn, Meeting, Participation

from .meetings import hold_round


@transaction.atomic
def order_turns(round, *, turns, base=None, by):
    """Set the hosting turns of a round, and return them.

    ``turns`` are (participation, meeting or nothing) pairs in their order; who is not
    among them has no turn. ``base`` is the ``mark_of`` the turns that the writer began
    from. Raise TurnsChangedError if somebody has set them since, NotInRoundError for a
    museum or meeting from elsewhere, and RoundEndedError after the round.
    """
    round = hold_round(round)
    before = list(_turns(round))
    wanted = [(seat.pk, meeting.pk if meeting else None) for seat, meeting in turns]
    if [(turn.participation_id, turn.meeting_id) for turn in before] == wanted:
        return before
    if base is not None and base != mark_of(before):
        raise TurnsChangedError
    seats = Participation.objects.current().filter(round=round)
    meetings = {meeting.pk for _seat, meeting in turns if meeting}
    if seats.filter(pk__in=[pk for pk, _m in wanted]).count() != len(wanted) or (
        Meeting.objects.filter(round=round, pk__in=meetings).count() != len(meetings)
    ):
        raise NotInRoundError
    _turns(round).delete()
    made = HostingTurn.objects.bulk_create(
        HostingTurn(participation=seat, position=position, meeting=meeting)
        for position, (seat, meeting) in enumerate(turns, start=1)
    )
    log("hosting.order", round, by=by, round_id=round.pk, turns=len(made))
    return made


@transaction.atomic
def move_turn(turn, *, position, to, by):
    """Move a turn up or down to the place ``to``, if it is still at ``position``.

    Places are counted from one; a second click on the same button does nothing. Raise
    RoundEndedError after the round.
    """
    round = hold_round(turn.participation.round)
    turns = list(_turns(round).select_related("participation"))
    places = [each.pk for each in turns]
    if turn.pk not in places or places.index(turn.pk) + 1 != position:
        return
    moved = turns.pop(position - 1)
    turns.insert(max(0, to - 1), moved)
    for place, each in enumerate(turns, start=1):
        each.position = place
    HostingTurn.objects.bulk_update(turns, ["position"])
    log("hosting.order", round, by=by, round_id=round.pk, turns=len(turns))


def mark_of(turns):
    """Return a short mark that differs when turns do."""
    order = "".join(f"{turn.participation_id}{turn.meeting_id}" for turn in turns)
    return hashlib.sha256(order.encode()).hexdigest()[:16]


def _turns(round):
    return HostingTurn.objects.filter(participation__round=round)
