"""Reminders of drafts that nobody has sent."""

import datetime as dt

from django.db.models import F
from django.utils import timezone

from applications import emails
from applications.models import Application
from cms.models import OutgoingMail

DAYS_BEFORE = (7, 1)


def send_reminders(now=None):
    """Remind of each unsent draft once 7 days and once a day before the call closes.

    A draft begun after such a moment is not reminded of it; a reminder that is late,
    since nothing ran, leaves as long as the next one is not due.
    """
    now = now or timezone.now()
    for days, next_days in zip(DAYS_BEFORE, [*DAYS_BEFORE[1:], 0], strict=True):
        drafts = Application.objects.filter(
            status=Application.Status.DRAFT,
            round__opens_at__lte=now,
            round__closes_at__gt=now + dt.timedelta(days=next_days),
            round__closes_at__lte=now + dt.timedelta(days=days),
            created_at__lt=F("round__closes_at") - dt.timedelta(days=days),
        )
        reminded = OutgoingMail.objects.filter(key__startswith=emails.reminder_key(days))
        known = set(reminded.values_list("key", flat=True))
        for draft in drafts.exclude(email="").select_related("round").defer("answers"):
            if emails.reminder_key(days, draft) not in known:
                emails.send_reminder(draft, days=days)
