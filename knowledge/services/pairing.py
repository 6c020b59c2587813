"""What an allocation of a round is made from, gathered from the database."""

from collections import Counter

from knowledge.allocation import Case, Seat
from knowledge.models import Advice, AllocatedPair, PairRule, Participation, SparringConflict
from knowledge.themes import themes_of


def case_of(round, *, k, seed, present=()):
    """Return the case of a round now, with ids of participations as text."""
    seats = seats_of(round)
    themes = themes_of(seats)
    return Case(
        seats=tuple(
            Seat(
                str(seat.pk),
                region=seat.museum.region,
                size=seat.museum.size,
                needs=themes[seat.pk][0],
                offers=themes[seat.pk][1],
            )
            for seat in seats
        ),
        k=k,
        seed=seed,
        repeats=_repeats(round, seats),
        present=frozenset((str(giver), str(receiver)) for giver, receiver in present),
        **rules_of(round),
    )


def seats_of(round):
    """Return the participations that take part in a round now, with their museums."""
    seats = Participation.objects.current().filter(round=round)
    return list(seats.select_related("museum").order_by("pk"))


def rules_of(round):
    """Return the conflicts, pins and bans of a round, as a case has them."""
    conflicts = SparringConflict.objects.open().filter(declarer__round=round)
    rules = {PairRule.Kind.PIN: set(), PairRule.Kind.BAN: set()}
    for kind, *pair in (
        PairRule.objects.open().filter(round=round).values_list("kind", "giver_id", "receiver_id")
    ):
        rules[kind].add(tuple(map(str, pair)))
    return {
        "conflicts": frozenset(
            frozenset(map(str, pair)) for pair in conflicts.values_list("declarer_id", "other_id")
        ),
        "pins": frozenset(rules[PairRule.Kind.PIN]),
        "bans": frozenset(rules[PairRule.Kind.BAN]),
    }


def _repeats(round, seats):
    """Return in how many other rounds two museums have sparred, by their seats here.

    They have if an allocation in force put them together, or one gave the other advice.
    """
    here = {seat.museum_id: str(seat.pk) for seat in seats}
    rounds = set()
    pairs = AllocatedPair.objects.in_force().exclude(allocation__round=round)
    advice = Advice.objects.filter(given_at__isnull=False).exclude(giver__round=round)
    met = [
        *pairs.filter(giver__museum__in=here, receiver__museum__in=here).values_list(
            "allocation__round", "giver__museum", "receiver__museum"
        ),
        *advice.filter(giver__museum__in=here, plan__participation__museum__in=here).values_list(
            "giver__round", "giver__museum", "plan__participation__museum"
        ),
    ]
    for elsewhere, one, other in met:
        rounds.add((elsewhere, frozenset((here[one], here[other]))))
    return Counter(pair for _round, pair in rounds)
