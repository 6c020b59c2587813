"""The life of a plan, and what its museum adds to it along the way."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from knowledge import services
from knowledge.forms import ContinuesForm, ProgressUpdateForm, VersionNameForm
from knowledge.lineage import lineage_of
from knowledge.models import Plan, PlanRevision, ProgressUpdate

from .access import get_editable_plan, posted, with_places


def plan_lineage(request, pk):
    """Show what has become of a plan, from the application to the next round's plan."""
    plans = with_places(Plan.objects.owned_by(request.user))
    plan = get_object_or_404(plans.select_related("continues__participation__round"), pk=pk)
    may_edit = Plan.objects.editable_by(request.user).contains(plan)
    form = ContinuesForm(
        posted(request),
        initial={"earlier": plan.continues},
        earlier=earlier_plans(plan, request.user),
    )
    if request.method == "POST":
        plan = get_editable_plan(request.user, pk)
        if form.is_valid():
            services.continue_plan(plan, earlier=form.cleaned_data["earlier"], by=request.user)
            messages.success(request, _("It is told."))
            return redirect("knowledge:plan_lineage", pk=plan.pk)
    context = {
        "plan": plan,
        "events": lineage_of(plan, request.user),
        "may_edit": may_edit,
        "form": form if may_edit and form.fields["earlier"].queryset.exists() else None,
    }
    return render(request, "knowledge/plan_lineage.html", context)


def plan_progress(request, pk):
    """Tell how the work of a plan goes."""
    plan = get_editable_plan(request.user, pk)
    form = ProgressUpdateForm(posted(request))
    if request.method == "POST" and form.is_valid():
        services.add_progress_update(plan, by=request.user, **form.cleaned_data)
        messages.success(request, _("The progress update is published to those who see the plan."))
        return redirect(plan)
    return render(request, "knowledge/plan_progress.html", {"plan": plan, "form": form})


@require_POST
def progress_remove(request, pk):
    """Take back a progress update of one's own museum."""
    update = get_object_or_404(ProgressUpdate.objects.visible_to(request.user), pk=pk)
    update.plan = get_editable_plan(request.user, update.plan_id)
    services.remove_progress_update(update, by=request.user)
    messages.success(request, _("The progress update is taken back."))
    return redirect(update.plan)


def plan_revision_name(request, pk):
    """Give a name to a version of one's own museum's plan."""
    own = Plan.objects.owned_by(request.user)
    revisions = PlanRevision.objects.visible_to(request.user).filter(plan__in=own)
    revision = get_object_or_404(revisions.select_related("named"), pk=pk)
    plan = revision.plan = get_editable_plan(request.user, revision.plan_id)
    named = getattr(revision, "named", None)
    form = VersionNameForm(posted(request), initial={"name": named.name if named else ""})
    if request.method == "POST" and form.is_valid():
        services.name_version(revision, name=form.cleaned_data["name"], by=request.user)
        return redirect("knowledge:plan_revision_list", pk=plan.pk)
    context = {"plan": plan, "revision": revision, "form": form}
    return render(request, "knowledge/plan_revision_name.html", context)


def earlier_plans(plan, user):
    """Return the museum's own plans of other rounds, which the person may open."""
    seat = plan.participation
    plans = Plan.objects.owned_by(user).filter(participation__museum=seat.museum_id)
    return with_places(plans.exclude(participation__round=seat.round_id))
