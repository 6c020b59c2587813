"""A draft: its task list, its steps, checking and sending."""

import uuid

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from applications import services
from applications.clean_text import clean_post
from applications.clock import database_now
from applications.confirming import standing_of
from applications.countdown import Countdown
from applications.exceptions import (
    AlreadyDecidedError,
    AlreadySentError,
    CallClosedError,
    IncompleteError,
    TooManyFilesError,
)
from applications.fingerprints import read_base, write_base
from applications.models import CallPage
from applications.progress import Progress, read_sections
from applications.questionnaire import Questionnaire
from applications.steps import StepForm
from cms.limits import is_over_limit, may_mail
from cms.uploads import MEGABYTE, UploadError, clean_upload

from .access import own_application, words_kept
from .autosaving import answer_autosave

READ_OR_POST = ["GET", "HEAD", "POST"]


def _context(application, progress, **more):
    """Return what every page of a draft shows beside its own."""
    return {
        "application": application,
        "progress": progress,
        "standing": standing_of(application),
        "countdown": Countdown(services.round_as_for(application)),
        "is_closed": not application.round.is_call_open(),
        "call": CallPage.of(application.round),
        **more,
    }


@require_safe
@words_kept
def application(request, pk):
    """Show the steps and their states; a draft that was not sent in time can be read."""
    draft = own_application(request, pk)
    if not draft.is_draft:
        return redirect("applications:application_receipt", pk)
    context = _context(draft, Progress(draft, get_language()))
    return render(request, "applications/application.html", context)


@require_http_methods(READ_OR_POST)
@words_kept
def application_step(request, pk, number):
    """Show one step, and save it whole whether its answers are right or not."""
    draft = own_application(request, pk)
    if not draft.is_draft:
        return redirect("applications:application_receipt", pk)
    step = Questionnaire(draft.form_version, get_language()).step(number)
    if step is None:
        raise Http404
    if request.method == "POST":
        try:
            return _save_step(request, draft, step)
        except AlreadySentError:
            return redirect("applications:application_receipt", pk)
    form = StepForm(step, saved=draft.answers, files=draft.files_by_question)
    return _show_step(request, draft, step, form)


def _show_step(request, draft, step, form):
    progress = Progress(draft, get_language())
    base = write_base(step, draft.answers)
    context = _context(draft, progress, step=step, form=form, base=base)
    if step.number > 1:
        context["previous"] = progress.steps[step.number - 2].step
    status = 409 if form.clashes else 200
    return render(request, "applications/application_step.html", context, status=status)


def _save_step(request, draft, step):
    """Save what was sent, then go where the button says."""
    post = clean_post(request.POST)
    problems = _keep_files(request.FILES, post, draft, step)
    if removed := _sent_file(draft, post.get("remove")):
        services.remove_file(draft, file_id=removed.pk)
    form = StepForm(
        step,
        saved=draft.answers,
        files=draft.files_by_question,
        data=post,
        upload_problems=problems,
    )
    place = _place_in(draft, step, post, removed)
    writer = draft.own_writer
    appeared = form.appeared()
    answers = {id: value for id, value in form.answers().items() if id not in post.getlist("keep")}
    draft, form.clashes = services.merge_answers(
        draft,
        answers=answers,
        base=read_base(post.get("base")),
        language=get_language(),
        writer=writer,
    )
    if request.headers.get("X-Autosave"):
        return answer_autosave(draft, step, form.clashes)
    if form.clashes:
        form.clashed_with = draft.saved_by
        form.drop_other_errors()
        return _show_step(request, draft, step, form)
    if not services.round_as_for(draft).is_call_open():
        return redirect("applications:application", draft.pk)
    if {"add", "remove", "more"} & set(post):
        if problems:
            form.drop_other_errors()
            return _show_step(request, draft, step, form)
        return redirect(place)
    if "later" in post:
        _mail_way_back(writer)
        messages.success(request, _("Your answers are saved. We have mailed you a link back here."))
        return redirect("applications:application", draft.pk)
    if appeared:
        address = reverse("applications:application_step", args=[draft.pk, step.number])
        return redirect(f"{address}#{appeared.name}-asked")
    if not form.is_valid():
        return _show_step(request, draft, step, form)
    if step.number < len(draft.form_version.definition["steps"]):
        return redirect("applications:application_step", draft.pk, step.number + 1)
    return redirect("applications:application_check", draft.pk)


