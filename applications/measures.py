"""What the reviews of applications amount to, for somebody who may see them."""

from collections import defaultdict
from dataclasses import dataclass

from applications.models import Review


@dataclass(frozen=True)
class Measure:
    """How many reviews there are, the mean of their means and how far these lie apart."""

    count: int
    mean: float | None = None
    lowest: float | None = None
    highest: float | None = None


def measures_for(user, applications):
    """Return {application's id: Measure} of the reviews that a person may read, in one query."""
    reviews = Review.objects.visible_to(user).filter(application__in=[a.pk for a in applications])
    found = defaultdict(list)
    for review in reviews.select_related("rubric"):
        found[review.application_id].append(review.mean)
    return {pk: _measure(means) for pk, means in found.items()}


def _measure(means):
    given = [mean for mean in means if mean is not None]
    if not given:
        return Measure(len(means))
    return Measure(len(means), sum(given) / len(given), min(given), max(given))
