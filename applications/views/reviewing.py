"""Applications for those who read and decide them."""

import uuid

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from applications import services
from applications.exceptions import AlreadyDecidedError, AlreadyTakingPartError
from applications.models import Application
from applications.preliminary_plan import PreliminaryPlan
from applications.progress import read_sections
from applications.questionnaire import Questionnaire
from knowledge.exceptions import RoundEndedError
from knowledge.models import Round

PAGE_SIZE = 50


@require_safe
def application_list(request):
    """Show the applications of the rounds one reads, newest first."""
    if not Round.objects.reviewed_by(request.user).exists():
        raise Http404
    visible = Application.objects.visible_to(request.user).select_related("round", "museum")
    found = _older_than(visible, request.GET.get("after")).defer("answers")
    rows = list(found.order_by("-received_at", "id")[: PAGE_SIZE + 1])
    context = {
        "applications": rows[:PAGE_SIZE],
        "older": rows[PAGE_SIZE - 1] if len(rows) > PAGE_SIZE else None,
        "is_first_page": "after" not in request.GET,
        "waiting": Application.objects.awaiting_declaration_of(request.user).count(),
        "is_coordinator": Round.objects.coordinated_by(request.user).exists(),
    }
    return render(request, "applications/application_list.html", context)


def _older_than(visible, address):
    """Return what comes after an application in the list; anything unknown is ignored."""
    try:
        last = visible.get(pk=uuid.UUID(address))
    except (TypeError, ValueError, Application.DoesNotExist):
        return visible
    older = Q(received_at__lt=last.received_at)
    return visible.filter(older | Q(received_at=last.received_at, pk__gt=last.pk))


def _visible(request, pk):
    visible = Application.objects.visible_to(request.user).select_related("round", "museum")
    return get_object_or_404(visible, pk=pk)


@require_safe
def application_detail(request, pk):
    """Show what was sent, for reading."""
    application = _visible(request, pk)
    revision = application.revisions.select_related("form_version").first()
    questionnaire = Questionnaire(revision.form_version, get_language())
    context = {
        "application": application,
        "revision": revision,
        "sections": read_sections(questionnaire, revision.answers, application.files_by_question),
        "may_decide": Application.objects.decidable_by(request.user).contains(application),
    }
    return render(request, "applications/application_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def application_accept(request, pk):
    """Ask once more, then take the museum into the round."""
    decidable = Application.objects.decidable_by(request.user).select_related("round", "museum")
    application = get_object_or_404(decidable, pk=pk)
    if request.method == "POST":
        _accept(request, application)
        return redirect("review:application_detail", pk)
    if application.status != Application.Status.RECEIVED:
        return redirect("review:application_detail", pk)
    context = {"application": application, "draft": PreliminaryPlan(application)}
    return render(request, "applications/application_accept.html", context)


def _accept(request, application):
    try:
        services.accept_application(application, by=request.user)
    except AlreadyDecidedError:
        messages.info(request, _("The application had been decided already."))
    except AlreadyTakingPartError:
        messages.error(request, _("The museum takes part in the round already."))
    except RoundEndedError:
        messages.error(request, _("The round is over: nobody new comes in."))
    else:
        messages.success(request, _("The application is accepted, and the invitation is sent."))