def _mail_way_back(writer):
    """Mail a way back, once a minute at the most: anybody can begin with anybody's address."""
    has_just_left = is_over_limit("way-back", str(writer.pk), most=1, seconds=60)
    if not has_just_left and may_mail(writer.email):
        services.send_link(writer)


def _sent_file(draft, text):
    """Return the draft's file with an id, or nothing."""
    pk = _as_uuid(text)
    return draft.files.filter(pk=pk).first() if pk else None


def _place_in(draft, step, post, removed):
    """Return the address of the question whose button was pressed."""
    address = reverse("applications:application_step", args=[draft.pk, step.number])
    pressed = {post.get("add"), post.get("more"), removed and removed.question_id}
    known = [question.name for question in step.answerable if question.id in pressed]
    return f"{address}#{known[0]}-place" if known else address


def _keep_files(files, post, draft, step):
    """Add every file that was sent; return {question id: sentence} for those refused."""
    problems = {}
    for question in step.answerable:
        if question.kind != "files":
            continue
        sent = files.getlist(question.name)
        if not sent and post.get("add") == question.id:
            problems[question.id] = _("Choose a file first")
        for file in sent:
            limit = question.megabytes * MEGABYTE
            try:
                services.add_file(draft, question=question, upload=clean_upload(file, limit=limit))
            except UploadError as error:
                problems[question.id] = str(error)
            except TooManyFilesError as error:
                problems[question.id] = _full(error.limit)
    return problems


def _full(limit):
    return ngettext(
        "There is one file already. Remove it to add another",
        "There are %(count)d files already. Remove one to add another",
        limit,
    ) % {"count": limit}


def _as_uuid(text):
    try:
        return uuid.UUID(text)
    except (TypeError, ValueError, AttributeError):
        return None


@require_http_methods(READ_OR_POST)
@words_kept
def application_check(request, pk):
    """Show every answer with a way to change it, and send."""
    arrived_at = database_now() if request.method == "POST" else None
    draft = own_application(request, pk)
    if not draft.is_draft:
        return redirect("applications:application_receipt", pk)
    if request.method == "POST":
        token = _as_uuid(request.POST.get("token")) or uuid.uuid4()
        try:
            services.submit_application(
                draft, token=token, language=get_language(), arrived_at=arrived_at
            )
            return redirect("applications:application_receipt", pk)
        except CallClosedError:
            return redirect("applications:application", pk)
        except IncompleteError:
            draft = own_application(request, pk)
    context = _context(draft, Progress(draft, get_language()), token=uuid.uuid4())
    context["is_refused"] = request.method == "POST"
    return render(request, "applications/application_check.html", context)


@require_http_methods(READ_OR_POST)
@words_kept
def application_take_back(request, pk):
    """Ask once more, then make a draft of what was sent, or let what was sent stand again."""
    sent = own_application(request, pk)
    if request.method == "POST":
        try:
            if "put_back" in request.POST:
                services.put_back(sent)
            else:
                services.take_back(sent, stands="change" in request.POST)
        except (AlreadyDecidedError, CallClosedError):
            return redirect("applications:application_receipt", pk)
    if request.method == "POST" or not sent.can_be_taken_back:
        return redirect("applications:application", pk)
    context = {"application": sent, "call": CallPage.of(sent.round)}
    return render(request, "applications/application_take_back.html", context)


@require_safe
@words_kept
def application_receipt(request, pk):
    """Show that the application has arrived, and what it says."""
    sent = own_application(request, pk)
    if sent.is_draft:
        return redirect("applications:application", pk)
    revision = sent.revisions.select_related("form_version").first()
    questionnaire = Questionnaire(revision.form_version, get_language())
    context = {
        "application": sent,
        "revision": revision,
        "decision": sent.decisions.released().first(),
        "call": CallPage.of(sent.round),
        "standing": standing_of(sent),
        "sections": read_sections(questionnaire, revision.answers, sent.files_by_question),
    }
    return render(request, "applications/application_receipt.html", context)
