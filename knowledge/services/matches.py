"""Two museums are asked to bring an offer and a need together; both have to say yes."""

from django.db import transaction
from django.utils import timezone

from accounts.services import log
from knowledge import emails
from knowledge.exceptions import MatchClosedError, NotInRoundError
from knowledge.models import Match, Offer
from knowledge.models.matches import LASTS

from .exchange import hold


@transaction.atomic
def ask_match(offer, need, *, seat, by):
    """Ask another museum to bring an offer and a need together, and return the match.

    ``seat`` is the participation that asks, which says yes by that. Asked twice it is
    asked once; asked by the museum that was asked, it is a yes. Raise NotInRoundError if the two are not open to each other, and
    RoundEndedError after the round.
    """
    seat = hold(seat)
    pair = Offer.objects.open().filter(participation__round=seat.round_id)
    offer = pair.filter(pk=offer.pk, kind=Offer.Kind.OFFER).first()
    need = pair.filter(pk=need.pk, kind=Offer.Kind.NEED).first()
    if offer is None or need is None or offer.participation_id == need.participation_id:
        raise NotInRoundError
    if seat.pk not in {offer.participation_id, need.participation_id}:
        raise NotInRoundError
    match, is_new = Match.objects.get_or_create(offer=offer, need=need, defaults={"asked_by": by})
    side = match.side_of({seat.pk})
    if not is_new and not getattr(match, f"{side}_word"):
        return answer_match(match, seat=seat, word=Match.Word.YES, by=by)
    if is_new:
        setattr(match, f"{side}_word", Match.Word.YES)
        match.save(update_fields=[f"{side}_word"])
        _log("match.ask", match, by=by)
        other = need if side == "offer" else offer
        emails.tell_of_match(match, other.participation, "asked")
    return match


@transaction.atomic
def answer_match(match, *, seat, word, by):
    """Keep a museum's yes or no, and return the match; it is agreed when both say yes.

    Raise MatchClosedError if it is agreed already or too old, and RoundEndedError.
    """
    match, side = _lock(match, seat)
    if getattr(match, f"{side}_word") == word:
        return match
    if match.agreed_at or match.asked_at + LASTS <= timezone.now():
        raise MatchClosedError
    setattr(match, f"{side}_word", word)
    if match.offer_word == match.need_word == Match.Word.YES:
        match.agreed_at = timezone.now()
        for each in (match.offer, match.need):
            emails.tell_of_match(match, each.participation, "agreed")
    match.save(update_fields=[f"{side}_word", "agreed_at"])
    _log("match.answer", match, by=by, after="agreed" if match.agreed_at else word)
    return match


@transaction.atomic
def finish_match(match, *, seat, hours, by):
    """Mark an agreed exchange as done, with the hours it took; return it.

    Raise MatchClosedError unless it is agreed, and RoundEndedError.
    """
    match, _side = _lock(match, seat)
    if match.agreed_at is None:
        raise MatchClosedError
    if match.done_at is None:
        match.done_at, match.hours = timezone.now(), hours
        match.save(update_fields=["done_at", "hours"])
        _log("match.done", match, by=by, hours=hours)
    return match


@transaction.atomic
def open_match(match, *, seat, is_open, by):
    """Let all rounds know of what a museum gave, or no longer; the giver's word alone counts.

    Raise MatchClosedError unless it is done and ``seat`` gave it, and RoundEndedError; it
    is taken back after the round too.
    """
    match, side = _lock(match, seat, ends=is_open)
    if match.done_at is None or side != "offer":
        raise MatchClosedError
    if bool(match.opened_at) != is_open:
        match.opened_at = timezone.now() if is_open else None
        match.save(update_fields=["opened_at"])
        _log("match.open", match, by=by, after=is_open)
    return match


def _lock(match, seat, *, ends=True):
    """Return the match as it is now, held, and the side of ``seat``.

    The round goes on, if this ``ends`` with it.
    """
    seat = hold(seat) if ends else seat
    match = (
        Match.objects.select_for_update(of=("self",))
        .select_related("offer__participation__round", "need__participation__round")
        .get(pk=match.pk)
    )
    if seat.pk not in {match.offer.participation_id, match.need.participation_id}:
        raise NotInRoundError
    return match, match.side_of({seat.pk})


def _log(action, match, *, by, **detail):
    seat = match.offer.participation
    log(action, match, by=by, round_id=seat.round_id, museum_id=seat.museum_id, **detail)
