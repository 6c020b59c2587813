"""Whose turn it is to host, and who would like to."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from knowledge import services
from knowledge.exceptions import NotInRoundError, TurnsChangedError
from knowledge.forms import HostingOrderForm, HostingWishForm
from knowledge.models import HostingTurn, HostingWish, Meeting, Participation

from .access import for_members, posted
from .home import choose_round
from .meetings import hosts_of, may_plan


@for_members
def hosting_order(request):
    """Set the hosting turns of a round that one coordinates: by numbers, or by moving one."""
    round = choose_round(request)
    if not may_plan(round, request.user):
        raise PermissionDenied
    if request.method == "POST" and "move" in request.POST:
        move(request, round)
        return redirect(f"{request.path}?round={round.pk}#turns")
    turns = HostingTurn.objects.visible_to(request.user).filter(participation__round=round)
    turns = list(turns.select_related("participation__museum", "meeting"))
    meetings = Meeting.objects.visible_to(request.user).filter(round=round)
    by_seat = {turn.participation_id: turn for turn in turns}
    seats = list(hosts_of(round, request.user))
    seats.sort(key=lambda seat: by_seat[seat.pk].position if seat.pk in by_seat else len(seats) + 1)
    form = HostingOrderForm(
        posted(request),
        seats=seats,
        meetings=meetings,
        turns=by_seat,
        initial={"base": services.mark_of(turns)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            base = form.cleaned_data["base"]
            services.order_turns(round, turns=form.turns, base=base, by=request.user)
        except NotInRoundError:
            form.add_error(None, _("A museum has left the round. Choose again."))
        except TurnsChangedError:
            form.add_error(None, _("Somebody else has set the turns. Compare, and save again."))
            form.data = form.data.copy()
            form.data["base"] = services.mark_of(turns)
        else:
            messages.success(request, _("The hosting turns are saved."))
            return redirect(f"{reverse('knowledge:meeting_list')}?round={round.pk}#h-rota")
    wishes = HostingWish.objects.visible_to(request.user).filter(participation__round=round)
    context = {
        "round": round,
        "form": form,
        "turns": turns,
        "wishes": wishes.select_related("participation__museum"),
    }
    return render(request, "knowledge/hosting_order.html", context)


def move(request, round):
    """Move a turn as a button says: its id, where it is, where it goes. Others do nothing."""
    pk, _colon, places = request.POST["move"].partition(":")
    position, _colon, to = places.partition(":")
    turns = HostingTurn.objects.visible_to(request.user).filter(participation__round=round)
    turn = next((turn for turn in turns if str(turn.pk) == pk), None)
    if turn is None or not (position.isdecimal() and to.isdecimal()):
        raise Http404
    services.move_turn(turn, position=int(position[:4]), to=int(to[:4]), by=request.user)


def hosting_wish(request, pk):
    """Keep what one's own museum says about hosting in a round."""
    seats = Participation.objects.visible_to(request.user).select_related("museum", "round")
    seat = get_object_or_404(seats, pk=pk)
    is_own = Participation.objects.of(request.user).contains(seat)
    if not is_own or seat.round.has_ended:
        raise PermissionDenied
    wish = HostingWish.objects.visible_to(request.user).filter(participation=seat).first()
    form = HostingWishForm(posted(request), initial={"text": wish.text if wish else ""})
    if request.method == "POST" and form.is_valid():
        services.wish_to_host(seat, by=request.user, **form.cleaned_data)
        messages.success(request, _("Thank you. The coordinator can read it."))
        return redirect(f"{reverse('knowledge:meeting_list')}?round={seat.round_id}")
    context = {"seat": seat, "round": seat.round, "form": form}
    return render(request, "knowledge/hosting_wish.html", context)
