"""Conflicts are declared before anything is read."""

import uuid

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications import services
from applications.clean_text import clean_post
from applications.forms import DeclarationForm, ReasonForm
from applications.models import Application, Declaration
from cms.keyset import newest_first
from knowledge.models import Round

PAGE_SIZE = 50
MOST_CONFLICTS = 200


@require_http_methods(["GET", "HEAD", "POST"])
def conflict_declare(request):
    """Show the names of museums not yet spoken of, and take a reviewer's word of each."""
    if not Round.objects.reviewed_by(request.user).exists():
        raise Http404
    page = _waiting(request)
    forms = _forms(request, page.rows)
    if request.method == "POST" and all(form.is_valid() for form in forms):
        said = [form for form in forms if form.cleaned_data["has_conflict"]]
        if said:
            for form in said:
                _declare(form, by=request.user)
            messages.success(request, _("Your declaration is saved."))
            is_last = "more" not in request.POST
            return redirect("review:application_list" if is_last else "review:conflict_declare")
        messages.error(request, _("Choose for at least one museum."))
    wrong = next((form for form in forms if form.errors), None)
    context = {
        "forms": forms,
        "page": page,
        "has_more": bool(page.older) or "more" in request.POST,
        "wrong": wrong,
    }
    return render(request, "applications/conflict_declare.html", context)


def _waiting(request):
    """Return the page of applications to speak of; what was posted stays on it whatever came since."""
    waiting = Application.objects.awaiting_declaration_of(request.user)
    waiting = waiting.select_related("museum").defer("answers")
    found = waiting.filter(pk__in=_named(request.POST)) if request.method == "POST" else waiting
    return newest_first(found, known=waiting, size=PAGE_SIZE, query=request.GET)


def _named(post):
    """Return the ids that the fields of a form begin with."""
    found = set()
    for name in post:
        try:
            found.add(uuid.UUID(name[:36]))
        except ValueError:
            continue
    return found


def _forms(request, waiting):
    proposals = services.proposed_conflicts(request.user, waiting)
    data = clean_post(request.POST) if request.method == "POST" else None
    return [
        DeclarationForm(data, application=application, proposal=proposals.get(application.pk, ""))
        for application in waiting
    ]


def _declare(form, *, by):
    data = form.cleaned_data
    has_conflict = data["has_conflict"] == "yes"
    reason = data["reason"] if has_conflict else ""
    services.declare(form.application, by=by, has_conflict=has_conflict, reason=reason)


@require_http_methods(["GET", "HEAD", "POST"])
def application_recuse(request, pk):
    """Take back one's word: there is a conflict after all, and the application closes."""
    application = get_object_or_404(Application.objects.visible_to(request.user), pk=pk)
    form = ReasonForm(clean_post(request.POST) if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        services.declare(application, by=request.user, has_conflict=True, reason=reason)
        messages.success(request, _("Your conflict is noted. You no longer see the application."))
        return redirect("review:application_list")
    context = {"application": application, "form": form}
    return render(request, "applications/application_recuse.html", context)


@require_safe
def declaration_list(request):
    """Show coordinators who has declared what."""
    if not Round.objects.coordinated_by(request.user).exists():
        raise Http404
    handled = Application.objects.chosen_by(request.user)
    declarations = Declaration.objects.standing().filter(application__in=handled)
    declarations = declarations.select_related("application__round", "reviewer")
    declarations = declarations.defer("application__answers")
    conflicts = declarations.filter(has_conflict=True).order_by("museum_name", "declared_at")
    others = declarations.filter(has_conflict=False)
    page = newest_first(others, known=others, size=PAGE_SIZE, query=request.GET, by="declared_at")
    first = [] if page.newer else list(conflicts[:MOST_CONFLICTS])
    context = {"declarations": first + page.rows, "page": page}
    return render(request, "applications/declaration_list.html", context)


@require_POST
def declaration_ask_anew(request, pk):
    """Let a reviewer declare once more."""
    handled = Application.objects.chosen_by(request.user)
    found = Declaration.objects.standing().filter(application__in=handled)
    declaration = get_object_or_404(found.select_related("application"), pk=pk)
    services.ask_anew(declaration, by=request.user)
    messages.success(request, _("The reviewer is asked anew."))
    return redirect("review:declaration_list")
