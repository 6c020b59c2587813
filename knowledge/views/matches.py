"""Exchanges between two museums, and the directory that grows from them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from knowledge import services
from knowledge.exceptions import NotInRoundError
from knowledge.expertise import expertise_for
from knowledge.forms import DirectoryForm, HoursForm
from knowledge.models import Match, Offer, Participation

from .access import for_members, posted
from .offers import headings


@for_members
def match_ask(request):
    """Ask another museum to bring an offer and a need together, by POST."""
    if request.method != "POST":
        return redirect("knowledge:offer_list")
    chosen = [request.POST.get(name, "") for name in ("offer", "need")]
    offers = {str(offer.pk): offer for offer in Offer.objects.visible_to(request.user).open()}
    if not set(chosen) <= set(offers):
        raise Http404
    offer, need = (offers[pk] for pk in chosen)
    seats = Participation.objects.of(request.user)
    seat = seats.filter(pk__in=[offer.participation_id, need.participation_id]).first()
    try:
        if seat is None:
            raise NotInRoundError
        services.ask_match(offer, need, seat=seat, by=request.user)
    except NotInRoundError as error:
        raise Http404 from error
    messages.success(request, _("The other museum is asked. You hear when both have said yes."))
    return back(seat.round_id)


def match_answer(request, pk):
    """Say yes or no for one's museum, by POST."""
    match, seat = get_match(request.user, pk)
    word = request.POST.get("word")
    if request.method == "POST" and word in Match.Word.values:
        services.answer_match(match, seat=seat, word=word, by=request.user)
        messages.success(request, _("Thank you. Your answer is saved."))
    return back(seat.round_id)


def match_done(request, pk):
    """Mark an agreed exchange as done, with its hours."""
    match, seat = get_match(request.user, pk)
    if match.agreed_at is None:
        raise PermissionDenied
    form = HoursForm(posted(request))
    if request.method == "POST" and form.is_valid():
        hours = form.cleaned_data["hours"]
        services.finish_match(match, seat=seat, hours=hours, by=request.user)
        messages.success(request, _("Thank you. It is in the directory of expertise."))
        return back(seat.round_id)
    context = {"match": match, "round": seat.round, "form": form}
    return render(request, "knowledge/match_done.html", context)


def match_open(request, pk):
    """Let all rounds know of what one's museum gave, or no longer, by POST.

    It is taken back after the round too.
    """
    is_open = "open" in request.POST
    match, seat = get_match(request.user, pk, ends=is_open)
    if request.method == "POST":
        services.open_match(match, seat=seat, is_open=is_open, by=request.user)
        messages.success(request, _("It is saved."))
    return back(seat.round_id)


@for_members
def directory(request):
    """Show what museums have done and learnt, and whom to ask; a theme narrows it."""
    form = DirectoryForm(request.GET or None, headings=headings())
    theme = form.cleaned_data["theme"] if form.is_valid() else None
    context = {"form": form, "rows": expertise_for(request.user, theme), "theme": theme}
    return render(request, "knowledge/directory.html", context)


def get_match(user, pk, *, ends=True):
    """Return a match of a person's museum, and the seat they answer from.

    Raise Http404 if it is not theirs, PermissionDenied after the round if this ``ends``
    with it.
    """
    matches = Match.objects.visible_to(user).select_related("offer", "need")
    match = get_object_or_404(matches, pk=pk)
    if ends and not Match.objects.editable_by(user).contains(match):
        raise PermissionDenied
    seats = Participation.objects.of(user).select_related("round")
    pair = [match.offer.participation_id, match.need.participation_id]
    return match, seats.filter(pk__in=pair).first()


def back(round):
    """Return to the list of a round, at its exchanges."""
    return redirect(f"{reverse('knowledge:offer_list')}?round={round}#h-exchanges")
