"""Decisions are prepared, one by one or in a list."""

import uuid

from django.contrib import messages
from django.db.models import Prefetch, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from applications import services
from applications.clean_text import clean_post
from applications.exceptions import AlreadyDecidedError, ChangedMeanwhileError
from applications.forms.decisions import DecisionForm
from applications.measures import measures_for
from applications.models import Application, Basket, Decision, decided_rounds
from knowledge.models import Round

PAGE_SIZE = 50
READ_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(READ_OR_POST)
def decision_list(request, pk):
    """Show a round's applications by name, and take what is prepared of each."""
    round = get_object_or_404(decided_rounds(request.user), pk=pk)
    decidable = _decidable(request.user).filter(round=round)
    found = _after(decidable, request.GET.get("after")).order_by("museum_name", "id")
    rows = list(found[: PAGE_SIZE + 1])
    forms = _forms(request, rows[:PAGE_SIZE])
    if request.method == "POST" and _save(request, forms):
        return redirect(request.get_full_path())
    context = {
        "round": round,
        "rows": _rows(request.user, rows[:PAGE_SIZE], forms),
        "wrong": next((form for form in forms.values() if form.is_wrong), None),
        "after": rows[PAGE_SIZE - 1].pk if len(rows) > PAGE_SIZE else None,
        "is_first_page": "after" not in request.GET,
        "coordinates": Round.objects.coordinated_by(request.user).contains(round),
        "baskets": Basket.objects.visible_to(request.user).filter(round=round),
    }
    return render(request, "applications/decision_list.html", context)


@require_http_methods(READ_OR_POST)
def decision_update(request, pk):
    """Prepare the decision of one application."""
    application = get_object_or_404(_decidable(request.user), pk=pk)
    if not application.can_be_decided:
        return redirect("review:application_detail", pk)
    forms = _forms(request, [application])
    back = reverse("review:decision_list", args=[application.round_id])
    if request.method == "POST" and _save(request, forms):
        return redirect(back)
    context = {
        "round": application.round,
        "application": application,
        "rows": _rows(request.user, [application], forms),
        "wrong": next((form for form in forms.values() if form.is_wrong), None),
    }
    return render(request, "applications/decision_update.html", context)


@require_POST
def decision_import(request, pk):
    """Prepare the acceptance of what is in a basket and undecided."""
    basket = get_object_or_404(Basket.objects.visible_to(request.user), pk=pk)
    count = services.prepare_basket(basket, by=request.user)
    messages.success(
        request,
        ngettext(
            "One application of the basket is prepared as accepted.",
            "%(count)d applications of the basket are prepared as accepted.",
            count,
        )
        % {"count": count},
    )
    return redirect("review:decision_list", basket.round_id)


def _decidable(user):
    prepared = Decision.objects.visible_to(user).prepared().select_related("prepared_by")
    found = Application.objects.decidable_by(user).select_related("round").defer("answers")
    return found.prefetch_related(Prefetch("decisions", prepared, to_attr="prepared"))


def _after(applications, address):
    """Return what comes after an application by the museum's name; anything unknown is ignored."""
    try:
        last = applications.get(pk=uuid.UUID(address))
    except (TypeError, ValueError, Application.DoesNotExist):
        return applications
    later = Q(museum_name__gt=last.museum_name)
    return applications.filter(later | Q(museum_name=last.museum_name, pk__gt=last.pk))


def _forms(request, applications):
    """Return {application's id: form} of those that may be decided."""
    data = clean_post(request.POST) if request.method == "POST" else None
    return {
        application.pk: DecisionForm(
            data if data and f"{application.pk}-version" in data else None,
            application=application,
            decision=application.prepared[0] if application.prepared else None,
        )
        for application in applications
        if application.can_be_decided
    }


def _rows(user, applications, forms):
    measures = measures_for(user, applications)
    return [(each, forms.get(each.pk), measures.get(each.pk)) for each in applications]


def _save(request, forms):
    """Save the forms that are right; return whether all were. Conflicts stay in ``forms``."""
    saved, letters, is_whole = 0, 0, True
    for pk, form in forms.items():
        if not form.is_bound:
            continue
        if not form.is_valid():
            is_whole = False
            continue
        try:
            is_changed, letter = _prepare(form, by=request.user)
        except ChangedMeanwhileError as error:
            forms[pk] = form.anew(error.current)
            is_whole = False
            continue
        except AlreadyDecidedError:
            messages.info(request, _("The application had been decided already."))
            continue
        saved, letters = saved + is_changed, letters + bool(letter)
        forms[pk] = DecisionForm(application=form.application, decision=form.decision)
    _tell(request, saved, letters)
    return is_whole


def _prepare(form, *, by):
    """Save one form; return whether anything changed, and the letter frozen anew or None."""
    data = form.cleaned_data
    decision, letter = services.prepare_decision(form.application, by=by, **data)
    form.decision = decision
    return decision.version != data["version"], letter


def _tell(request, saved, letters):
    if saved:
        text = ngettext("One decision is saved.", "%(count)d decisions are saved.", saved)
        messages.success(request, text % {"count": saved})
    if letters:
        text = ngettext(
            "A frozen letter changed: it has a new frozen version.",
            "%(count)d frozen letters changed: they have new frozen versions.",
            letters,
        )
        messages.info(request, text % {"count": letters})
