"""Leave to send after the call has closed: named, reasoned and logged."""

import uuid

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.models import User
from knowledge.models import Round

from .applications import Application


class LatePermitQuerySet(models.QuerySet):
    """Permits by who may know of them, and by what they allow."""

    def visible_to(self, user):
        """Return those of the rounds a person coordinates, less what a conflict hides."""
        hidden = Application.objects.hidden_by_conflict(user).annotate(address=Lower("email"))
        hidden = hidden.filter(round=OuterRef("round"), address=Lower(OuterRef("email")))
        return self.filter(~Exists(hidden), round__in=Round.objects.coordinated_by(user))

    def of(self, application, now=None):
        """Return the one that lets an application be sent late at this moment, or nothing."""
        now = now or timezone.now()
        own = self.filter(round_id=application.round_id, email__iexact=application.email)
        return own.filter(until_at__gt=now, withdrawn_at=None).order_by("-until_at").first()


class LatePermit(models.Model):
    """That the drafts begun with an address may be sent until a moment, and why.

    A permit withdrawn allows nothing more; what was sent by it stays sent.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="late_permits")
    email = models.EmailField()
    reason = models.CharField(max_length=300)
    until_at = models.DateTimeField()
    given_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    objects = LatePermitQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_at__gt=F("given_at")),
                name="applications_a_late_permit_ends_after_it_is_given",
            )
        ]

    def __str__(self):
        return f"late permit {self.pk}"
