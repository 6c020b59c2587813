"""Versions of plans in other museums' hands."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User

from .rounds import Participation


class GivenVersion(models.Model):
    """A revision that a museum gave to one other museum for sparring."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey("Plan", models.CASCADE, related_name="given_versions")
    revision = models.ForeignKey("PlanRevision", models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Participation, models.CASCADE, related_name="received_versions")
    given_at = models.DateTimeField(default=timezone.now)
    given_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "receiver"],
                condition=Q(ended_at=None),
                name="knowledge_a_museum_holds_one_version",
            )
        ]

    def __str__(self):
        return f"given version {self.pk}"
