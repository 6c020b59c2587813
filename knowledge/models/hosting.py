"""Whose turn it is to host."""

import uuid

from django.db import models

from .meetings import Meeting
from .rounds import Participation


class HostingTurnQuerySet(models.QuerySet):
    """Turns by who may read them."""

    def visible_to(self, user):
        """Return those of the museums that a person meets or belongs to."""
        return self.filter(participation__in=Participation.objects.visible_to(user))


class HostingTurn(models.Model):
    """A museum's place in the order in which the round's museums host."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participation = models.OneToOneField(Participation, models.CASCADE, related_name="hosting_turn")
    position = models.PositiveSmallIntegerField()
    meeting = models.OneToOneField(
        Meeting, models.SET_NULL, null=True, blank=True, related_name="hosting_turn"
    )

    objects = HostingTurnQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return f"hosting turn {self.pk}"
