"""Which applications have been kept long enough: one rule for the preview and the purge.

A draft's clock and that of what was withdrawn start when the call closes, or when it was
last saved if that is later; the others' when the decision was made. What waits for a
decision has no clock.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.models import Application, Retention
from applications.models.retention import months_before


class Outcome(models.TextChoices):
    """How an application ended; each has its field in ``Retention``."""

    DRAFT = "draft", _("Drafts never sent")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    DECLINED = "declined", _("Not selected")
    RESERVE = "reserve", _("In reserve")
    ACCEPTED = "accepted", _("Accepted")


BEFORE_DECISION = {
    Outcome.DRAFT: Q(status="draft", reference=None),
    Outcome.WITHDRAWN: Q(status="withdrawn") | Q(status="draft", reference__isnull=False),
}


def due(outcome, *, retention, now):
    """Return the applications of an outcome whose time has come by ``retention``."""
    until = months_before(now, getattr(retention, outcome))
    return _ended(outcome, retention.round, until)


def due_for_erasure(outcome, *, retention, now):
    """Return those whose answers to personal questions are to be emptied, and are not yet."""
    if retention.personal is None:
        return Application.objects.none()
    until = months_before(now, retention.personal)
    return _ended(outcome, retention.round, until).filter(personal_erased_at=None)


def all_due(round, *, now, retention=None):
    """Return {outcome: applications due} of a round, by its own periods unless told."""
    retention = retention or Retention.of(round)
    return {outcome: due(outcome, retention=retention, now=now) for outcome in Outcome}


def _ended(outcome, round, until):
    """Return the applications of a round with an outcome that ended before a moment."""
    found = Application.objects.filter(round=round)
    if outcome not in BEFORE_DECISION:
        return found.filter(status=outcome.value, decided_at__lt=until)
    if round.closes_at is not None and round.closes_at >= until:
        return found.none()
    return found.filter(BEFORE_DECISION[outcome], saved_at__lt=until)
