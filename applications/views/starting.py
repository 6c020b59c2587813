"""The beginning of an application, and the ways back to it."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications import services
from applications.clean_text import clean_post
from applications.countdown import Countdown
from applications.evenness import lasting
from applications.exceptions import CallClosedError
from applications.forms import LinkForm, StartForm
from applications.models import ApplicationLink, CallPage
from cms.limits import is_tried_too_often, may_mail
from knowledge.models import Round

from .access import own_applications, remember

READ_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(READ_OR_POST)
def application_start(request, pk):
    """Ask for an address and begin a draft."""
    calls = Round.objects.filter(call_pages__live=True, form_versions__isnull=False)
    round = get_object_or_404(calls.distinct(), pk=pk)
    data = clean_post(request.POST) if request.method == "POST" else None
    form = StartForm(data)
    status = _refuse_too_many(request, form)
    if data is not None and form.is_valid():
        if form.is_of_robot:
            return redirect("applications:application_link")
        try:
            with lasting(form.seconds_early):
                application = services.start_application(
                    round,
                    email=form.cleaned_data["email"],
                    language=get_language(),
                    token=form.cleaned_data["token"],
                    has_letter=may_mail(form.cleaned_data["email"]),
                )
        except CallClosedError:
            form = None
        else:
            remember(request, application.writers.get(is_owner=True), is_proved=False)
            if own_applications(request).contains(application):
                return redirect("applications:application", application.pk)
            return redirect("applications:application_link")
    context = {"form": form, "round": round, "call": CallPage.of(round)}
    own = own_applications(request).exclude(round=round)
    context["earlier"] = [application for application in own if application.can_be_reused]
    return render(
        request,
        "applications/application_start.html",
        context | {"countdown": Countdown.of_call(round)},
        status=status,
    )


def _refuse_too_many(request, form):
    """Put the reason on a form that one network sends without end; return the status."""
    if not form.is_bound or not is_tried_too_often(request, "application"):
        return 200
    form.add_error(
        None,
        _("This was asked for too often from your network. Wait ten minutes and try again."),
    )
    return 429


@require_http_methods(READ_OR_POST)
def application_link(request):
    """Mail a way back; the answer is the same whether or not there is an application."""
    data = clean_post(request.POST) if request.method == "POST" else None
    form = LinkForm(data)
    status = _refuse_too_many(request, form)
    if data is not None and form.is_valid():
        with lasting(settings.LINK_REPLY_SECONDS):
            if not form.is_of_robot and may_mail(form.cleaned_data["email"]):
                services.send_links_to(form.cleaned_data["email"])
        messages.success(
            request,
            _("If an application was begun with this address, a link to it is on its way."),
        )
        return redirect("applications:application_link")
    return render(request, "applications/application_link.html", {"form": form}, status=status)


@require_http_methods(READ_OR_POST)
def application_return(request, token):
    """Open a mailed link by POST; looking at it uses nothing up, as mail scanners do."""
    link = ApplicationLink.objects.by_token(token)
    if link is None:
        return render(request, "applications/application_return_closed.html", status=404)
    if request.method == "POST":
        remember(request, services.redeem_link(link), is_proved=True)
        return redirect("applications:application", link.application_id)
    response = render(request, "applications/application_return.html", {"link": link})
    response.headers["Referrer-Policy"] = "strict-origin"
    return response
