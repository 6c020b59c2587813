"""Pairs of sparring partners as pages show them: from what a person may see only."""

from dataclasses import dataclass, field

from knowledge.models import (
    AllocatedPair,
    Heading,
    PairRule,
    Participation,
    Round,
    SparringConflict,
)
from knowledge.models.standing import standing_of
from knowledge.reasons import reasons_in_words
from knowledge.themes import themes_of


@dataclass
class Row:
    """A pair with its reasons in words; ``is_kept`` tells whether it holds already."""

    pair: AllocatedPair
    words: list
    is_kept: bool = False


@dataclass
class Partners:
    """Whom one museum spars, and who spars it: lists of ``Row``."""

    seat: Participation
    spars: list = field(default_factory=list)
    sparred_by: list = field(default_factory=list)


def partners_in(round, user, seats):
    """Return ``Partners`` for each of a person's own museums in a round, without reasons.

    ``seats`` are participations, of which the person's own count.
    """
    own = standing_of(user).seats
    seats = [seat for seat in seats if seat.pk in own]
    pairs = _pairs(user).in_force().filter(allocation__round=round) if seats else []
    return _sort(seats, [Row(pair, []) for pair in pairs])


def partners_with_reasons(round, user):
    """Return the same with the reasons in words."""
    seats = _own_seats(round, user)
    pairs = list(_pairs(user).in_force().filter(allocation__round=round))
    return _sort(seats, rows_of(pairs))


def _own_seats(round, user):
    return list(Participation.objects.of(user).filter(round=round).select_related("museum"))


def _sort(seats, rows):
    found = {seat.pk: Partners(seat) for seat in seats}
    for row in rows:
        if row.pair.giver_id in found:
            found[row.pair.giver_id].spars.append(row)
        if row.pair.receiver_id in found:
            found[row.pair.receiver_id].sparred_by.append(row)
    return list(found.values())


def _pairs(user):
    pairs = AllocatedPair.objects.visible_to(user)
    pairs = pairs.select_related("giver__museum", "receiver__museum")
    return pairs.order_by("giver__museum__name", "receiver__museum__name")


def pairs_of(allocation, user):
    """Return an allocation's pairs by the museums' names, for one who may see it whole."""
    return list(_pairs(user).filter(allocation=allocation)) if allocation else []


def rows_of(pairs, before=frozenset()):
    """Return a ``Row`` for each pair; ``before`` are (giver, receiver) ids that hold already."""
    seats = {seat.pk: seat for pair in pairs for seat in (pair.giver, pair.receiver)}
    themes = themes_of(list(seats.values()))
    headings = {heading.key: heading.name for heading in Heading.objects.all()}
    return [
        Row(
            pair,
            reasons_in_words(pair, headings=headings, themes=themes),
            (pair.giver_id, pair.receiver_id) in before,
        )
        for pair in pairs
    ]


def ids_of(pairs):
    """Return pairs as (giver, receiver) ids."""
    return {(pair.giver_id, pair.receiver_id) for pair in pairs}


def barred_to(round, user):
    """Return the pairs that rules and declared conflicts known to a coordinator forbid."""
    bans = PairRule.objects.visible_to(user).open().filter(round=round, kind=PairRule.Kind.BAN)
    apart = SparringConflict.objects.visible_to(user).open().filter(declarer__round=round)
    both = list(apart.values_list("declarer_id", "other_id"))
    turned = {(other, one) for one, other in both}
    return set(bans.values_list("giver_id", "receiver_id")) | set(both) | turned


def matrix_of(rows, barred):
    """Return (seat, marks) for each museum in the rows, by name.

    Marks are ``kept``, ``new``, ``never``, ``self`` or "" for each museum in the same order.
    """
    seats = {row.pair.giver_id: row.pair.giver for row in rows}
    marks = dict.fromkeys(barred, "never")
    for row in rows:
        marks[row.pair.giver_id, row.pair.receiver_id] = "kept" if row.is_kept else "new"
    marks |= {(seat, seat): "self" for seat in seats}
    return [
        (seat, [marks.get((giver, receiver), "") for receiver in seats])
        for giver, seat in seats.items()
    ]


def coordinates(round, user):
    """Whether a person makes the allocation of a round."""
    return Round.objects.visible_to(user).coordinated_by(user).filter(pk=round.pk).exists()
