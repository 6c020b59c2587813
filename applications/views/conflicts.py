"""Conflicts are declared before anything is read."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications import services
from applications.clean_text import clean_post
from applications.forms import DeclarationForm, ReasonForm
from applications.models import Application, Declaration
from knowledge.models import Round


@require_http_methods(["GET", "HEAD", "POST"])
def conflict_declare(request):
    """Show the names of museums not yet spoken of, and take a reviewer's word of each."""
    if not Round.objects.reviewed_by(request.user).exists():
        raise Http404
    forms = _forms(request)
    if request.method == "POST" and all(form.is_valid() for form in forms):
        said = [form for form in forms if form.cleaned_data["has_conflict"]]
        if said:
            for form in said:
                _declare(form, by=request.user)
            messages.success(request, _("Your declaration is saved."))
            return redirect("review:application_list")
        messages.error(request, _("Choose for at least one museum."))
    context = {"forms": forms, "wrong": next((form for form in forms if form.errors), None)}
    return render(request, "applications/conflict_declare.html", context)


def _forms(request):
    waiting = Application.objects.awaiting_declaration_of(request.user)
    waiting = list(
        waiting.select_related("museum").defer("answers").order_by("museum_name", "reference")
    )
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
    context = {
        "declarations": declarations.select_related("application__round", "reviewer")
        .defer("application__answers")
        .order_by("-has_conflict", "museum_name", "declared_at")
    }
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
