"""A museum's sparring partners, and what it asks to avoid."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from knowledge import services
from knowledge.exceptions import NotInRoundError, RoundEndedError, TooManyRulesError
from knowledge.forms import SparringConflictForm
from knowledge.models import Participation, Plan, Round, SparringConflict
from knowledge.pairs import coordinates, partners_with_reasons

from .access import posted, seats_of


def allocation(request, pk):
    """Show whom one's own museum spars and who spars it; a coordinator without one all pairs."""
    round = get_object_or_404(Round.objects.visible_to(request.user), pk=pk)
    partners = partners_with_reasons(round, request.user)
    is_coordinator = coordinates(round, request.user)
    if not partners:
        if is_coordinator:
            return redirect("knowledge:allocation_update", pk=round.pk)
        raise Http404
    conflicts = SparringConflict.objects.editable_by(request.user).filter(declarer__round=round)
    plans = Plan.objects.editable_by(request.user).filter(participation__round=round)
    context = {
        "round": round,
        "partners": partners,
        "is_coordinator": is_coordinator,
        "conflicts": conflicts.select_related("declarer__museum", "other__museum"),
        "plan": plans.first(),
    }
    return render(request, "knowledge/allocation.html", context)


def sparring_conflict_create(request, pk):
    """Declare, in confidence, that one's own museum and another should not spar."""
    round = get_object_or_404(Round.objects.visible_to(request.user), pk=pk)
    seat = _own_seat(request, round)
    if round.has_ended:
        raise RoundEndedError
    peers = seats_of(round, request.user).exclude(pk=seat.pk)
    form = SparringConflictForm(posted(request), peers=peers)
    if request.method == "POST" and form.is_valid():
        try:
            services.declare_conflict(seat, by=request.user, **form.cleaned_data)
        except NotInRoundError:
            form.add_error("other", _("A museum has left the round. Choose again."))
        except TooManyRulesError:
            form.add_error(None, _("Your museum has named as many as it may. Withdraw one first."))
        else:
            messages.success(request, _("Thank you. Only your own museum and coordinators see it."))
            return redirect("knowledge:allocation", pk=round.pk)
    context = {"round": round, "seat": seat, "form": form}
    return render(request, "knowledge/sparring_conflict_create.html", context)


def _own_seat(request, round):
    """Return the museum that speaks: ``?museum=`` if the person has several in the round."""
    seats = Participation.objects.of(request.user).filter(round=round).select_related("museum")
    wanted = request.GET.get("museum")
    found = [seat for seat in seats if wanted in (None, str(seat.pk))]
    if not found:
        raise Http404
    return found[0]


def sparring_conflict_end(request, pk):
    """Withdraw what one's own museum declared; there is nothing to see here."""
    if request.method != "POST":
        raise Http404
    conflicts = SparringConflict.objects.visible_to(request.user)
    conflict = get_object_or_404(conflicts.select_related("declarer__round"), pk=pk)
    if not Participation.objects.of(request.user).contains(conflict.declarer):
        raise PermissionDenied
    services.withdraw_conflict(conflict, by=request.user)
    messages.success(request, _("It is withdrawn."))
    return redirect("knowledge:allocation", pk=conflict.declarer.round_id)
