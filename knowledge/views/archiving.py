"""A round ends by its coordinator; each museum chooses what becomes of its plan."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from knowledge import services
from knowledge.audiences import audiences_by_choice
from knowledge.exceptions import ArchiveChangedError, RoundNotBegunError
from knowledge.forms.archiving import CONSEQUENCES, ArchiveForm, RoundEndForm
from knowledge.models import Advice, Meeting, Offer, Participation, Plan, Round

from .access import posted, with_places
from .audiences import difference


def round_end(request, pk):
    """Show a coordinator what ending the round does, and end it when they say so."""
    rounds = Round.objects.visible_to(request.user).coordinated_by(request.user)
    round = get_object_or_404(rounds, pk=pk)
    form = RoundEndForm(posted(request))
    if request.method == "POST" and (round.has_ended or form.is_valid()):
        try:
            services.end_round(round, by=request.user)
        except RoundNotBegunError:
            form.add_error(None, _("The round has not begun, or takes applications in."))
        else:
            messages.success(request, _("The round has ended."))
            return redirect(f"{reverse('knowledge:workspace')}?round={round.pk}")
    context = {
        "round": round,
        "form": form,
        "today": timezone.localdate(),
        "counts": {} if round.has_ended else counts_of(round, request.user),
    }
    return render(request, "knowledge/round_end.html", context)


def counts_of(round, user):
    """Return what a round leaves open, in numbers that its coordinator may know."""
    return {
        "museums": Participation.objects.visible_to(user).filter(round=round).count(),
        "plans": Plan.objects.outlined_to(user).filter(participation__round=round).count(),
        "advice": Advice.objects.counted_by(user)
        .filter(plan__participation__round=round, answer=None)
        .count(),
        "meetings": Meeting.objects.visible_to(user).to_come().filter(round=round).count(),
        "offers": Offer.objects.visible_to(user).open().filter(participation__round=round).count(),
    }


def plan_archive(request, pk):
    """Choose what becomes of one's museum's plan; a wider choice shows who gains, and asks."""
    plan = get_object_or_404(with_places(Plan.objects.visible_to(request.user)), pk=pk)
    if not plan.is_archivable_by(request.user):
        raise PermissionDenied
    audiences = audiences_by_choice(plan)
    form = ArchiveForm(posted(request), initial={"archive": plan.archive})
    context = {"plan": plan, "form": form, "now": audiences[plan.archive]}
    if request.method == "POST" and form.is_valid():
        choice = Plan.Archive(form.cleaned_data["archive"])
        is_wider = WIDTH.index(choice) > WIDTH.index(plan.archive)
        mark = services.archive_mark(plan)
        if is_wider and "confirm" not in request.POST:
            context |= difference(context["now"], audiences[choice])
            context |= {"choice": choice, "mark": mark}
            return render(request, "knowledge/plan_archive_confirm.html", context)
        base = request.POST.get("base") if is_wider else mark
        try:
            services.choose_archive(plan, archive=choice, base=base, by=request.user)
        except ArchiveChangedError:
            form.add_error(
                "archive", _("A colleague has chosen otherwise meanwhile. Choose again.")
            )
        else:
            messages.success(request, _("Your choice is saved."))
            return redirect(plan)
    context["numbers"] = [(choice, audiences[choice]) for choice in CONSEQUENCES]
    return render(request, "knowledge/plan_archive.html", context)


WIDTH = Plan.Archive.values
