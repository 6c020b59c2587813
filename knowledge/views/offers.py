"""Offers and needs of a round: the list, and one's own museum's."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from knowledge import services
from knowledge.audiences import contacts_of
from knowledge.exceptions import OfferChangedError
from knowledge.forms import OfferFilterForm, OfferForm
from knowledge.matching import proposals_for
from knowledge.models import Heading, Match, Offer, Round
from knowledge.models.standing import standing_of

from .access import for_members, posted
from .home import choose_round
from .meetings import own_seat

FIELDS = ("text", "form", "hours", "region", "valid_until")
# A round's list is one page: what is more is found by filters.
MOST = 100


@for_members
def offer_list(request):
    """Show what a round offers and needs, proposals for one's museum, and its exchanges."""
    round = choose_round(request)
    form = OfferFilterForm(request.GET or None, headings=headings())
    offers = (
        Offer.objects.visible_to(request.user)
        .filter(participation__round=round)
        .select_related("participation__museum")
        .prefetch_related("themes")
    )
    seats = standing_of(request.user).seats
    seat = own_seat(round, request.user)
    context = {
        "round": round,
        "rounds": Round.objects.visible_to(request.user).by_nearness(),
        "form": form,
        "offers": form.narrow(offers.open())[:MOST],
        "closed": [
            offer for offer in offers.filter(participation__in=seats)[:MOST] if not offer.is_open
        ],
        "seats": seats,
        "own_seat": seat,
        "may_write": seat is not None and not round.has_ended,
        "proposals": proposals_for(round, request.user) if seat and not round.has_ended else [],
        "exchanges": exchanges_of(round, request.user),
    }
    return render(request, "knowledge/offer_list.html", context)


@for_members
def offer_add(request):
    """Announce what one's museum offers or needs."""
    round = choose_round(request)
    seat = own_seat(round, request.user)
    if seat is None or round.has_ended:
        raise PermissionDenied
    form = OfferForm(
        posted(request),
        headings=headings(),
        is_new=True,
        initial={"base_number": 1, "kind": request.GET.get("kind")},
    )
    if request.method == "POST" and form.is_valid():
        token = form.cleaned_data["token"]
        services.announce(
            seat, token=token, language=get_language(), by=request.user, **form.values
        )
        messages.success(request, _("It is announced to the round."))
        return redirect(f"{reverse('knowledge:offer_list')}?round={round.pk}")
    return render(request, "knowledge/offer_form.html", {"round": round, "form": form})


def offer_update(request, pk):
    """Change an offer or a need of one's museum."""
    offer = get_editable_offer(request.user, pk)
    form = OfferForm(
        posted(request),
        headings=headings(),
        is_new=False,
        initial={name: getattr(offer, name) for name in FIELDS}
        | {
            "themes": list(offer.themes.all()),
            "base_number": offer.number,
        },
    )
    context = {"round": offer.participation.round, "form": form, "offer": offer}
    if request.method == "POST" and form.is_valid():
        base = form.cleaned_data["base_number"]
        try:
            services.revise_offer(offer, base_number=base, by=request.user, **form.values)
        except OfferChangedError as error:
            context["theirs"] = error.offer
            form.data = form.data.copy()
            form.data["base_number"] = error.offer.number
        else:
            messages.success(request, _("It is saved."))
            return back_to(offer)
    return render(request, "knowledge/offer_form.html", context)


def offer_withdraw(request, pk):
    """Withdraw an offer or a need of one's museum, by POST."""
    offer = get_editable_offer(request.user, pk)
    if request.method == "POST":
        services.withdraw_offer(offer, by=request.user)
        messages.success(request, _("It is withdrawn."))
    return back_to(offer)


def get_editable_offer(user, pk):
    """Return an offer that a person may change.

    Raise Http404 if they may not know of it, PermissionDenied if they may only read it.
    """
    offers = Offer.objects.visible_to(user).select_related("participation__round")
    offer = get_object_or_404(offers, pk=pk)
    if not Offer.objects.editable_by(user).contains(offer):
        raise PermissionDenied
    return offer


def exchanges_of(round, user):
    """Return (match, side, state, the other museum's offer, its contacts if agreed)."""
    matches = (
        Match.objects.visible_to(user)
        .filter(offer__participation__round=round)
        .select_related("offer__participation__museum", "need__participation__museum")[:MOST]
    )
    seats = standing_of(user).seats
    rows = []
    for match in matches:
        side = match.side_of(seats)
        rows.append((match, side, match.need if side == "offer" else match.offer))
    agreed = [other.participation.museum_id for match, _side, other in rows if match.agreed_at]
    contacts = contacts_of(agreed)
    return [
        (
            match,
            side,
            match.state_for(side),
            other,
            contacts[other.participation.museum_id] if match.agreed_at else [],
        )
        for match, side, other in rows
    ]


def headings():
    """Return the headings that a theme may be: those without parts."""
    return Heading.objects.filter(parts=None)


def back_to(offer):
    """Return to the list of the offer's round."""
    return redirect(f"{reverse('knowledge:offer_list')}?round={offer.participation.round_id}")
