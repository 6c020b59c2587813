"""The director's confirmation: asking for it, and the director's own pages."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from applications import services
from applications.calculator import calculate
from applications.clean_text import clean_post
from applications.confirming import Brief, key_digest, standing_of
from applications.exceptions import NotProvedError
from applications.forms import DirectorAnswerForm, DirectorForm
from applications.models import CallPage, Confirmation
from applications.progress import read_sections
from cms.limits import is_over_limit, may_mail

from .access import own_application, words_kept

READ_OR_POST = ["GET", "HEAD", "POST"]
KEY = "application-confirmations"
MOST = 20
MOST_AN_HOUR = 10


@require_http_methods(READ_OR_POST)
@words_kept
def application_director(request, pk):
    """Show where the confirmation stands, and ask a director for it."""
    application = own_application(request, pk)
    standing = standing_of(application)
    if standing is None:
        raise Http404
    form = DirectorForm(clean_post(request.POST) if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _ask(application, form):
        messages.success(request, _("A link is on its way to the director."))
        return redirect("applications:application_director", pk)
    context = {
        "application": application,
        "call": CallPage.of(application.round),
        "form": form,
        "standing": standing,
        "me": application.own_writer,
    }
    return render(request, "applications/application_director.html", context)


def _ask(application, form):
    """Ask and return True, or say why not."""
    data = form.cleaned_data
    is_over = is_over_limit("director", str(application.pk), most=MOST_AN_HOUR, seconds=3600)
    if is_over or not may_mail(data["email"]):
        form.add_error("email", _("Too many letters were asked for. Wait an hour and try again."))
        return False
    try:
        services.ask_director(
            application,
            name=data["name"],
            email=data["email"],
            token=data["token"],
            by_writer=application.own_writer,
        )
    except NotProvedError:
        form.add_error(None, _("Open the link that we have mailed to you first."))
        return False
    return True


@require_http_methods(READ_OR_POST)
def director_link(request, token):
    """Open a director's link by POST; looking at it uses nothing up, as mail scanners do."""
    confirmation = Confirmation.objects.by_token(token)
    if confirmation is None:
        return render(request, "applications/director_closed.html", status=404)
    if request.method == "POST":
        grants = dict(request.session.get(KEY, {}))
        grants.pop(str(confirmation.pk), None)
        request.session.cycle_key()
        opened = [(str(confirmation.pk), confirmation.token_hash), *grants.items()]
        request.session[KEY] = dict(opened[:MOST])
        return redirect("applications:director_confirm", confirmation.pk)
    response = render(request, "applications/director_link.html", {"confirmation": confirmation})
    response.headers["Referrer-Policy"] = "strict-origin"
    return response


def _opened(request, pk):
    """Return a confirmation that this browser has opened. Raise Http404 for any other."""
    grants = request.session.get(KEY, {})
    for confirmation in Confirmation.objects.of(grants) if grants else []:
        if confirmation.pk == pk:
            confirmation.application.use_newest_form()
            return confirmation
    raise Http404


@require_http_methods(READ_OR_POST)
def director_confirm(request, pk):
    """Show a director what is confirmed, and take the answer.

    What has changed since the page was shown is shown again instead of being confirmed
    unseen.
    """
    try:
        confirmation = _opened(request, pk)
    except Http404:
        return render(request, "applications/director_closed.html", status=404)
    application = confirmation.application
    shown = key_digest(application)
    initial = {"answer": confirmation.answer, "note": confirmation.note, "shown": shown}
    sent = clean_post(request.POST) if request.method == "POST" else None
    form = DirectorAnswerForm(sent, initial=initial)
    has_changed = False
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        has_changed = data["shown"] != shown
        if not has_changed:
            services.answer_as_director(confirmation, answer=data["answer"], note=data["note"])
            messages.success(request, _("Thank you. Your answer is saved."))
            return redirect("applications:director_confirm", pk)
        form = DirectorAnswerForm(initial={**data, "shown": shown})
    context = {
        "confirmation": confirmation,
        "application": application,
        "brief": Brief(application, get_language()),
        "costs": calculate(application.costs) if application.costs else None,
        "form": form,
        "has_changed": has_changed,
        "is_outdated": bool(confirmation.answer) and confirmation.digest != shown,
        "call": CallPage.of(application.round),
    }
    return render(request, "applications/director_confirm.html", context)


@require_safe
def director_answers(request, pk):
    """Show a director the answers, without personal data and files."""
    try:
        confirmation = _opened(request, pk)
    except Http404:
        return render(request, "applications/director_closed.html", status=404)
    application = confirmation.application
    sections = read_sections(
        Brief(application, get_language()).questionnaire, application.answers, {}
    )
    shown = [
        (step, [e for e in entries if not e.question.is_personal and e.kind != "files"])
        for step, entries in sections
    ]
    context = {
        "confirmation": confirmation,
        "application": application,
        "sections": [(step, entries) for step, entries in shown if entries],
        "call": CallPage.of(application.round),
    }
    return render(request, "applications/director_answers.html", context)
