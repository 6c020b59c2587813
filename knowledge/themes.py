"""What museums need and offer, of what their round may see."""

from collections import defaultdict

from django.db.models import F

from knowledge.models import Offer, Plan, PlanRevision

NO_THEMES = {None, "", "other"}


def themes_of(participations):
    """Return (needs, offers) of each participation, by its id: sets of heading keys.

    They are the themes of the needs and offers that a museum announces and that hold today;
    a need is also each target of a plan that it shows to the round.
    """
    themes = {Offer.Kind.NEED: defaultdict(set), Offer.Kind.OFFER: defaultdict(set)}
    announced = Offer.objects.open().filter(participation__in=participations)
    for kind, seat, theme in announced.values_list("kind", "participation_id", "themes"):
        themes[kind][seat].add(theme)
    shown = PlanRevision.objects.filter(
        plan__participation__in=participations,
        plan__audience=Plan.Audience.ROUND,
        number=F("plan__revision_number"),
    ).exclude(plan__archive=Plan.Archive.HIDDEN)
    for seat, content in shown.values_list("plan__participation_id", "content"):
        themes[Offer.Kind.NEED][seat] |= {each.get("key") for each in content.get("targets", [])}
    return {
        seat.pk: tuple(frozenset(found[seat.pk] - NO_THEMES) for found in themes.values())
        for seat in participations
    }
