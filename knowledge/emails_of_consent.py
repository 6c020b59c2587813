"""Letters that ask for consent: a link each, and nothing of what it is about."""

import datetime as dt

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import Membership
from cms.outbox import queue_mail
from knowledge.models import Consent

REMINDED_AFTER = (14, 7)


def ask_by_mail(consent, *, days=0):
    """Write to those who may answer, once each; ``days`` have passed since it was asked."""
    members = Membership.objects.current().filter(museum=consent.participation.museum_id)
    for member in members.select_related("user"):
        user = member.user
        if not Consent.objects.answerable_by(user).filter(pk=consent.pk).exists():
            continue
        with translation.override(user.language):
            path = reverse("knowledge:consent", args=[consent.pk])
        queue_mail(
            f"consent-{consent.pk}-{days}-{user.pk}",
            to=user.email,
            template="knowledge/emails/consent.txt",
            context={"url": f"{settings.SITE_URL}{path}", "days": days},
            language=user.language,
        )


def remind_of_consents(now=None):
    """Remind those who have not answered, at 7 and 14 days; return how many consents."""
    now = now or timezone.now()
    late = Consent.objects.waiting().filter(
        asked_at__lte=now - dt.timedelta(days=min(REMINDED_AFTER)),
        experience__participation__round__ended_at=None,
    )
    for consent in late.select_related("participation", "experience"):
        days = next(
            days for days in REMINDED_AFTER if consent.asked_at <= now - dt.timedelta(days=days)
        )
        ask_by_mail(consent, days=days)
    return len(late)
