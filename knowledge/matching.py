"""Which offers and needs would meet, and why, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from knowledge.models import Match, Offer
from knowledge.models.standing import standing_of

MOST, CONSIDERED = 6, 300


@dataclass(frozen=True)
class Proposal:
    """An offer and a need that would meet; ``other`` is the other museum's; the reasons."""

    offer: Offer
    need: Offer
    other: Offer
    reasons: list


def proposals_for(round, user):
    """Return the best proposals between a person's own museums and others of a round."""
    offers = list(
        Offer.objects.visible_to(user)
        .open()
        .filter(participation__round=round)
        .select_related("participation__museum")
        .prefetch_related("themes")[:CONSIDERED]
    )
    seats = standing_of(user).seats
    asked = set(Match.objects.visible_to(user).values_list("offer_id", "need_id"))
    found = []
    for own in (each for each in offers if each.participation_id in seats):
        for other in (each for each in offers if each.participation_id not in seats):
            if own.kind == other.kind:
                continue
            offer, need = (own, other) if own.kind == Offer.Kind.OFFER else (other, own)
            reasons = reasons_of(offer, need)
            if reasons and (offer.pk, need.pk) not in asked:
                found.append(Proposal(offer, need, other, reasons))
    return sorted(found, key=lambda proposal: -len(proposal.reasons))[:MOST]


def reasons_of(offer, need):
    """Return why an offer meets a need; nothing without a theme in common.

    What rules it out, such as another form or a region far away, leaves no reason either.
    """
    wanted = {theme.pk for theme in need.themes.all()}
    common = [theme.name for theme in offer.themes.all() if theme.pk in wanted]
    if not common or (offer.form and need.form and offer.form != need.form):
        return []
    if offer.region and need.region and offer.region != need.region:
        return []
    reasons = [_("the same theme: %(themes)s") % {"themes": ", ".join(common)}]
    if offer.form and offer.form == need.form:
        reasons.append(_("the same way: %(form)s") % {"form": offer.get_form_display()})
    if offer.hours and need.hours and offer.hours >= need.hours:
        reasons.append(_("the hours suffice"))
    if offer.region and offer.region == need.region:
        reasons.append(_("the same region: %(region)s") % {"region": offer.get_region_display()})
    return reasons
