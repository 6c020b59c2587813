"""Letters that ask for consent: a link each, and nothing of what it is about."""

import datetime as dt
import re

from django.utils import timezone

from accounts.models import Membership, User
from cms.outbox import queue_composed
from knowledge.mailing import letter_to, silent_among
from knowledge.models import Consent

COMPOSER = "consent"
REMINDED_AFTER = (14, 7)
# What a letter is about: the consent, days since it was asked, the person.
KEY = "consent-{consent}-{days}-{person}"
PARTS = re.compile(r"consent-([0-9a-f-]{36})-(\d+)-([0-9a-f-]{36})")


def answerers_of(consent):
    """Return the people who may answer for the museum asked.

    ``Consent.answerable_by`` is the rule; it is asked again when a letter leaves.
    """
    seat = consent.participation
    members = Membership.objects.current().filter(
        museum=seat.museum_id,
        user__is_active=True,
        user__promises__round=seat.round_id,
        user__promises__promise=seat.round.promise_id,
    )
    if consent.is_own:
        members = members.filter(role=Membership.Role.CONTACT)
    return list(User.objects.filter(pk__in=members.values("user")))


def ask_by_mail(consent, people, *, days=0):
    """Write to some people, once each; ``days`` have passed since it was asked.

    Who wants no mail gets none.
    """
    silent = silent_among(people)
    queue_composed(
        COMPOSER,
        [
            (
                KEY.format(consent=consent.pk, days=days, person=person.pk),
                person.email,
                person.language,
            )
            for person in people
            if person.pk not in silent
        ],
    )


def compose(mail):
    """Write a queued letter if its person may still answer, and nobody has; else nothing."""
    consent, days, person = PARTS.fullmatch(mail.key).groups()
    person = User.objects.filter(pk=person, is_active=True).first()
    if person is None or silent_among([person]):
        return None
    if not Consent.objects.answerable_by(person).waiting().filter(pk=consent).exists():
        return None
    return letter_to(person, "consent", {"days": int(days)}, "knowledge:consent", consent)


def remind_of_consents(now=None):
    """Remind those who have not answered, at 7 and 14 days; return how many consents."""
    now = now or timezone.now()
    late = Consent.objects.waiting().filter(
        asked_at__lte=now - dt.timedelta(days=min(REMINDED_AFTER)),
        experience__participation__round__ended_at=None,
    )
    for consent in late.select_related("participation__round", "experience"):
        days = next(
            days for days in REMINDED_AFTER if consent.asked_at <= now - dt.timedelta(days=days)
        )
        ask_by_mail(consent, answerers_of(consent), days=days)
    return len(late)
