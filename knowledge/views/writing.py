"""A plan is written: saved by a button, and kept by itself until then."""

import re

from django.contrib import messages
from django.http import JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from knowledge import services
from knowledge.contents import side_by_side
from knowledge.exceptions import PlanChangedError
from knowledge.forms import PlanEditor
from knowledge.models import PlanDraft, PlanRevision
from knowledge.tried import add_tried

from .access import get_editable_plan, posted

FIELDS = re.compile(
    r"(title|stage|question|base_number|token|(section_|targets-|goals-|milestones-)[\w-]{1,80})",
    re.ASCII,
)
MOST_KEPT = 600_000


def plan_update(request, pk):
    """Change what a plan says. Two who write at once each see what the other wrote.

    With the header X-Autosave what is written is kept for the writer, and the plan stays.
    """
    plan = get_editable_plan(request.user, pk)
    if request.method == "POST" and "X-Autosave" in request.headers:
        return keep(request, plan)
    if request.method == "POST" and "drop" in request.POST:
        services.drop_draft(plan, by=request.user)
        return redirect("knowledge:plan_update", pk=plan.pk)
    headings = list(plan.participation.round.plan_headings.all())
    latest = PlanRevision.objects.read_by(request.user).get(plan=plan)
    drafts = PlanDraft.objects.visible_to(request.user).filter(plan=plan)
    draft = drafts.first() if request.method != "POST" else None
    editor = PlanEditor(latest, headings, as_posted(draft) if draft else posted(request))
    add_tried(request.user, editor.targets)
    context = {
        "plan": plan,
        "editor": editor,
        "form": editor.form,
        "draft": draft,
        "colleagues": PlanDraft.objects.of_colleagues(request.user).filter(plan=plan),
    }
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


def keep(request, plan):
    """Keep what is written and not saved, and answer when."""
    data = {
        name: text.replace("\0", "")
        for name, text in request.POST.items()
        if FIELDS.fullmatch(name)
    }
    if sum(map(len, data.values())) > MOST_KEPT:
        sentence = _("This is too long to be kept by itself. Shorten it and save it.")
        return JsonResponse({"message": sentence}, status=413)
    draft = services.keep_draft(plan, data=data, by=request.user)
    at = date_format(timezone.localtime(draft.saved_at), "TIME_FORMAT")
    return JsonResponse(
        {"message": _("Kept for you at %(time)s. The others see it when you save.") % {"time": at}}
    )


def as_posted(draft):
    """Return a draft as the form that it was."""
    data = QueryDict(mutable=True)
    data.update(draft.data)
    return data
