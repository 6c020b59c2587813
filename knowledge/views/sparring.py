"""Sparring: a plan is offered, advice is written and given."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from knowledge import services
from knowledge.audiences import Roll, receivers_of
from knowledge.exceptions import AdviceChangedError, NotInRoundError
from knowledge.forms import AdviceForm, PlanOfferForm
from knowledge.models import Advice, AllocatedPair, Plan, PlanRevision
from knowledge.threads import adviser_of

from .access import get_editable_plan, posted, seats_of
from .audiences import difference
from .plans import with_plans


def plan_offer(request, pk):
    """Offer a plan's latest version with questions; who gains sight is shown before."""
    plan = get_editable_plan(request.user, pk)
    seat = plan.participation
    peers = seats_of(seat.round, request.user).exclude(pk=seat.pk)
    latest = PlanRevision.objects.read_by(request.user).get(plan=plan)
    allocated = set(
        AllocatedPair.objects.visible_to(request.user)
        .in_force()
        .filter(receiver=plan.participation_id)
        .values_list("giver_id", flat=True)
    )
    proposed = request.GET.getlist("museum") or [str(giver) for giver in allocated]
    form = PlanOfferForm(
        posted(request),
        peers=peers,
        initial={
            "to": "partners",
            "receivers": [seat.pk for seat in peers if str(seat.pk) in proposed],
            "question_1": latest.content.get("question", "")[:300],
        },
    )
    context = {"plan": plan, "form": form, "is_allocated": bool(allocated)}
    if request.method == "POST" and form.is_valid():
        receivers = form.cleaned_data["receivers"]
        if "confirm" not in request.POST:
            changes = _changes(plan, {seat.pk for seat in receivers})
            return render(request, "knowledge/plan_offer_confirm.html", context | changes)
        try:
            services.offer_plan(
                plan,
                questions=form.questions,
                not_about=form.cleaned_data["not_about"],
                receivers=receivers,
                by=request.user,
            )
        except NotInRoundError:
            form.add_error("receivers", _("A museum has left the round. Choose again."))
        else:
            messages.success(request, _("The plan is offered for sparring."))
            return redirect(f"{plan.get_absolute_url()}#h-sparring")
    return render(request, "knowledge/plan_offer.html", context)


def _changes(plan, receivers):
    """Return who can open the plan now and after the offer, and the difference."""
    roll = Roll([plan.participation.round])
    held = receivers_of([plan.pk])[plan.pk]
    now = roll.audience_of(plan, receivers=held)
    kind = Plan.Audience.ROUND
    if receivers and plan.audience != Plan.Audience.ROUND:
        kind = Plan.Audience.PARTNERS
    then = roll.audience_of(plan, kind=kind, receivers=held | receivers)
    return {"now": now, **difference(now, then)}


def plan_advise(request, pk):
    """Begin a piece of advice on a plan of another museum, for one's own museum to see."""
    revisions = with_plans(PlanRevision.objects.read_by(request.user))
    revision = revisions.filter(plan=pk).first()
    if revision is None:
        raise Http404
    plan = revision.plan
    seat = adviser_of(plan, request.user)
    if seat is None or plan.participation.round.has_ended:
        raise PermissionDenied
    form = AdviceForm(
        posted(request),
        goals=goals_of(revision),
        initial={"base_number": 1, "goal": request.GET.get("goal", "")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            advice = services.draft_advice(
                plan,
                revision=revision,
                giver=seat,
                language=get_language(),
                token=form.cleaned_data["token"],
                by=request.user,
                **form.values,
            )
        except NotInRoundError as error:
            raise Http404 from error
        return _go_on(request, advice)
    context = {"plan": plan, "plan_title": revision.title, "form": form, "seat": seat}
    return render(request, "knowledge/plan_advise.html", context)


def advice_update(request, pk):
    """Change a draft of one's museum; two who write at once each see what the other wrote."""
    advice = get_advice(request.user, pk)
    if not Advice.objects.editable_by(request.user).contains(advice):
        raise PermissionDenied
    revision = advice.revision
    form = AdviceForm(
        posted(request),
        goals=goals_of(revision),
        initial={
            "kind": advice.kind,
            "goal": advice.goal,
            "text": advice.text,
            "base_number": advice.number,
        },
    )
    context = {
        "plan": advice.plan,
        "plan_title": revision.title,
        "advice": advice,
        "form": form,
        "seat": advice.giver,
    }
    if request.method == "POST" and "drop" in request.POST:
        services.drop_advice(advice, by=request.user)
        messages.success(request, _("The draft is thrown away."))
        return redirect(f"{advice.plan.get_absolute_url()}#h-sparring")
    if request.method == "POST" and form.is_valid():
        base = form.cleaned_data["base_number"]
        try:
            advice = services.revise_advice(
                advice, base_number=base, by=request.user, **form.values
            )
        except AdviceChangedError as error:
            context["theirs"] = error.advice
            form.data = form.data.copy()
            form.data["base_number"] = error.advice.number
        else:
            return _go_on(request, advice)
    return render(request, "knowledge/advice_update.html", context)


def get_advice(user, pk):
    """Return advice that a person may read, with its plan; Http404 otherwise."""
    advice = Advice.objects.visible_to(user).select_related(
        "plan__participation__museum",
        "plan__participation__round",
        "giver__museum",
        "revision",
        "given_by",
    )
    return get_object_or_404(advice, pk=pk)


def goals_of(revision):
    """Return (id, title) of a revision's goals."""
    return [(goal["id"], goal["title"]) for goal in revision.content.get("goals", [])]


def _go_on(request, advice):
    """Give the draft if that button was pressed, and return to the plan."""
    if "give" in request.POST:
        services.give_advice(advice, by=request.user)
        messages.success(request, _("Thank you. The museum has your advice."))
    else:
        messages.success(request, _("The draft is saved. Only your own museum sees it."))
    return redirect(f"{advice.plan.get_absolute_url()}#advice-{advice.pk}")
