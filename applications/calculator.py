"""What taking part costs a museum: hours, working days and euros."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext_lazy as _

# A working day of the municipal agreement: 7 hours 15 minutes.
HOURS_IN_A_DAY = Decimal("7.25")
MONTHS_IN_A_YEAR = 12


@dataclass(frozen=True)
class Item:
    """Something that the result depends on, with its limits and what stands there at first."""

    name: str
    label: str
    highest: int
    default: str
    lowest: int = 0
    unit: str = ""


ITEMS = [
    Item("people", _("People who take part from your museum"), 50, "2", lowest=1),
    Item("months", _("Length of the round"), 60, "12", lowest=1, unit=_("months")),
    Item("meetings", _("Meetings you travel to"), 50, "4"),
    Item("meeting_hours", _("Working time of one meeting, travelling included"), 200, "12",
         unit=_("hours a person")),
    Item("own_hours", _("Working time for your own project and sparring"), 2000, "16",
         unit=_("hours a month, all together")),
    Item("travel", _("Travel to one meeting and back"), 5000, "90", unit=_("€ a person")),
    Item("nights", _("Nights in a hotel at one meeting"), 20, "1", unit=_("a person")),
    Item("hotel", _("Price of one night"), 2000, "120", unit="€"),
    Item("hosting", _("Your own hosting turn"), 100_000, "600", unit="€"),
    Item("hourly_cost", _("Cost of one working hour, side costs included"), 1000, "38", unit="€"),
]  # fmt: skip
DEFAULTS = {item.name: item.default for item in ITEMS}


@dataclass(frozen=True)
class Costs:
    """What the round takes as a whole, and within one year of it."""

    hours: Decimal
    travel: Decimal
    hotels: Decimal
    hosting: Decimal
    work: Decimal
    share_of_year: Decimal

    @property
    def days(self):
        """Return the working time in working days of 7.25 hours."""
        return self.hours / HOURS_IN_A_DAY

    @property
    def money(self):
        """Return the euros that leave the museum: all but its own working time."""
        return self.travel + self.hotels + self.hosting

    @property
    def total(self):
        """Return all of it in euros, working time included."""
        return self.money + self.work

    @property
    def rows(self):
        """Return (what, for the round, in a year, unit) for reading, as whole numbers."""
        named = [
            (_("Working time"), self.hours, _("h")),
            (_("Working time in working days"), self.days, _("days")),
            (_("Travel"), self.travel, "€"),
            (_("Hotels"), self.hotels, "€"),
            (_("Your own hosting turn"), self.hosting, "€"),
            (_("Money in all"), self.money, "€"),
            (_("Cost of the working time"), self.work, "€"),
            (_("All together"), self.total, "€"),
        ]
        return [
            (what, whole(value), whole(value * self.share_of_year), unit)
            for what, value, unit in named
        ]


def whole(number):
    """Return a number rounded to a whole one, halves up."""
    return int(number.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def calculate(given):
    """Return the costs for {name of an item: number as text}; what is missing counts as 0.

    A round of a year or less falls within one year.
    """
    n = {item.name: Decimal(given.get(item.name) or item.lowest) for item in ITEMS}
    trips = n["people"] * n["meetings"]
    hours = trips * n["meeting_hours"] + n["own_hours"] * n["months"]
    return Costs(
        hours=hours,
        travel=trips * n["travel"],
        hotels=trips * n["nights"] * n["hotel"],
        hosting=n["hosting"],
        work=hours * n["hourly_cost"],
        share_of_year=MONTHS_IN_A_YEAR / max(n["months"], Decimal(MONTHS_IN_A_YEAR)),
    )
