"""What a museum promised when it applied."""

import uuid

from django.conf import settings
from django.db import models

from knowledge.models import Participation

from .applications import Application
from .forms import FormVersion


class Commitment(models.Model):
    """One condition as a museum accepted it, kept with its place in the round; never changed.

    ``text`` is the condition's own, in the language it was read in, and ``form_version`` the
    version it stood in. It outlives the application.
    """

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participation = models.ForeignKey(Participation, models.CASCADE, related_name="commitments")
    application = models.ForeignKey(
        Application, models.SET_NULL, null=True, related_name="commitments"
    )
    form_version = models.ForeignKey(FormVersion, models.PROTECT, related_name="+")
    question_id = models.CharField(max_length=64)
    code = models.CharField(max_length=64)
    text = models.TextField()
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    accepted_at = models.DateTimeField()

    class Meta:
        ordering = ["accepted_at", "id"]

    def __str__(self):
        return f"commitment {self.pk}"
