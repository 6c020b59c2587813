"""Applications for those who read and decide them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications import services
from applications.clean_text import clean_post
from applications.confirming import standing_of
from applications.exceptions import (
    AlreadyDecidedError,
    AlreadyTakingPartError,
    ChangedMeanwhileError,
    UnknownContactError,
)
from applications.forms import ReviewForm
from applications.measures import measures_for
from applications.models import Application, Review, RubricVersion
from applications.preliminary_plan import PreliminaryPlan
from applications.progress import read_sections
from applications.questionnaire import Questionnaire
from knowledge.exceptions import RoundEndedError


def _visible(request, pk):
    visible = Application.objects.visible_to(request.user)
    related = ("round__call_rules", "museum", "confirmation", "form_version")
    return get_object_or_404(visible.select_related(*related), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def application_detail(request, pk):
    """Show what was sent, for reading, and take the reader's own review of it."""
    application = _visible(request, pk)
    review = Review.objects.of(request.user).filter(application=application).first()
    rubric = RubricVersion.objects.newest_of(application.round_id)
    form = _review_form(request, review, rubric)
    revision = _revision(application, form["revision"].value() or request.GET.get("revision"))
    theirs = None
    if form.is_bound and form.is_valid():
        try:
            services.save_review(
                application,
                by=request.user,
                revision=revision,
                rubric=rubric,
                marks=form.marks,
                notes=form.cleaned_data["notes"],
                version=form.cleaned_data["version"],
            )
        except ChangedMeanwhileError as error:
            theirs = error.current
            form = form.anew(version=theirs.version)
        else:
            messages.success(request, _("Your review is saved."))
            return redirect("review:application_detail", pk)
    context = _reading(request, application, revision)
    context |= {"form": form, "review": review, "theirs": theirs, "rubric": rubric}
    return render(request, "applications/application_detail.html", context)


def _review_form(request, review, rubric):
    """Return the form of the reader's own review, sent or as it was saved."""
    if request.method == "POST":
        return ReviewForm(clean_post(request.POST), rubric=rubric)
    return ReviewForm(initial=ReviewForm.initial_of(review), rubric=rubric)


def _revision(application, number):
    """Return the revision with a number, or the newest where there is no such one.

    It knows the number of the ``newest``.
    """
    revisions = list(application.revisions.select_related("form_version")[:50])
    found = next((r for r in revisions if str(r.number) == str(number)), revisions[0])
    found.newest = revisions[0].number
    return found


def _reading(request, application, revision):
    """Return what the reading view shows of one revision, and of the reviews of others."""
    questionnaire = Questionnaire(revision.form_version, get_language())
    sent = {file["id"] for file in revision.files}
    files = {
        question: [file for file in found if str(file.pk) in sent]
        for question, found in application.files_by_question.items()
    }
    reviews = Review.objects.visible_to(request.user).filter(application=application)
    found = list(reviews.select_related("reviewer", "rubric"))
    own = [review for review in found if review.reviewer_id == request.user.pk]
    others = [review for review in found if review not in own]
    is_coordinator = application.is_handled_by(request.user)
    return {
        "application": application,
        "revision": revision,
        "newest": revision.newest,
        "standing": standing_of(application),
        "same_museum": _of_same_museum(request.user, application),
        "sections": read_sections(questionnaire, revision.answers, files, is_staff=is_coordinator),
        "others": [(other, other.marks_in(get_language())) for other in others],
        "measure": measures_for(request.user, [application]).get(application.pk),
        "is_coordinator": is_coordinator,
        "may_discuss": bool(own) or is_coordinator,
        "may_decide": Application.objects.decidable_by(request.user).contains(application),
    }


def _of_same_museum(user, application):
    """Return the others of the same museum that a person may read, newest first."""
    visible = Application.objects.visible_to(user).of_same_museum(application)
    return visible.order_by("-received_at").only("pk", "reference", "received_at")[:10]


@require_http_methods(["GET", "HEAD", "POST"])
def application_accept(request, pk):
    """Ask once more, then take the museum into the round."""
    decidable = Application.objects.decidable_by(request.user).select_related("round", "museum")
    application = get_object_or_404(decidable, pk=pk)
    has_asked = request.method == "POST" and _accept(request, application)
    if has_asked or not application.can_be_decided:
        return redirect("review:application_detail", pk)
    draft, museum = PreliminaryPlan(application), services.museum_of(application)
    context = {
        "application": application,
        "draft": draft,
        "museum": museum,
        "is_unknown_contact": museum and services.is_unknown_contact(museum, draft.contact_email),
        "is_refused": request.method == "POST",
    }
    return render(request, "applications/application_accept.html", context)


def _accept(request, application):
    """Accept, and return whether all is said; False if the contact person is to be confirmed."""
    is_confirmed = "confirmed" in request.POST
    try:
        services.accept_application(application, by=request.user, is_contact_confirmed=is_confirmed)
    except UnknownContactError:
        return False
    except AlreadyDecidedError:
        messages.info(request, _("The application had been decided already."))
    except AlreadyTakingPartError:
        messages.error(request, _("The museum takes part in the round already."))
    except RoundEndedError:
        messages.error(request, _("The round is over: nobody new comes in."))
    else:
        messages.success(request, _("The application is accepted, and the invitations are sent."))
    return True
