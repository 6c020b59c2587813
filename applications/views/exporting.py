"""Coordinators take applications out as files; each time is written down."""

from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications import services
from applications.exporting import SCHEMAS, Export, write_bundle, write_csv, write_json, write_xlsx
from applications.forms import ExportForm
from applications.models import Application
from knowledge.models import Round

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
def export(request, pk):
    """Show what an export of a round holds and who took one before, and make one."""
    round = get_object_or_404(Round.objects.coordinated_by(request.user), pk=pk)
    form = ExportForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _file(request.user, round, **form.cleaned_data)
    found = Export(round, user=request.user, language=get_language())
    context = {
        "round": round,
        "form": form,
        "count": found.count(),
        "questions": found.questions.values(),
        "exports": services.earlier_exports(round, user=request.user),
    }
    return render(request, "applications/export.html", context)


def _file(user, round, *, kind, without_personal):
    found = Export(round, user=user, language=get_language(), with_personal=not without_personal)
    services.log_export(found, kind=kind, by=user)
    name = f"hakemukset-{timezone.localdate():%Y-%m-%d}.{kind}"
    if kind == "xlsx":
        return private(FileResponse(write_xlsx(found), content_type=XLSX), name)
    if kind == "json":
        response = StreamingHttpResponse(write_json(found), content_type="application/json")
        return private(response, name)
    response = StreamingHttpResponse(write_csv(found), content_type="text/csv; charset=utf-8")
    return private(response, name)


@require_POST
def application_export(request, pk):
    """Answer one application whole, in a ZIP."""
    handled = Application.objects.chosen_by(request.user).select_related("round")
    application = get_object_or_404(handled, pk=pk)
    found = Export(application.round, user=request.user, language=get_language())
    bundle = write_bundle(found.record_of(application), found)
    services.log_bundle(application, by=request.user)
    return private(
        FileResponse(bundle, content_type="application/zip"), f"{application.reference}.zip"
    )


def private(response, name):
    """Make an answer an attachment that no cache keeps and no browser guesses; return it."""
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_safe
def schema(request, version):
    """Answer the published schema of JSON exports, by its version."""
    if version not in SCHEMAS:
        raise Http404
    return HttpResponse(SCHEMAS[version].read_bytes(), content_type="application/schema+json")
