"""The hosting turns of a round as a list and as a ring."""

import math
from dataclasses import dataclass

from knowledge.models import HostingTurn

CENTRE, RADIUS = 180, 136
SIZE, SIZE_OF_NEXT = 52, 68


@dataclass(frozen=True)
class Turn:
    """A hosting turn; ``state`` is held, cancelled, next or coming; x, y, size of its whorl."""

    turn: HostingTurn
    state: str
    x: float
    y: float
    size: int

    @property
    def left(self):
        """Return where the whorl begins."""
        return f"{self.x - self.size / 2:.1f}"

    @property
    def top(self):
        """Return where the whorl begins."""
        return f"{self.y - self.size / 2:.1f}"


@dataclass(frozen=True)
class Rota:
    """The turns, the number of the next one or nothing, and the arc of what has been."""

    turns: list
    number: int | None
    arc: str

    @property
    def halo(self):
        """Return the next turn, which has a halo, or nothing."""
        return self.turns[self.number - 1] if self.number else None


def rota_of(round, user):
    """Return the turns of a round that a person sees, or nothing if there are none."""
    turns = list(
        HostingTurn.objects.visible_to(user)
        .filter(participation__round=round)
        .select_related("participation__museum", "meeting")
    )
    if not turns:
        return None
    number = _next_number(turns)
    placed = [
        Turn(
            turn, _state(turn, place, number), *_point(place - 1, len(turns)), _size(place, number)
        )
        for place, turn in enumerate(turns, start=1)
    ]
    return Rota(placed, number, _arc((number or len(turns) + 1) - 1, len(turns)))


def _next_number(turns):
    """Return the place of the earliest meeting to come, or of the first turn with none yet."""
    to_come = [
        (turn.meeting.starts_at, place)
        for place, turn in enumerate(turns, start=1)
        if turn.meeting and not turn.meeting.is_held and not turn.meeting.is_cancelled
    ]
    without = [place for place, turn in enumerate(turns, start=1) if turn.meeting is None]
    return min(to_come)[1] if to_come else without[0] if without else None


def _state(turn, place, number):
    if turn.meeting and turn.meeting.is_held:
        return "held"
    if turn.meeting and turn.meeting.is_cancelled:
        return "cancelled"
    return "next" if place == number else "coming"


def _size(place, number):
    return SIZE_OF_NEXT if place == number else SIZE


def _point(index, count):
    angle = 2 * math.pi * index / count
    return (
        round(CENTRE + RADIUS * math.sin(angle), 1),
        round(CENTRE - RADIUS * math.cos(angle), 1),
    )


def _arc(index, count):
    """Return the path from the top to a place, or "" for none; a whole turn stops just short."""
    if index == 0:
        return ""
    x, y = _point(min(index, count - 0.01), count)
    wide = int(2 * index > count)
    return f"M{CENTRE} {CENTRE - RADIUS}A{RADIUS} {RADIUS} 0 {wide} 1 {x} {y}"
