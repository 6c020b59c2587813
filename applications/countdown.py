"""The time a call has left, in words and as a ring."""

import datetime as dt
from math import ceil, cos, pi, sin

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext, pgettext_lazy

from knowledge.models import Round

TICKS = 30
HOURS_COUNT_BELOW = dt.timedelta(hours=48)
LONGEST = dt.timedelta(days=60)

WEEKDAYS = [
    pgettext_lazy("until a day", "Monday"),
    pgettext_lazy("until a day", "Tuesday"),
    pgettext_lazy("until a day", "Wednesday"),
    pgettext_lazy("until a day", "Thursday"),
    pgettext_lazy("until a day", "Friday"),
    pgettext_lazy("until a day", "Saturday"),
    pgettext_lazy("until a day", "Sunday"),
]


class Countdown:
    """A round's call at one moment. Days are counted as dates in Helsinki."""

    def __init__(self, round, now=None):
        self.round = round
        self.now = now or timezone.now()
        self.state = round.call_state(self.now)

    @classmethod
    def of_call(cls, round, now=None, *, has_form=None):
        """Return the countdown for those who have not begun.

        A call without a form that is complete in Finnish and Swedish does not open;
        ``has_form`` tells whether there is one, where that is known already.
        """
        countdown = cls(round, now)
        if has_form is None and countdown.is_open:
            has_form = round.form_versions.complete().exists()
        if countdown.is_open and not has_form:
            countdown.state = Round.CallState.COMING
        return countdown

    @property
    def opens_at(self):
        """Return when the call opens, nothing where that is not known or has passed."""
        opens_at = self.round.opens_at
        return opens_at if opens_at and opens_at > self.now else None

    @property
    def is_open(self):
        """Whether applications are taken in."""
        return self.state in {Round.CallState.OPEN, Round.CallState.LAST_DAY}

    @property
    def days(self):
        """Return how many midnights there are before the call closes."""
        closes_on = timezone.localdate(self.round.closes_at)
        return (closes_on - timezone.localdate(self.now)).days

    @property
    def hours(self):
        """Return the full hours left, 0 in the last one."""
        return int((self.round.closes_at - self.now).total_seconds() // 3600)

    @property
    def is_counted_in_hours(self):
        """Whether less than two days are left, so that hours tell more than days."""
        return self.round.closes_at - self.now < HOURS_COUNT_BELOW

    @property
    def number(self):
        """Return the number within the ring."""
        return self.hours if self.is_counted_in_hours else self.days

    @property
    def deadline(self):
        """Return when the call closes, with the day of the week: "Monday 18 March 2024, 15:00"."""
        local = timezone.localtime(self.round.closes_at)
        return f"{WEEKDAYS[local.weekday()]} {date_format(local, 'DATETIME_FORMAT')}"

    @property
    def time_left(self):
        """Return how much time an open call has left, in words."""
        if not self.is_counted_in_hours:
            sentence = ngettext("One day left", "%(days)s days left", self.days)
            return sentence % {"days": self.days}
        if not self.hours:
            return gettext("Less than an hour left")
        return ngettext("One hour left", "%(hours)s hours left", self.hours) % {"hours": self.hours}

    @cached_property
    def ticks_left(self):
        """Return how many of the ring's marks are still whole."""
        closes_at = self.round.closes_at
        span = min(closes_at - self.round.opens_at, LONGEST)
        share = (closes_at - self.now) / span
        return max(0, min(TICKS, ceil(share * TICKS)))

    @property
    def gone_path(self):
        """Return the ring's marks for the time gone, as an SVG path."""
        return " ".join(_tick(n, 55, 63) for n in range(TICKS - self.ticks_left))

    @property
    def left_path(self):
        """Return the ring's marks for the time left, as an SVG path."""
        return " ".join(_tick(n, 52, 67) for n in range(TICKS - self.ticks_left, TICKS))


def _tick(number, inner, outer):
    """Return one mark of a clock face around (70, 70), from ``inner`` to ``outer``."""
    angle = 2 * pi * number / TICKS
    x, y = sin(angle), -cos(angle)
    return "M{:.1f} {:.1f}L{:.1f} {:.1f}".format(
        *(70 + radius * side for radius in (inner, outer) for side in (x, y))
    )
