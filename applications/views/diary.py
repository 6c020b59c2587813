"""Case numbers out to the registry and in from it."""

from django.contrib import messages
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from applications import services
from applications.clean_text import clean_post
from applications.exceptions import WrongLinesError
from applications.exporting import Export, write_registry
from applications.forms import CaseNumberForm
from applications.models import Application
from knowledge.models import Round

from .exporting import private


@require_http_methods(["GET", "HEAD", "POST"])
def case_numbers(request, pk):
    """Read the registry's file, show what it would change, and save it once confirmed."""
    round = get_object_or_404(Round.objects.coordinated_by(request.user), pk=pk)
    handled = Application.objects.chosen_by(request.user).filter(round=round)
    is_sent = request.method == "POST"
    form = CaseNumberForm(
        clean_post(request.POST) if is_sent else None, request.FILES or None, handled=handled
    )
    if is_sent and form.is_valid() and "confirmed" in request.POST and _save(request, round, form):
        return redirect("review:case_numbers", round.pk)
    context = {
        "round": round,
        "form": form,
        "lines": form.lines,
        "wrong": sum(bool(line.error) for line in form.lines),
        "new": sum(line.is_new for line in form.lines),
        "text": form.cleaned_data.get("text", "") if form.lines else "",
        "without": handled.filter(diary_number="").count(),
    }
    return render(request, "applications/case_numbers.html", context)


def _save(request, round, form):
    """Save what was confirmed; return whether all lines were right."""
    text = form.cleaned_data["text"]
    try:
        count = services.save_case_numbers(round, text=text, by=request.user)
    except WrongLinesError:
        return False
    told = ngettext("One case number is saved.", "%(count)d case numbers are saved.", count)
    messages.success(
        request, told % {"count": count} if count else _("The case numbers were saved already.")
    )
    return True


@require_POST
def registry_export(request, pk):
    """Answer the list of applications that the registry takes in."""
    round = get_object_or_404(Round.objects.coordinated_by(request.user), pk=pk)
    found = Export(round, user=request.user, language=get_language(), with_personal=False)
    services.log_export(found, kind="registry", by=request.user)
    response = StreamingHttpResponse(write_registry(found), content_type="text/csv; charset=utf-8")
    return private(response, f"diaariin-{timezone.localdate():%Y-%m-%d}.csv")
