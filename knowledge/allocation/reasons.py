"""Why two museums were put together, as codes that a page puts into words.

- pinned: the coordinator chose the pair
- kept: the pair held before
- needs: ``themes`` that the receiver needs and the giver offers, by key
- regions, sizes: those of ``giver`` and ``receiver``, which differ
- repeat: they have sparred in ``rounds`` earlier rounds; first: in none
"""

from .objective import differs


def reasons_for(case, seats, pair):
    """Return the reasons for a pair of a case, the weightiest first; ``seats`` are by id."""
    giver, receiver = (seats[id] for id in pair)
    found = []
    if pair in case.pins:
        found.append({"code": "pinned"})
    if pair in case.present:
        found.append({"code": "kept"})
    if themes := sorted(receiver.needs & giver.offers):
        found.append({"code": "needs", "themes": themes})
    for code, name in (("regions", "region"), ("sizes", "size")):
        one, other = getattr(giver, name), getattr(receiver, name)
        if differs(one, other):
            found.append({"code": code, "giver": one, "receiver": other})
    rounds = case.repeats.get(frozenset(pair), 0)
    found.append({"code": "repeat", "rounds": rounds} if rounds else {"code": "first"})
    return found
