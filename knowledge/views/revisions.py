"""Earlier versions of a plan, for its own museum."""

from django.shortcuts import get_object_or_404, render

from knowledge.contents import describe, differences
from knowledge.models import Plan, PlanRevision

from .access import with_places
from .plans import with_plans


def plan_revision_list(request, pk):
    """Show who saved a plan and when; choose two versions to compare."""
    plan = get_object_or_404(with_places(Plan.objects.owned_by(request.user)), pk=pk)
    revisions = list(
        with_plans(PlanRevision.objects.visible_to(request.user))
        .filter(plan=plan)
        .select_related("named")
    )
    return render(
        request, "knowledge/plan_revision_list.html", {"plan": plan, "revisions": revisions}
    )


def plan_revision(request, pk):
    """Show one version of a plan, and how it differs from an earlier one (``?with=``)."""
    own = Plan.objects.owned_by(request.user)
    revisions = with_plans(PlanRevision.objects.visible_to(request.user)).filter(plan__in=own)
    revision = get_object_or_404(revisions, pk=pk)
    others = list(revisions.filter(plan=revision.plan_id).exclude(pk=pk))
    wanted = request.GET.get("with", "")
    other = next((each for each in others if str(each.pk) == wanted), None)
    headings = list(revision.plan.participation.round.plan_headings.all())
    older, newer = sorted([other or revision, revision], key=lambda each: each.number)
    context = {
        "plan": revision.plan,
        "revision": revision,
        "others": others,
        "other": other,
        "older": older,
        "newer": newer,
        "differences": differences(older, newer, headings) if other else [],
        **describe(revision, headings),
    }
    return render(request, "knowledge/plan_revision.html", context)
