"""Reminders of decisions that wait and of places that nobody has confirmed."""

import datetime as dt

from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.models import Event, Invitation, Membership
from applications import emails
from applications.models import Application, Decision
from cms.models import OutgoingMail
from knowledge.models import Round, RoundRole

WAITS = dt.timedelta(days=7)
# Days after an invitation; a reminder that is late leaves as long as the next is not due.
PLACE_DAYS = (7, 14)
LONGEST = dt.timedelta(days=30)


def remind_of_decisions(now=None):
    """Send the reminders that are due, each exactly once."""
    now = now or timezone.now()
    _remind_of_prepared(now)
    _remind_of_places(now)


def _remind_of_prepared(now):
    """Remind each coordinator once between two releases of decisions that wait for a week.

    Nobody is reminded of what they have a conflict with.
    """
    waiting = Decision.objects.prepared().exclude(outcome="").filter(prepared_at__lte=now - WAITS)
    rounds = Round.objects.filter(pk__in=waiting.values("application__round"))
    for round in rounds:
        number = Event.objects.filter(action="decision.release", round_id=round.pk).count()
        for user in _coordinators(round):
            if _is_sent(emails.decision_reminder_key(round, number, user)):
                continue
            own = Application.objects.chosen_by(user).filter(round=round)
            if waiting.filter(application__in=own.values("pk")).exists():
                emails.send_decision_reminder(round, number, user)


def _remind_of_places(now):
    """Remind contact persons of their invitations after 7 and 14 days, then also coordinators."""
    for days, next_age in zip(PLACE_DAYS, [dt.timedelta(days=PLACE_DAYS[1]), LONGEST], strict=True):
        due = _unanswered().filter(
            created_at__lte=now - dt.timedelta(days=days), created_at__gt=now - next_age
        )
        keys = OutgoingMail.objects.filter(key__startswith=f"place-reminder-{days}-")
        known = set(keys.values_list("key", flat=True))
        for invitation in due.select_related("invited_by"):
            if f"place-reminder-{days}-{invitation.pk}" in known:
                continue
            emails.send_place_reminder(invitation, days=days)
            if days == PLACE_DAYS[-1]:
                _tell_coordinators(invitation)


def _unanswered():
    """Return the invitations of accepted museums' contact persons that wait for them."""
    accepted = Application.objects.filter(
        museum=OuterRef("museum"), status=Application.Status.ACCEPTED, round__ended_at=None
    )
    members = Membership.objects.current().filter(
        museum=OuterRef("museum"), user__email__iexact=OuterRef("email")
    )
    return Invitation.objects.filter(
        Exists(accepted),
        ~Exists(members),
        role=Membership.Role.CONTACT,
        accepted_at=None,
        revoked_at=None,
    )


def _tell_coordinators(invitation):
    accepted = Application.objects.filter(
        museum=invitation.museum_id, status=Application.Status.ACCEPTED, round__ended_at=None
    )
    for application in accepted.select_related("round").defer("answers"):
        for user in _coordinators(application.round):
            if Application.objects.chosen_by(user).filter(pk=application.pk).exists():
                emails.send_unconfirmed_place(invitation, application.round, user)


def _coordinators(round):
    duties = RoundRole.objects.current().filter(
        round=round, role=RoundRole.Role.COORDINATOR, user__is_active=True
    )
    return [duty.user for duty in duties.select_related("user")]


def _is_sent(key):
    return OutgoingMail.objects.filter(key=key).exists()
