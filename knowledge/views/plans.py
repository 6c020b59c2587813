"""Plans: the list, and one plan."""

from django.shortcuts import get_object_or_404, render

from cms.keyset import kept, newest_first
from knowledge import services
from knowledge.audiences import audiences_of
from knowledge.contents import describe
from knowledge.forms import PlanFilterForm
from knowledge.models import Attachment, Plan, PlanRevision, ProgressUpdate
from knowledge.news import is_muted
from knowledge.openings import openings_of
from knowledge.threads import counts_of, thread_of

from .access import for_members, with_places

PLANS_PER_PAGE = 20
MOST_UPDATES = 20
MOST_OUTLINES = 200


@for_members
def plan_list(request):
    """Show the plans a person may open, and to a coordinator the titles of the others."""
    form = PlanFilterForm(request.GET or None, user=request.user)
    revisions = form.narrow(with_plans(PlanRevision.objects.listed_to(request.user)))
    outlines = form.narrow(
        with_places(Plan.objects.outlined_to(request.user)), museum="participation__museum"
    ).exclude(pk__in=Plan.objects.visible_to(request.user))
    if form.is_bound and form.is_valid():
        revisions = revisions.saying(form.cleaned_data["q"])
        outlines = outlines.filter(title__icontains=form.cleaned_data["q"])
    readable = PlanRevision.objects.read_by(request.user)
    page = newest_first(
        revisions, known=readable, size=PLANS_PER_PAGE, query=request.GET, by="created_at"
    )
    audiences = audiences_of([revision.plan for revision in page.rows])
    context = {
        "form": form,
        "page": page,
        "query": kept(request.GET, form.fields),
        "rows": [(revision, audiences[revision.plan_id]) for revision in page.rows],
        "outlines": outlines[:MOST_OUTLINES],
        "own": {
            revision.plan_id for revision in page.rows if revision.plan.is_owned_by(request.user)
        },
    }
    return render(request, "knowledge/plan_list.html", context)


def plan_detail(request, pk):
    """Show a plan as the person may read it; the opening by another museum is kept."""
    revisions = with_plans(PlanRevision.objects.read_by(request.user)).filter(plan=pk)
    revision = revisions.annotate(is_muted=is_muted(request.user)).first()
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
        "may_edit": plan.is_editable_by(request.user),
        "may_archive": plan.is_archivable_by(request.user),
        "is_opened": is_opened_to(plan, request.user),
        "audience": audiences_of([plan])[plan.pk],
        "attachments": Attachment.objects.listed_to(request.user).filter(plan=plan),
        "openings": openings_of(plan) if is_own else [],
        "updates": ProgressUpdate.objects.visible_to(request.user)
        .filter(plan=plan)
        .select_related("written_by")[:MOST_UPDATES],
        "thread": thread_of(plan, revision, request.user),
        "is_muted": revision.is_muted,
        **describe(revision, plan.participation.round.plan_headings.all()),
    }
    return render(request, "knowledge/plan_detail.html", context)


def is_opened_to(plan, user):
    """Whether a person reads a plan only because its museum opened it after the round."""
    if plan.archive != Plan.Archive.OPEN or plan.is_owned_by(user):
        return False
    return not Plan.objects.known_in_round_to(user).contains(plan)


def plan_outline(request, pk):
    """Show a coordinator the museum, title and state of a plan not shown to the round."""
    plan = get_object_or_404(with_places(Plan.objects.outlined_to(request.user)), pk=pk)
    return render(
        request,
        "knowledge/plan_outline.html",
        {"plan": plan, "counts": counts_of(plan, request.user)},
    )


def with_plans(revisions):
    """Return revisions together with their plan, its museum and its round."""
    return revisions.select_related(
        "plan__participation__museum", "plan__participation__round", "created_by"
    )
