"""How long the applications of a round are kept, by how they ended."""

import calendar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knowledge.models import Round

MOST_MONTHS = 600


def months():
    """Return the arguments of a number of months."""
    return {"validators": [MinValueValidator(1), MaxValueValidator(MOST_MONTHS)]}


class Retention(models.Model):
    """The retention periods of one round's applications, in months.

    A round that has none of its own follows the defaults. Each clock starts when the
    call has closed and the matter has ended: see ``applications.retention``.
    ``personal`` counts likewise, and empties the answers to personal questions only;
    without it they go with the rest.
    """

    round = models.OneToOneField(
        Round, models.CASCADE, primary_key=True, related_name="application_retention"
    )
    draft = models.PositiveSmallIntegerField(_("Drafts never sent"), default=6, **months())
    withdrawn = models.PositiveSmallIntegerField(_("Withdrawn"), default=6, **months())
    declined = models.PositiveSmallIntegerField(_("Not selected"), default=24, **months())
    reserve = models.PositiveSmallIntegerField(_("In reserve"), default=24, **months())
    accepted = models.PositiveSmallIntegerField(_("Accepted"), default=60, **months())
    personal = models.PositiveSmallIntegerField(
        _("Answers with personal data"), default=12, null=True, blank=True, **months()
    )
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("retention period")

    def __str__(self):
        return f"retention {self.pk}"

    @classmethod
    def of(cls, round):
        """Return the periods of a round: its own, or the defaults, not saved."""
        return cls.objects.filter(round=round).first() or cls(round=round)


def months_before(moment, count):
    """Return the moment so many calendar months earlier, in Helsinki's time.

    The last day of the month stands for a day that the month lacks.
    """
    local = timezone.localtime(moment)
    year, month = divmod(local.year * 12 + local.month - 1 - count, 12)
    day = min(local.day, calendar.monthrange(year, month + 1)[1])
    return local.replace(year=year, month=month + 1, day=day)
