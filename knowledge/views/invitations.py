"""Asking a colleague in."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.services import invite
from cms.limits import is_over_limit
from knowledge.forms import InvitationForm
from knowledge.models import Participation

from .access import posted

LIMIT = {"most": 30, "seconds": 3600}
ONCE = {"most": 1, "seconds": 60}


def museum_invite(request, pk):
    """Invite a person to one's own museum or, coordinating the round, to any in it."""
    seat = get_object_or_404(
        Participation.objects.visible_to(request.user).select_related("museum", "round"), pk=pk
    )
    if not Participation.objects.staffed_by(request.user).contains(seat):
        raise PermissionDenied
    form = InvitationForm(
        posted(request),
        museum=seat.museum,
        may_name_contacts=seat.has_contacts_named_by(request.user),
        initial={"language": seat.language, "role": "member"},
    )
    if form.is_valid() and is_over_limit("invitation", str(request.user.pk), **LIMIT):
        form.add_error(None, _("You have invited many people in a short time. Try again later."))
    elif form.is_valid():
        if not _has_just_left(seat, form.values, by=request.user):
            invite(seat.museum, by=request.user, **form.values)
        messages.success(request, _("The invitation is on its way."))
        return redirect(f"{reverse('knowledge:museum_list')}?round={seat.round_id}")
    waiting = seat.museum.invitations.open().order_by("created_at")
    context = {"seat": seat, "round": seat.round, "form": form, "waiting": waiting}
    return render(request, "knowledge/museum_invite.html", context)


def _has_just_left(seat, values, *, by):
    """Whether the very same letter was sent a moment ago: a second one voids the link of the first."""
    letter = "|".join(map(str, [by.pk, seat.museum_id, *values.values()]))
    return is_over_limit("same-invitation", letter, **ONCE)
