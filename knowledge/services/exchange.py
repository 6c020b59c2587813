"""Offers and needs are announced, changed and withdrawn; hosting is wished for."""

from django.db import transaction
from django.utils import timezone

from accounts.services import log
from cms.tokens import token_for
from knowledge.exceptions import OfferChangedError, RoundEndedError
from knowledge.models import HostingWish, Offer, Participation
from knowledge.search.index import index_later


@transaction.atomic
def announce(
    participation,
    *,
    kind,
    text,
    by,
    themes=(),
    form="",
    hours=None,
    region="",
    valid_until=None,
    origin="",
    language="fi",
    token=None,
):
    """Announce an offer or a need of a museum to its round, and return it.

    ``kind`` is an ``Offer.Kind`` and ``themes`` headings or their keys. The same
    ``token`` and words, or the same application (``origin``) and kind, again return what they made.
    Raise RoundEndedError after the round or when the museum has left it.
    """
    participation = hold(participation)
    same = participation.offers.none()
    if token := token_for(token, kind, text, form, hours, region, valid_until):
        same = participation.offers.filter(request_token=token)
    elif origin:
        same = participation.offers.filter(kind=kind, origin=origin)
    if earlier := same.first():
        return earlier
    offer = Offer.objects.create(
        participation=participation,
        kind=kind,
        text=text,
        form=form,
        hours=hours,
        region=region,
        valid_until=valid_until,
        origin=origin,
        language=language,
        request_token=token,
        created_by=by,
    )
    offer.themes.set(themes)
    index_later(offer)
    _log("offer.announce", offer, participation, by=by, kind=kind)
    return offer


@transaction.atomic
def revise_offer(offer, *, text, themes, form, hours, region, valid_until, base_number, by):
    """Change an offer or a need that holds, and return it.

    Raise OfferChangedError if a colleague changed or withdrew it since ``base_number``,
    and RoundEndedError after the round.
    """
    offer = lock_offer(offer)
    values = {
        "text": text,
        "form": form,
        "hours": hours,
        "region": region,
        "valid_until": valid_until,
    }
    keys = {theme.pk for theme in themes}
    is_same = {name: getattr(offer, name) for name in values} == values
    if is_same and set(offer.themes.values_list("pk", flat=True)) == keys:
        return offer
    if offer.number != base_number or offer.withdrawn_at is not None:
        raise OfferChangedError(offer)
    for name, value in values.items():
        setattr(offer, name, value)
    offer.number += 1
    offer.save(update_fields=[*values, "number"])
    offer.themes.set(themes)
    index_later(offer)
    _log("offer.revise", offer, offer.participation, by=by, number=offer.number)
    return offer


@transaction.atomic
def withdraw_offer(offer, *, by):
    """Withdraw an offer or a need; done twice it is done once. Raise RoundEndedError."""
    offer = lock_offer(offer)
    if offer.withdrawn_at is None:
        offer.withdrawn_at = timezone.now()
        offer.save(update_fields=["withdrawn_at"])
        _log("offer.withdraw", offer, offer.participation, by=by, kind=offer.kind)
    return offer


@transaction.atomic
def wish_to_host(participation, *, text, by, origin=""):
    """Keep what a museum says about hosting, in place of what it said; return the wish.

    Raise RoundEndedError after the round or when the museum has left it.
    """
    participation = hold(participation)
    wish, is_new = HostingWish.objects.get_or_create(
        participation=participation,
        defaults={"text": text, "origin": origin, "changed_by": by},
    )
    if not is_new and wish.text != text:
        wish.text, wish.origin, wish.changed_by = text, origin, by
        wish.changed_at = timezone.now()
        wish.save()
    elif not is_new:
        return wish
    _log("hosting.wish", wish, participation, by=by)
    return wish


def hold(participation):
    """Return the participation as it is now, held; it and its round go on."""
    participation = (
        Participation.objects.select_for_update(of=("self",))
        .select_related("round", "museum")
        .get(pk=participation.pk)
    )
    has_left = participation.left_at is not None and participation.left_at <= timezone.now()
    if has_left or participation.round.has_ended:
        raise RoundEndedError
    return participation


def lock_offer(offer):
    """Return the offer as it is now, held with its museum's seat; its round goes on."""
    participation = hold(offer.participation)
    offer = Offer.objects.select_for_update(of=("self",)).get(pk=offer.pk)
    offer.participation = participation
    return offer


def _log(action, subject, participation, *, by, **detail):
    log(
        action,
        subject,
        by=by,
        round_id=participation.round_id,
        museum_id=participation.museum_id,
        **detail,
    )
