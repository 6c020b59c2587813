"""Why there is no allocation: which museums make it so, as few as possible."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Impossible:
    """A reason by its ``kind``, with the museums that it names, by id.

    - few: there are ``possible`` museums to spar with, and each should spar ``wanted``
    - pin: ``museums`` (giver, receiver) are pinned, and may never spar
    - pins-given, pins-got: one museum gives, or gets, ``possible`` by pins, more than ``wanted``
    - givers: besides pins ``museums`` should give ``wanted`` in all, and can ``possible``
    - receivers: besides pins ``museums`` should get ``wanted`` in all, and can ``possible``
    """

    kind: str
    museums: tuple = ()
    wanted: int = 0
    possible: int = 0


class ImpossibleError(Exception):
    """No allocation keeps the hard rules; ``reason`` is an ``Impossible``."""

    def __init__(self, reason):
        super().__init__(reason.kind)
        self.reason = reason


def check_plainly(case):
    """Raise ImpossibleError for what needs no search: too few museums, pins that clash."""
    others = max(len(case.seats) - 1, 0)
    if case.k > others:
        raise ImpossibleError(Impossible("few", wanted=case.k, possible=others))
    pins = case.pinned_pairs()
    for pair in pins:
        if not case.allows(*pair):
            raise ImpossibleError(Impossible("pin", pair))
    for place, kind in enumerate(["pins-given", "pins-got"]):
        for id in case.ids:
            count = sum(1 for pair in pins if pair[place] == id)
            if count > case.k:
                raise ImpossibleError(Impossible(kind, (id,), case.k, count))


def shortage(pairs, gives, gets, stuck):
    """Return why a flow over ``pairs`` falls short, given the NoMorePathsError it ended in.

    A set of givers can give, for each receiver, at most the lesser of what it gets and how
    many of them may spar it (Hall's condition for these numbers), and the same holds for
    a set of receivers. What a search got stuck at breaks the condition on both sides of the
    cut. Each set is thinned until every museum in it matters, and the smaller is told.
    """
    turned = [(receiver, giver) for giver, receiver in pairs]
    sides = [
        _thin("givers", pairs, gives, gets, set(stuck.givers)),
        _thin("receivers", turned, gets, gives, set(gets) - stuck.receivers),
    ]
    return min(sides, key=lambda side: len(side.museums))


def _thin(kind, pairs, gives, gets, chosen):
    for id in sorted(chosen):
        fewer = chosen - {id}
        if _possible(pairs, gets, fewer) < sum(gives[each] for each in fewer):
            chosen = fewer
    wanted = sum(gives[id] for id in chosen)
    return Impossible(kind, tuple(sorted(chosen)), wanted, _possible(pairs, gets, chosen))


def _possible(pairs, gets, chosen):
    """Return how many the chosen can give in all at the most."""
    reach = dict.fromkeys(gets, 0)
    for giver, receiver in pairs:
        if giver in chosen:
            reach[receiver] += 1
    return sum(min(count, gets[receiver]) for receiver, count in reach.items())
