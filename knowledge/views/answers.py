"""What becomes of advice: an answer, a promise, and sight for the round."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from knowledge import services
from knowledge.forms import AnswerForm, NextStepForm
from knowledge.models import Advice, Answer, NextStep, Participation

from .access import posted
from .sparring import get_advice


def advice_answer(request, pk):
    """Answer advice that was given to one's museum: what is done with it, and why."""
    advice = get_answerable(request.user, pk)
    answer = getattr(advice, "answer", None)
    form = AnswerForm(
        posted(request),
        initial={
            "kind": answer.kind if answer else request.GET.get("kind"),
            "text": answer.text if answer else "",
            "has_thanks": answer.has_thanks if answer else True,
        },
    )
    if request.method == "POST" and form.is_valid():
        answer = services.answer_advice(
            advice, language=get_language(), by=request.user, **form.cleaned_data
        )
        messages.success(request, _("The answer is given."))
        if "promise" in request.POST and answer.kind != Answer.Kind.NOT_NOW:
            return redirect("knowledge:advice_promise", pk=advice.pk)
        return back_to(advice)
    context = {"advice": advice, "plan": advice.plan, "form": form, "answer": answer}
    return render(request, "knowledge/advice_answer.html", context)


def advice_promise(request, pk):
    """Make a promise from advice: who does what by when."""
    advice = get_answerable(request.user, pk)
    step = getattr(advice, "next_step", None)
    form = NextStepForm(
        posted(request),
        initial={
            "what": step.what if step else advice.text[:300],
            "who": step.who if step else str(request.user),
            "due_on": step.due_on if step else None,
        },
    )
    if request.method == "POST" and form.is_valid():
        services.promise_step(advice, by=request.user, **form.cleaned_data)
        messages.success(request, _("The promise is made."))
        return back_to(advice)
    context = {"advice": advice, "plan": advice.plan, "form": form}
    return render(request, "knowledge/advice_promise.html", context)


def advice_share(request, pk):
    """Give one's museum's word that the round may read an exchange, or take it back."""
    advice = get_advice(request.user, pk)
    seats = Participation.objects.of(request.user).filter(
        pk__in=[advice.giver_id, advice.plan.participation_id]
    )
    seat = seats.first()
    if seat is None or advice.given_at is None or advice.plan.participation.round.has_ended:
        raise PermissionDenied
    if request.method == "POST":
        if "take_back" in request.POST:
            services.unshare_advice(advice, by=request.user)
            messages.success(request, _("Only the two museums see the exchange."))
        else:
            advice = services.share_advice(advice, seat=seat, by=request.user)
            messages.success(
                request,
                _("The round can read the exchange.")
                if advice.is_shared
                else _("Your word is given. The round reads it when the other museum agrees."),
            )
        return back_to(advice)
    is_owner = seat.pk == advice.plan.participation_id
    spoken = advice.owner_shared_at if is_owner else advice.giver_shared_at
    context = {
        "advice": advice,
        "plan": advice.plan,
        "plan_title": advice.revision.title,
        "other": advice.giver.museum if is_owner else advice.plan.participation.museum,
        "has_spoken": spoken is not None,
    }
    return render(request, "knowledge/advice_share.html", context)


def next_step_done(request, pk):
    """Mark a promise of one's own museum as kept; there is nothing to see here."""
    if request.method != "POST":
        raise Http404
    steps = NextStep.objects.visible_to(request.user).select_related("plan")
    step = get_object_or_404(steps, pk=pk)
    if not NextStep.objects.editable_by(request.user).contains(step):
        raise PermissionDenied
    services.finish_step(step, by=request.user)
    messages.success(request, _("The promise is kept. Well done!"))
    return redirect(f"{step.plan.get_absolute_url()}#advice-{step.advice_id}")


def get_answerable(user, pk):
    """Return advice that a person may answer.

    Raise Http404 if they may not know of it, PermissionDenied if they may only read it.
    """
    advice = get_advice(user, pk)
    if not Advice.objects.answerable_by(user).contains(advice):
        raise PermissionDenied
    return advice


def back_to(advice):
    """Return to the advice on the page of its plan."""
    return redirect(f"{advice.plan.get_absolute_url()}#advice-{advice.pk}")
