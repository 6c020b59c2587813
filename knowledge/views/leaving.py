"""People change places in a museum or leave it; a museum leaves the round."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Membership
from knowledge import services
from knowledge.exceptions import DraftsMeetError, NoContactLeftError
from knowledge.forms import MemberForm
from knowledge.models import Participation, Round

from .access import posted


def member_update(request, pk, member):
    """Change a person's role in a museum, or end their place and hand it over.

    A person does it for themself; a contact person and the coordinator for everybody in
    the museum.
    """
    seat = get_object_or_404(
        Participation.objects.visible_to(request.user).select_related("museum", "round"), pk=pk
    )
    people = Membership.objects.current().filter(museum=seat.museum_id).select_related("user")
    membership = get_object_or_404(people, pk=member)
    leads = seat.has_contacts_named_by(request.user)
    if membership.user_id != request.user.pk and not leads:
        raise PermissionDenied
    colleagues = people.filter(user__is_active=True).exclude(pk=membership.pk)
    form = MemberForm(
        posted(request), membership=membership, colleagues=colleagues, may_change_role=leads
    )
    if request.method == "POST" and form.is_valid() and change(form, membership, by=request.user):
        if membership.user_id == request.user.pk and form.cleaned_data["what"] == "leave":
            return redirect("accounts:landing")
        return redirect(f"{reverse('knowledge:museum_list')}?round={seat.round_id}")
    drafts, steps = services.belongings_of(membership)
    context = {
        "seat": seat,
        "round": seat.round,
        "membership": membership,
        "form": form,
        "draft_count": drafts.count(),
        "step_count": steps.count(),
    }
    return render(request, "knowledge/member_update.html", context)


def change(form, membership, *, by):
    """Do what the form says; return whether it was done, or tell why not beside the field."""
    what, successor = form.cleaned_data["what"], form.cleaned_data["successor"]
    try:
        if what == "leave":
            services.leave_museum(membership, successor=successor, by=by)
        else:
            services.change_part(membership, role=what, by=by)
    except NoContactLeftError:
        field = "successor" if what == "leave" else "what"
        form.add_error(field, _("The museum needs a contact person: choose another one first"))
    except DraftsMeetError:
        form.add_error(
            "successor",
            _(
                "Both have unsaved words in the same plan. Let one of them save first, or choose "
                "another colleague."
            ),
        )
    return form.is_valid()


def museum_leave(request, pk):
    """End a museum's part in a round that one coordinates."""
    seats = Participation.objects.visible_to(request.user).select_related("museum", "round")
    seat = get_object_or_404(seats, pk=pk)
    if not Round.objects.coordinated_by(request.user).filter(pk=seat.round_id).exists():
        raise PermissionDenied
    if request.method == "POST":
        services.leave_round(seat, by=request.user)
        messages.success(request, _("The museum takes part in the round no more."))
        return redirect(f"{reverse('knowledge:museum_list')}?round={seat.round_id}")
    return render(request, "knowledge/museum_leave.html", {"seat": seat, "round": seat.round})
