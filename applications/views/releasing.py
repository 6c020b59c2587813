"""Letters are written, frozen and read; then the decisions of a round leave together."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from applications import services
from applications.clean_text import clean_post
from applications.exceptions import ReleaseRefusedError
from applications.forms.decisions import LetterTemplateForm, confirmed_in
from applications.letters import PLACEHOLDERS, first_texts
from applications.models import Decision, LetterTemplate
from applications.releasing import Release
from knowledge.models import Round

READ_OR_POST = ["GET", "HEAD", "POST"]
PAGE_SIZE = 50
MOST_PROBLEMS = 100


def _coordinated(request, pk):
    return get_object_or_404(Round.objects.coordinated_by(request.user), pk=pk)


@require_http_methods(READ_OR_POST)
def letter_template(request, pk, outcome):
    """Write the letter of one outcome in every language."""
    round = _coordinated(request, pk)
    if outcome not in Decision.Outcome.values:
        raise Http404
    templates = LetterTemplate.objects.newest_of(round.pk)
    form = LetterTemplateForm(
        clean_post(request.POST) if request.method == "POST" else None,
        initial=_first_words(templates, outcome),
    )
    if form.is_valid():
        _, count = services.save_letter_template(
            round,
            outcome=outcome,
            texts=form.texts,
            contact_name=form.cleaned_data["contact_name"],
            contact_email=form.cleaned_data["contact_email"],
            by=request.user,
        )
        _tell_saved(request, count)
        return redirect("review:letter_template", pk, outcome)
    context = {
        "round": round,
        "form": form,
        "outcome": Decision.Outcome(outcome),
        "outcomes": Decision.Outcome,
        "saved": templates.get(outcome),
        "placeholders": PLACEHOLDERS,
    }
    return render(request, "applications/letter_template.html", context)


def _first_words(templates, outcome):
    """Return the saved words, or the site's own with the contact of another letter."""
    saved = templates.get(outcome)
    other = saved or next(iter(templates.values()), None)
    contact = (
        {"contact_name": other.contact_name, "contact_email": other.contact_email} if other else {}
    )
    return {
        **LetterTemplateForm.initial_of(saved.texts if saved else first_texts(outcome)),
        **contact,
    }


def _tell_saved(request, count):
    messages.success(request, _("The letter's text is saved."))
    if count:
        text = ngettext(
            "A frozen letter changed: it has a new frozen version.",
            "%(count)d frozen letters changed: they have new frozen versions.",
            count,
        )
        messages.info(request, text % {"count": count})


@require_http_methods(READ_OR_POST)
def outbox(request, pk):
    """Show every letter that is to leave, whole; freeze those that are not."""
    round = _coordinated(request, pk)
    if request.method == "POST":
        count = services.freeze_letters(round, by=request.user)
        text = ngettext("One letter is frozen.", "%(count)d letters are frozen.", count)
        messages.success(request, text % {"count": count})
        return redirect("review:outbox", pk)
    entries = Release(round, request.user).prepared
    rows = _page(entries, request.GET.get("after"))
    context = {
        "round": round,
        "entries": rows[:PAGE_SIZE],
        "after": rows[PAGE_SIZE - 1].application.pk if len(rows) > PAGE_SIZE else None,
        "is_first_page": "after" not in request.GET,
        "to_freeze": sum(1 for e in entries if e.draft and (e.letter is None or e.is_stale)),
        "outcomes": Decision.Outcome,
    }
    return render(request, "applications/outbox.html", context)


def _page(entries, after):
    """Return what comes after an application, one more than a page; the unknown is ignored."""
    ids = [str(entry.application.pk) for entry in entries]
    start = ids.index(after) + 1 if after in ids else 0
    return entries[start : start + PAGE_SIZE + 1]


@require_http_methods(READ_OR_POST)
def release(request, pk):
    """Show what stands in the way of the release, or release every prepared decision."""
    round = _coordinated(request, pk)
    confirmed = confirmed_in(request.POST)
    problems = None
    if request.method == "POST":
        try:
            count = services.release_decisions(round, by=request.user, confirmed=confirmed)
        except ReleaseRefusedError as error:
            problems = error.problems
        else:
            _tell_released(request, count)
            return redirect("review:application_list")
    found = Release(round, request.user)
    unconfirmed = found.unconfirmed
    if problems is None:
        problems = found.problems({each.pk for each in unconfirmed})
    context = {
        "round": round,
        "prepared": found.prepared,
        "counts": _counts(found),
        "problems": problems[:MOST_PROBLEMS],
        "more": len(problems) - MOST_PROBLEMS,
        "unconfirmed": [(each, each.pk in confirmed) for each in unconfirmed],
        "is_refused": request.method == "POST",
    }
    return render(request, "applications/release.html", context)


def _counts(found):
    """Return pairs of an outcome in words and how many have it."""
    outcomes = [entry.decision.outcome for entry in found.prepared]
    return [(outcome.label, outcomes.count(outcome)) for outcome in Decision.Outcome]


def _tell_released(request, count):
    if not count:
        messages.info(request, _("Nothing waits to be released: the decisions are out already."))
        return
    text = ngettext(
        "One decision is released, and its letter leaves now.",
        "%(count)d decisions are released, and their letters leave now.",
        count,
    )
    messages.success(request, text % {"count": count})
