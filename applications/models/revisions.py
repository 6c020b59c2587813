"""What was sent of an application."""

import uuid

from django.conf import settings
from django.db import models

from .applications import Application
from .forms import FormVersion


class ApplicationRevision(models.Model):
    """What was sent, word for word; rows are only ever added and the last one counts.

    ``request_token`` is the sending form's own, so that a second click adds nothing.
    ``files`` names what went along: ``[{"id", "question_id", "name", "size", "sha256"}]``,
    and ``digest`` is the SHA-256 of the canonical JSON of both. ``grace_seconds`` is the
    grace in force, only where it was under way when the call closed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, models.CASCADE, related_name="revisions")
    form_version = models.ForeignKey(FormVersion, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    answers = models.JSONField()
    files = models.JSONField(default=list)
    received_at = models.DateTimeField()
    request_token = models.UUIDField(unique=True)
    digest = models.CharField(max_length=64)
    late_permit = models.ForeignKey(
        "applications.LatePermit", models.PROTECT, null=True, related_name="+"
    )
    grace_seconds = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "number"],
                name="applications_a_revision_has_each_number_once",
            )
        ]

    def __str__(self):
        return f"application revision {self.pk}"
