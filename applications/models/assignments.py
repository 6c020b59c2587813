"""Who is to review which application."""

import uuid

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.models import User

from .applications import Application


class AssignmentQuerySet(models.QuerySet):
    """Assignments by whose they are."""

    def of(self, user):
        """Return a person's own, of applications that they may read."""
        visible = Application.objects.visible_to(user).filter(pk=OuterRef("application"))
        return self.filter(Exists(visible), reviewer=user.pk)


class Assignment(models.Model):
    """A reviewer asked by a coordinator to review an application."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, models.CASCADE, related_name="assignments")
    reviewer = models.ForeignKey(User, models.CASCADE, related_name="+")
    assigned_at = models.DateTimeField(default=timezone.now)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["assigned_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "reviewer"], name="applications_a_reviewer_is_asked_once"
            )
        ]

    def __str__(self):
        return f"assignment {self.pk}"
