"""What happened: who, what, when. Never the content."""

import uuid

from django.db import models
from django.utils import timezone

from .people import User


class Event(models.Model):
    """One act or one opening of something confidential; rows are only ever added.

    ``right`` is the duty or place by which it was done, where that decided, and ``origin``
    the network address it came from. What is older than EVENT_MONTHS is dropped by a job.

    ``subject`` is the kind of the thing and ``subject_id`` its id. Round and museum
    are ids too, so that the log outlives what it tells of. ``detail`` holds states
    and numbers, such as an audience before and after; never a text somebody wrote.
    """

    personal_fields = ["action", "subject", "subject_id", "right", "origin"]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(default=timezone.now, db_index=True)
    action = models.CharField(max_length=60)
    actor = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    subject = models.CharField(max_length=60)
    subject_id = models.UUIDField(db_index=True)
    round_id = models.UUIDField(null=True)
    museum_id = models.UUIDField(null=True)
    detail = models.JSONField(default=dict)
    right = models.CharField(max_length=20, blank=True)
    origin = models.GenericIPAddressField(null=True)

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["-at", "id"], name="accounts_newest_events")]

    def __str__(self):
        return f"event {self.pk}"
