"""Plans: the list, one plan, its form."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from knowledge import services
from knowledge.audiences import audiences_of
from knowledge.contents import describe, side_by_side
from knowledge.exceptions import PlanChangedError
from knowledge.forms import PlanEditor, PlanFilterForm
from knowledge.models import Attachment, Plan, PlanRevision
from knowledge.openings import openings_of
from knowledge.threads import counts_of, thread_of

from .access import for_members, get_editable_plan, posted, with_places

PLANS_PER_PAGE = 20


@for_members
def plan_list(request):
    """Show the plans a person may open, and to a coordinator the titles of the others."""
    form = PlanFilterForm(request.GET or None, user=request.user)
    revisions = form.narrow(with_plans(PlanRevision.objects.read_by(request.user)))
    outlines = form.narrow(
        with_places(Plan.objects.outlined_to(request.user)), museum="participation__museum"
    ).exclude(pk__in=Plan.objects.visible_to(request.user))
    if form.is_bound and form.is_valid():
        revisions = revisions.saying(form.cleaned_data["q"])
        outlines = outlines.filter(title__icontains=form.cleaned_data["q"])
    page = Paginator(revisions.order_by("-created_at", "pk"), PLANS_PER_PAGE).get_page(
        request.GET.get("page")
    )
    audiences = audiences_of([revision.plan for revision in page])
    context = {
        "form": form,
        "page": page,
        "rows": [(revision, audiences[revision.plan_id]) for revision in page],
        "outlines": outlines,
        "own": set(Plan.objects.owned_by(request.user).values_list("pk", flat=True)),
    }
    return render(request, "knowledge/plan_list.html", context)


def plan_detail(request, pk):
    """Show a plan as the person may read it; the opening by another museum is kept."""
    revision = with_plans(PlanRevision.objects.read_by(request.user)).filter(plan=pk).first()
    if revision is None:
        return plan_outline(request, pk)
    plan = revision.plan
    is_own = plan.is_owned_by(request.user)
    if request.method != "HEAD" and not is_own:
        services.record_opening(plan, by=request.user)
    context = {
        "plan": plan,
        "revision": revision,
        "is_own": is_own,
        "may_edit": is_own and Plan.objects.editable_by(request.user).contains(plan),
        "audience": audiences_of([plan])[plan.pk],
        "attachments": Attachment.objects.visible_to(request.user).filter(plan=plan),
        "openings": openings_of(plan) if is_own else [],
        "thread": thread_of(plan, revision, request.user),
        **describe(revision, plan.participation.round.plan_headings.all()),
    }
    return render(request, "knowledge/plan_detail.html", context)


def plan_outline(request, pk):
    """Show a coordinator the museum, title and state of a plan not shown to the round."""
    plan = get_object_or_404(with_places(Plan.objects.outlined_to(request.user)), pk=pk)
    return render(
        request,
        "knowledge/plan_outline.html",
        {"plan": plan, "counts": counts_of(plan, request.user)},
    )


def plan_update(request, pk):
    """Change what a plan says. Two who write at once each see what the other wrote."""
    plan = get_editable_plan(request.user, pk)
    headings = list(plan.participation.round.plan_headings.all())
    latest = PlanRevision.objects.read_by(request.user).get(plan=plan)
    editor = PlanEditor(latest, headings, posted(request))
    context = {"plan": plan, "editor": editor, "form": editor.form}
    if request.method == "POST" and editor.is_valid():
        try:
            services.revise_plan(plan, by=request.user, **editor.values)
        except PlanChangedError as error:
            context["theirs"] = error.revision
            context["conflicts"] = side_by_side(editor.as_revision(), error.revision, headings)
            editor.begin_from(error.revision)
        else:
            messages.success(request, _("The plan is saved."))
            return redirect(plan)
    return render(request, "knowledge/plan_update.html", context)


def with_plans(revisions):
    """Return revisions together with their plan, its museum and its round."""
    return revisions.select_related(
        "plan__participation__museum", "plan__participation__round", "created_by"
    )
