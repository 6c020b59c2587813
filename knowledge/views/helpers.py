"""Who run a round: its coordinators name facilitators and end their duty."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.models import Invitation
from cms.limits import is_over_limit
from knowledge.forms import FacilitatorForm
from knowledge.models import Round, RoundRole
from knowledge.services.duties import end_facilitating, invite_facilitator

from .access import posted
from .invitations import LIMIT


def helper_list(request, pk):
    """Show who run a round that one coordinates, and invite a facilitator to it."""
    rounds = Round.objects.visible_to(request.user).coordinated_by(request.user)
    round = get_object_or_404(rounds, pk=pk)
    duties = list(
        RoundRole.objects.listed_to(request.user)
        .filter(round=round)
        .select_related("user")
        .order_by("role", "user__last_name", "user__first_name")
    )
    if request.method == "POST" and round.has_ended:
        raise PermissionDenied
    form = FacilitatorForm(posted(request), duties=duties, initial={"language": "fi"})
    if form.is_valid() and is_over_limit("invitation", str(request.user.pk), **LIMIT):
        form.add_error(None, _("You have invited many people in a short time. Try again later."))
    elif form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("email", "name", "language")}
        invite_facilitator(round, by=request.user, **values)
        messages.success(request, _("The invitation is on its way."))
        return redirect("knowledge:helper_list", round.pk)
    context = {
        "round": round,
        "duties": duties,
        "waiting": Invitation.objects.open().filter(round_id=round.pk).order_by("created_at"),
        "form": form,
    }
    return render(request, "knowledge/helper_list.html", context)


def helper_end(request, pk):
    """End a facilitator's duty by POST; looking asks first."""
    duty = get_object_or_404(
        RoundRole.objects.endable_by(request.user).select_related("round", "user"), pk=pk
    )
    if request.method == "POST":
        end_facilitating(duty, by=request.user)
        messages.success(request, _("The duty has ended."))
        return redirect("knowledge:helper_list", duty.round_id)
    context = {"duty": duty, "round": duty.round}
    return render(request, "knowledge/helper_end.html", context)
