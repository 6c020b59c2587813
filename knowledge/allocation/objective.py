"""What makes one allocation better than another.

The hard rules come first: nobody spars themselves, a declared conflict or a ban is never
broken, a pin always holds. Among what they leave, the first of these that differs decides,
summed over all pairs:

1. changes: pairs that do not hold at present, when there is a present allocation;
2. repeats: in how many earlier rounds the two museums have sparred, either way round;
3. fits: pairs whose giver offers at least one theme that the receiver needs, the most;
4. themes: such themes in all, the most;
5. mix: a point for another region and a point for another size, the most;
6. a number drawn from the seed and the pair.

All are sums over pairs, so what is best can be found exactly in a short time. A wish that
looks at two pairs at once, such as that two museums should not spar each other both ways,
is no such sum, and is left out.
"""

import hashlib

DRAWN_BITS = 48


def value(case, seats, pair):
    """Return what one pair adds to each of the levels 1–5; less is better.

    ``seats`` are the museums by id. Levels of which more is better are negative.
    """
    giver, receiver = (seats[id] for id in pair)
    themes = len(receiver.needs & giver.offers)
    return (
        int(bool(case.present) and pair not in case.present),
        case.repeats.get(frozenset(pair), 0),
        -int(themes > 0),
        -themes,
        -differs(giver.region, receiver.region) - differs(giver.size, receiver.size),
    )


def total(case, pairs):
    """Return the sums of levels 1–5 over pairs: (changes, repeats, −fits, −themes, −mix)."""
    seats = {seat.id: seat for seat in case.seats}
    return tuple(
        sum(column) for column in zip(*(value(case, seats, pair) for pair in pairs), strict=True)
    )


def costs(case, pairs):
    """Return a whole number for each pair, whose sums order allocations as the levels do.

    All allocations of a case have the same number of pairs, n × k. Each level is shifted to
    begin from nought, and weighs more than the most that all the later ones can come to.
    """
    seats = {seat.id: seat for seat in case.seats}
    rows = {pair: (*value(case, seats, pair), drawn(case.seed, pair)) for pair in pairs}
    columns = list(zip(*rows.values(), strict=True))
    least, most = [min(column) for column in columns], [max(column) for column in columns]
    weights, weight = [], 1
    for low, high in zip(reversed(least), reversed(most), strict=True):
        weights.append(weight)
        weight *= (high - low) * len(case.seats) * case.k + 1
    weights.reverse()
    return {
        pair: sum(w * (part - low) for w, part, low in zip(weights, row, least, strict=True))
        for pair, row in rows.items()
    }


def drawn(seed, pair):
    """Return a number that depends on the seed and the pair alone, on any machine.

    With numbers this large two allocations that are equal in all else never come to the
    same sum in practice, so that the best one is one.
    """
    digest = hashlib.sha256("\0".join((str(seed), *pair)).encode()).digest()
    return int.from_bytes(digest[: DRAWN_BITS // 8], "big")


def differs(one, other):
    """Return 1 if both are known and not the same, else 0."""
    return int(bool(one and other) and one != other)
