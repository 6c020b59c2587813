"""A coordinator proposes who spars whom, rules pairs, and confirms."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from knowledge import services
from knowledge.allocation import ImpossibleError
from knowledge.exceptions import (
    AllocationOutdatedError,
    NotInRoundError,
    RoundEndedError,
    RuleExistsError,
    TooManyRulesError,
)
from knowledge.forms import AllocationForm, PairRuleForm
from knowledge.models import Allocation, PairRule, Round, SparringConflict
from knowledge.pairs import barred_to, ids_of, matrix_of, pairs_of, rows_of
from knowledge.reasons import impossibility_in_words

from .access import posted, seats_of


def allocation_update(request, pk):
    """Show the proposal and what is in force, with reasons; propose anew when posted."""
    round = get_coordinated(request.user, pk)
    found = Allocation.objects.visible_to(request.user).filter(round=round)
    current, latest = found.in_force().first(), found.first()
    draft = latest if latest and latest.confirmed_at is None else None
    form = AllocationForm(
        posted(request),
        has_present=current is not None,
        initial={
            "k": latest.k if latest else 2,
            "seed": latest.seed if latest else 1,
            "keeps": True,
        },
    )
    seats = seats_of(round, request.user)
    if request.method == "POST" and form.is_valid() and _propose(request, round, form, seats):
        return redirect("knowledge:allocation_update", pk=round.pk)
    context = {"round": round, "form": form, "seats": seats, "draft": draft, "current": current}
    context |= _shown(round, request.user, seats, draft, current)
    return render(request, "knowledge/allocation_update.html", context)


def _propose(request, round, form, seats):
    """Make a draft and return it, or say on the form why there is none."""
    data = form.cleaned_data
    try:
        return services.propose_allocation(
            round,
            k=data["k"],
            seed=data["seed"],
            keeps=data.get("keeps", True),
            token=data["token"],
            by=request.user,
        )
    except ImpossibleError as error:
        names = {str(seat.pk): seat.museum.name for seat in seats}
        words = impossibility_in_words(error.reason, names)
        form.add_error("k" if error.reason.kind == "few" else None, words)
        return None


def _shown(round, user, seats, draft, current):
    """Return the pairs, their matrix and differences, and what holds between museums."""
    pairs, held = pairs_of(draft, user), pairs_of(current, user)
    before = ids_of(held)
    rows = rows_of(pairs or held, before)
    ended = [pair for pair in held if ids_of([pair]) - ids_of(pairs)] if draft else []
    barred = barred_to(round, user)
    here, placed = {seat.pk for seat in seats}, {pair.giver_id for pair in held}
    return {
        "rows": rows,
        "ended": ended,
        "matrix": matrix_of(rows, barred),
        "counts": _counts(rows, ended),
        "joined": [seat for seat in seats if seat.pk not in placed] if current else [],
        "left": {pair.giver.museum for pair in held if pair.giver_id not in here},
        "broken": [pair for pair in held if ids_of([pair]) & barred],
        "rules": _with_museums(
            PairRule.objects.visible_to(user).open(), "giver", "receiver"
        ).filter(round=round),
        "conflicts": _with_museums(
            SparringConflict.objects.visible_to(user).open(), "declarer", "other"
        ).filter(declarer__round=round),
    }


def _counts(rows, ended):
    """Return how many pairs stay, come and end, have a need met, and are repeats."""
    codes = [{reason["code"] for reason in row.pair.reasons} for row in rows]
    kept = sum(row.is_kept for row in rows)
    return {
        "all": len(rows),
        "kept": kept,
        "new": len(rows) - kept,
        "ended": len(ended),
        "needs": sum("needs" in each for each in codes),
        "repeats": sum("repeat" in each for each in codes),
    }


def _with_museums(rows, *names):
    return rows.select_related(*(f"{name}__museum" for name in names))


def allocation_confirm(request, pk):
    """Put a proposal in force; there is nothing to see here."""
    if request.method != "POST":
        raise Http404
    allocations = Allocation.objects.visible_to(request.user).select_related("round")
    allocation = get_object_or_404(allocations, pk=pk)
    try:
        services.confirm_allocation(allocation, by=request.user)
    except AllocationOutdatedError:
        messages.error(
            request,
            _("Museums, rules or pairs have changed since this was proposed. Propose anew."),
        )
    else:
        messages.success(request, _("The pairs are in force. Each museum sees its own."))
    return redirect("knowledge:allocation_update", pk=allocation.round_id)


def pair_rule_create(request, pk):
    """Rule that a pair is always made, or never."""
    round = get_coordinated(request.user, pk)
    if round.has_ended:
        raise RoundEndedError
    form = PairRuleForm(posted(request), seats=seats_of(round, request.user))
    if request.method == "POST" and form.is_valid():
        try:
            services.rule_pair(round, by=request.user, **form.cleaned_data)
        except RuleExistsError:
            form.add_error("kind", _("The pair has the opposite rule. Lift that first."))
        except NotInRoundError:
            form.add_error("giver", _("A museum has left the round. Choose again."))
        except TooManyRulesError:
            form.add_error(None, _("There are too many rules. Lift some first."))
        else:
            messages.success(request, _("The rule holds in the next proposal."))
            return redirect("knowledge:allocation_update", pk=round.pk)
    return render(request, "knowledge/pair_rule_create.html", {"round": round, "form": form})


def pair_rule_end(request, pk):
    """Lift a rule; there is nothing to see here."""
    if request.method != "POST":
        raise Http404
    rules = PairRule.objects.visible_to(request.user).select_related("round")
    rule = get_object_or_404(rules, pk=pk)
    services.unrule_pair(rule, by=request.user)
    messages.success(request, _("The rule is lifted."))
    return redirect("knowledge:allocation_update", pk=rule.round_id)


def get_coordinated(user, pk):
    """Return a round that a person coordinates; Http404 for any other."""
    return get_object_or_404(Round.objects.visible_to(user).coordinated_by(user), pk=pk)
