"""A coordinator proposes who spars whom, and confirms it. Nothing here opens a plan."""

from django.db import transaction
from django.utils import timezone

from accounts.services import log
from knowledge.allocation import allocate, reasons_for
from knowledge.exceptions import (
    AllocationOutdatedError,
    NotInRoundError,
    RoundEndedError,
    RuleExistsError,
    TooManyRulesError,
)
from knowledge.models import (
    AllocatedPair,
    Allocation,
    PairRule,
    Participation,
    Round,
    SparringConflict,
)

from .pairing import case_of, rules_of, seats_of
from .telling import tell_of_allocation

MOST_RULES, MOST_CONFLICTS = 200, 10


@transaction.atomic
def propose_allocation(round, *, k, seed, keeps=True, token=None, by):
    """Make a draft in which each museum spars ``k`` others and is sparred by as many.

    If ``keeps``, as many as possible of the pairs in force stay. The same ``token`` again
    returns what it made. Raise RoundEndedError after the round, and ``ImpossibleError`` of
    ``knowledge.allocation``, with its reason, if the rules leave no allocation.
    """
    round = _lock(round)
    earlier = round.allocations.filter(request_token=token).first() if token else None
    if earlier is not None:
        return earlier
    follows = round.allocations.in_force().first()
    present = follows.pairs.values_list("giver_id", "receiver_id") if follows and keeps else ()
    case = case_of(round, k=k, seed=seed, present=present)
    pairs = allocate(case)
    latest = round.allocations.first()
    allocation = round.allocations.create(
        number=latest.number + 1 if latest else 1,
        k=k,
        seed=seed,
        follows=follows,
        is_keeping=keeps,
        request_token=token,
        created_by=by,
    )
    _keep(allocation, case, pairs)
    log("allocation.propose", allocation, by=by, round_id=round.pk, k=k, pairs=len(pairs))
    return allocation


def _keep(allocation, case, pairs):
    """Store the pairs with their reasons."""
    seats = {seat.id: seat for seat in case.seats}
    AllocatedPair.objects.bulk_create(
        AllocatedPair(
            allocation=allocation,
            giver_id=pair[0],
            receiver_id=pair[1],
            is_pinned=pair in case.pins,
            reasons=reasons_for(case, seats, pair),
        )
        for pair in pairs
    )


@transaction.atomic
def confirm_allocation(allocation, *, by):
    """Put a draft in force, in place of the one before; confirmed twice it is so once.

    No plan becomes wider by this. Raise AllocationOutdatedError if anything the draft
    rests on has changed, or a newer draft was made, and RoundEndedError after the round.
    """
    round = _lock(allocation.round)
    allocation = Allocation.objects.select_for_update(of=("self",)).get(pk=allocation.pk)
    if allocation.confirmed_at is not None:
        return allocation
    current = round.allocations.in_force().first()
    if current != allocation.follows or allocation != round.allocations.first():
        raise AllocationOutdatedError
    if not is_up_to_date(allocation):
        raise AllocationOutdatedError
    now = timezone.now()
    round.allocations.in_force().update(ended_at=now)
    allocation.confirmed_at, allocation.confirmed_by = now, by
    allocation.save(update_fields=["confirmed_at", "confirmed_by"])
    log("allocation.confirm", allocation, by=by, round_id=round.pk, number=allocation.number)
    tell_of_allocation(allocation, by=by)
    return allocation


def is_up_to_date(allocation):
    """Whether an allocation has exactly the museums of its round now, and breaks no rule."""
    pairs = {
        (str(giver), str(receiver))
        for giver, receiver in allocation.pairs.values_list("giver_id", "receiver_id")
    }
    seats = {str(seat.pk) for seat in seats_of(allocation.round)}
    rules = rules_of(allocation.round)
    pins = {pair for pair in rules["pins"] if seats.issuperset(pair)}
    return (
        {giver for giver, _receiver in pairs} == seats
        and pins <= pairs
        and not rules["bans"] & pairs
        and not rules["conflicts"] & {frozenset(pair) for pair in pairs}
    )


@transaction.atomic
def rule_pair(round, *, kind, giver, receiver, reason, by):
    """Pin a pair or ban it in what is proposed from now on, and return the rule.

    The same rule again is there once. Raise RuleExistsError for the opposite one,
    NotInRoundError for a museum from elsewhere, TooManyRulesError, and RoundEndedError.
    """
    round = _lock(round)
    _check_pair(round, giver, receiver)
    rules = PairRule.objects.open().filter(round=round)
    earlier = rules.filter(giver=giver, receiver=receiver).first()
    if earlier is not None:
        if earlier.kind == kind:
            return earlier
        raise RuleExistsError
    if rules.count() >= MOST_RULES:
        raise TooManyRulesError
    rule = PairRule.objects.create(
        round=round, kind=kind, giver=giver, receiver=receiver, reason=reason, created_by=by
    )
    log("pair-rule.start", rule, by=by, round_id=round.pk, kind=kind)
    return rule


@transaction.atomic
def unrule_pair(rule, *, by):
    """Lift a pin or a ban. Raise RoundEndedError after the round."""
    _lock(rule.round)
    if PairRule.objects.open().filter(pk=rule.pk).update(ended_at=timezone.now()):
        log("pair-rule.end", rule, by=by, round_id=rule.round_id, kind=rule.kind)


@transaction.atomic
def declare_conflict(declarer, *, other, reason, by):
    """Keep a museum's word that it and another should not spar, and return it.

    ``declarer`` and ``other`` are participations. Declared again it is there once. Raise
    NotInRoundError for a museum from elsewhere, TooManyRulesError, and RoundEndedError.
    """
    round = _lock(declarer.round)
    _check_pair(round, declarer, other)
    own = SparringConflict.objects.open().filter(declarer=declarer)
    earlier = own.filter(other=other).first()
    if earlier is not None:
        return earlier
    if own.count() >= MOST_CONFLICTS:
        raise TooManyRulesError
    conflict = SparringConflict.objects.create(
        declarer=declarer, other=other, reason=reason, declared_by=by
    )
    _log_conflict("sparring-conflict.declare", conflict, by=by)
    return conflict


@transaction.atomic
def withdraw_conflict(conflict, *, by):
    """Take a museum's word back. Raise RoundEndedError after the round."""
    _lock(conflict.declarer.round)
    still = SparringConflict.objects.open().filter(pk=conflict.pk)
    if still.update(withdrawn_at=timezone.now()):
        _log_conflict("sparring-conflict.withdraw", conflict, by=by)


def _log_conflict(action, conflict, *, by):
    """Write down what a museum said of conflicts, and not about whom."""
    seat = conflict.declarer
    log(action, conflict, by=by, round_id=seat.round_id, museum_id=seat.museum_id)


def _lock(round):
    """Return the round as it is now, held until the transaction ends; it goes on."""
    round = Round.objects.select_for_update(of=("self",)).get(pk=round.pk)
    if round.has_ended:
        raise RoundEndedError
    return round


def _check_pair(round, one, other):
    here = Participation.objects.current().filter(round=round, pk__in=[one.pk, other.pk])
    if here.count() != 2:
        raise NotInRoundError
