"""What of an application counts when a round is put together."""

import uuid

from django.db import models

from .applications import Application
from .forms import FormVersion
from .revisions import ApplicationRevision


class Profile(models.Model):
    """What the last revision tells for the balance of a round, so that no page reads all answers.

    ``facts`` is ``{"targets": [a heading's key], "other_targets": [line], "offers": [code],
    "needs": [code], "hosting": [code], "words": {"offers" | "needs" | "hosting": [line]}}``.
    It follows from the revision and from what ``form_version`` maps questions to: when a
    newer version maps them otherwise, it is made anew.
    """

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.OneToOneField(Application, models.CASCADE, related_name="profile")
    revision = models.ForeignKey(ApplicationRevision, models.CASCADE, related_name="+")
    form_version = models.ForeignKey(FormVersion, models.CASCADE, related_name="+")
    facts = models.JSONField()

    def __str__(self):
        return f"profile {self.pk}"
