"""Plans as documents to be printed or sent on by who may read them."""

import io

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cms.downloads import keep_private
from cms.limits import is_over_limit
from cms.uploads import DOCUMENTS
from knowledge import services
from knowledge.audiences import audiences_of
from knowledge.documents import PdfUnavailableError, document_of, write_docx, write_pdf
from knowledge.models import PlanRevision

from .plans import with_plans

# A long plan takes the server some seconds; this many in ten minutes are enough for anybody.
MOST = 40
WRITERS = {"pdf": write_pdf, "docx": write_docx}


def plan_document(request, pk, kind):
    """Send a plan, as the person reads it, as a file; that they took it is kept.

    Where a PDF cannot be made, or somebody takes very many, the plan's page says so.
    """
    revision = with_plans(PlanRevision.objects.read_by(request.user)).filter(plan=pk).first()
    if revision is None or kind not in WRITERS:
        raise Http404
    if is_over_limit("document", str(request.user.pk), most=MOST, seconds=600):
        messages.error(
            request, _("Many files were taken out with your account. Try again in ten minutes.")
        )
        return redirect(revision.plan)
    try:
        content = WRITERS[kind](_document(revision, by=request.user))
    except PdfUnavailableError:
        messages.error(
            request,
            _(
                "A PDF cannot be made here: the server lacks the library Pango. Take the plan out"
                " as DOCX, or print this page."
            ),
        )
        return redirect(revision.plan)
    if request.method != "HEAD":
        number = revision.number
        services.record_export(revision.plan, by=request.user, kind=kind, number=number)
    return _file(content, revision.plan, kind)


def _file(content, plan, kind):
    # Neither the title nor the museum: a name stays in lists of downloads and in mail.
    name = f"suunnitelma-{str(plan.pk)[:8]}.{kind}"
    response = FileResponse(
        io.BytesIO(content), as_attachment=True, filename=name, content_type=DOCUMENTS[kind]
    )
    return keep_private(response)


def _document(revision, *, by):
    plan = revision.plan
    headings = plan.participation.round.plan_headings.all()
    return document_of(revision, headings, audiences_of([plan])[plan.pk], by=by)
