"""Baskets of a round side by side."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

PARTS = [
    ("regions", _("Regions")),
    ("sizes", _("Sizes")),
    ("languages", _("Languages")),
    ("targets", _("Development targets")),
    ("hosting", _("Could host")),
]


class Comparison:
    """The balances of baskets among the same applications.

    ``baskets`` are pairs of a basket and the ids of the applications in it.
    """

    def __init__(self, pool, baskets):
        self.pool = pool
        self.columns = [(basket, pool.balance(inside)) for basket, inside in baskets]
        self.inside = [inside for _basket, inside in baskets]

    @cached_property
    def parts(self):
        """Return pairs of a title and its lines: a label and a Row for each basket."""
        found = []
        for name, title in PARTS:
            rows = zip(*(getattr(balance, name) for _, balance in self.columns), strict=True)
            found.append((title, [(cells[0].label, cells) for cells in rows]))
        return [(title, lines) for title, lines in found if lines]

    @cached_property
    def museums(self):
        """Return pairs of a candidate that is in any basket and whether it is in each of them."""
        lines = (
            (each, [each.pk in inside for inside in self.inside]) for each in self.pool.candidates
        )
        return [(each, marks) for each, marks in lines if any(marks)]
