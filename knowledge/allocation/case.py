"""What an allocation is made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Seat:
    """A museum in the round.

    ``id`` is any text that stays the same. An empty ``region`` or ``size`` is unknown, and
    differs from nothing. ``needs`` and ``offers`` are themes by key.
    """

    id: str
    region: str = ""
    size: str = ""
    needs: frozenset = frozenset()
    offers: frozenset = frozenset()


@dataclass(frozen=True)
class Case:
    """Museums, how many each spars (``k``), and what holds between them.

    Museums are named by id; one that is not among ``seats`` is passed over.

    - conflicts: frozensets of two museums that never spar each other, in either direction
    - repeats: for such a set, in how many earlier rounds the two have sparred
    - pins, bans: pairs (giver, receiver) that must be, and that must not be
    - present: pairs that hold now; of them as many as possible are kept
    - seed: any whole number; it settles what is otherwise equal
    """

    seats: tuple
    k: int
    seed: int = 0
    conflicts: frozenset = frozenset()
    repeats: Mapping = field(default_factory=dict)
    pins: frozenset = frozenset()
    bans: frozenset = frozenset()
    present: frozenset = frozenset()

    @property
    def ids(self):
        """Return the ids of the museums in an order that does not depend on how they came."""
        return sorted(seat.id for seat in self.seats)

    def allows(self, giver, receiver):
        """Whether a pair breaks no hard rule: itself, a declared conflict, a ban."""
        return (
            giver != receiver
            and frozenset((giver, receiver)) not in self.conflicts
            and (giver, receiver) not in self.bans
        )

    def allowed_pairs(self):
        """Return every pair that breaks no hard rule, in order."""
        ids = self.ids
        return [(one, other) for one in ids for other in ids if self.allows(one, other)]

    def pinned_pairs(self):
        """Return the pins between museums that are here, in order."""
        ids = set(self.ids)
        return sorted(pair for pair in self.pins if set(pair) <= ids)
