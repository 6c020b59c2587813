"""Coordinators ask reviewers to review."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications import services
from applications.forms import AssignmentForm
from applications.models import Application


@require_http_methods(["GET", "HEAD", "POST"])
def assignment_update(request, pk):
    """Choose who reviews an application."""
    handled = Application.objects.chosen_by(request.user).select_related("round")
    application = get_object_or_404(handled, pk=pk)
    asked = application.assignments.values_list("reviewer", flat=True)
    form = AssignmentForm(
        request.POST if request.method == "POST" else None,
        people=services.assignable_to(application),
        initial={"reviewers": [str(pk) for pk in asked]},
    )
    if form.is_valid():
        services.assign(application, reviewers=form.chosen, by=request.user)
        messages.success(request, _("The reviewers are chosen."))
        return redirect("review:application_detail", pk)
    context = {"application": application, "form": form}
    return render(request, "applications/assignment_update.html", context)
