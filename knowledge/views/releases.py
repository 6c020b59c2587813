"""Consents and release: asked, answered, released and taken back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cms.releases import NoPlaceError
from knowledge import services
from knowledge.cards import card_of
from knowledge.exceptions import ConsentMissingError, ConsentVoidError, PartyHasLeftError
from knowledge.forms.experiences import ConsentForm, ReleaseForm
from knowledge.models import Consent, Experience
from knowledge.models.experiences import WIDTH
from knowledge.readers import readers_of
from knowledge.steps import steps_of

from .access import posted, with_places
from .audiences import difference
from .experiences import get_editable_experience

Audience = Experience.Audience


def experience_release(request, pk):
    """Choose a wider audience and ask for consents; when all are there, release.

    Each step shows first who would be able to read it besides those who can now.
    """
    experience = get_editable_experience(request.user, pk)
    wider = [Audience(each) for each in WIDTH[WIDTH.index(experience.audience) + 1 :]]
    form = ReleaseForm(posted(request), wider=wider, initial={"audience": experience.asked})
    chain = steps_of(experience, request.user)
    context = {
        "experience": experience,
        "form": form,
        "wider": wider,
        "now": readers_of([experience])[experience.pk],
    }
    if request.method == "POST" and form.is_valid():
        audience = form.cleaned_data["audience"]
        if {"ask", "release"} & set(request.POST):
            verb = _release if "release" in request.POST else _ask
            problem = verb(request, experience, audience)
            if not problem:
                return redirect("knowledge:experience_detail", pk=experience.pk)
            form.add_error("audience", problem)
        else:
            return _confirm(request, context, audience, is_ready=False)
    elif chain and chain.is_ready and request.method == "GET" and "other" not in request.GET:
        form = ReleaseForm({"audience": chain.audience}, wider=wider)
        return _confirm(request, context | {"form": form}, chain.audience, is_ready=True)
    return render(request, "knowledge/experience_release.html", context)


def experience_withdraw(request, pk):
    """Take a released experience back to the museum, after asking."""
    released = with_places(Experience.objects.withdrawable_by(request.user))
    experience = released.filter(pk=pk).first()
    if experience is None:
        get_object_or_404(Experience.objects.visible_to(request.user), pk=pk)
        raise PermissionDenied
    if request.method == "POST" and "confirm" in request.POST:
        was_public = experience.audience == Audience.PUBLIC
        services.withdraw_experience(experience, by=request.user)
        _tell_withdrawn(request, was_public)
        return redirect("knowledge:experience_list")
    context = {"experience": experience, "now": readers_of([experience])[experience.pk]}
    return render(request, "knowledge/experience_withdraw.html", context)


def consent(request, pk):
    """Show a museum the very text it is asked to approve, and take its answer."""
    consents = Consent.objects.visible_to(request.user).select_related(
        "experience__participation__museum",
        "experience__participation__round",
        "participation__museum",
        "revision",
        "answered_by",
    )
    asked = get_object_or_404(consents, pk=pk)
    may_answer = Consent.objects.answerable_by(request.user).contains(asked)
    form = ConsentForm(posted(request), initial={"digest": asked.sha256})
    if request.method == "POST":
        is_withdrawal = "withdraw" in request.POST and asked.state == Consent.State.GIVEN
        if not may_answer and not (is_withdrawal and not asked.is_own):
            raise PermissionDenied
        if form.is_valid() and _answer(request, asked, form.cleaned_data):
            return redirect("knowledge:workspace")
    context = {
        "consent": asked,
        "experience": asked.experience,
        "form": form,
        "card": card_of(asked.revision),
        "may_answer": may_answer,
        "then": readers_of([asked.experience], kind=asked.audience)[asked.experience_id],
    }
    return render(request, "knowledge/consent.html", context)


def _confirm(request, context, audience, *, is_ready):
    experience = context["experience"]
    then = readers_of([experience], kind=audience)[experience.pk]
    context |= difference(context["now"], then) | {
        "audience": Audience(audience),
        "is_ready": is_ready,
        "parties": [
            seat.museum for seat in experience.parties.select_related("museum").order_by("museum")
        ],
    }
    return render(request, "knowledge/experience_release_confirm.html", context)


def _ask(request, experience, audience):
    """Ask for consents; return a sentence if that could not be done."""
    try:
        services.ask_consents(experience, audience=audience, by=request.user)
    except PartyHasLeftError:
        return _("A museum named has left its round and cannot be asked. Leave it unnamed.")
    messages.success(request, _("The museums are asked. Nothing is released before all approve."))
    return ""


def _release(request, experience, audience):
    """Release; return a sentence if that could not be done."""
    try:
        services.release_experience(experience, audience=audience, by=request.user)
    except ConsentMissingError:
        return _("Not every museum has approved this text for these readers.")
    except NoPlaceError:
        return _("The public site has no list of experiences in this language yet.")
    if audience == Audience.PUBLIC:
        messages.success(
            request, _("The experience is released. An editor publishes it on the public site.")
        )
    else:
        messages.success(request, _("The experience is released."))
    return ""


def _answer(request, asked, data):
    """Take an answer to a consent; return whether it was taken."""
    try:
        if "give" in request.POST:
            services.give_consent(asked, digest=data["digest"], by=request.user)
            messages.success(request, _("Thank you. Your museum approves this text."))
        elif "withdraw" in request.POST:
            was_public = asked.experience.audience == Audience.PUBLIC
            services.withdraw_consent(asked, note=data["note"], by=request.user)
            _tell_withdrawn(request, was_public)
        elif "decline" in request.POST:
            services.decline_consent(asked, note=data["note"], by=request.user)
            messages.success(request, _("Your museum does not approve this text."))
        else:
            return False
    except ConsentVoidError as error:
        raise Http404 from error
    return True


def _tell_withdrawn(request, was_public):
    if was_public:
        messages.success(
            request,
            _("It is taken back: the page, its translations and its history are gone."),
        )
    else:
        messages.success(request, _("It is taken back: only its own museum can open it now."))
