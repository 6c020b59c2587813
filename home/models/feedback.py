"""What visitors write to the forum."""

import datetime as dt
import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

ANSWERED_WITHIN = dt.timedelta(days=14)


class Feedback(models.Model):
    """What somebody wrote, to be answered within 14 days. ``token`` lets it in once."""

    class Kind(models.TextChoices):
        QUESTION = "question", _("A question about the forum")
        ACCESSIBILITY = "accessibility", _("Accessibility of the site")
        OTHER = "other", _("Something else")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token = models.UUIDField(unique=True, editable=False)
    kind = models.CharField(_("what it is about"), max_length=20, choices=Kind.choices)
    message = models.TextField(_("message"), max_length=5000)
    name = models.CharField(_("name"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    language = models.CharField(_("language"), max_length=2)
    created_at = models.DateTimeField(_("came in"), default=timezone.now, db_index=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")

    def __str__(self):
        return f"feedback {self.pk}"

    @property
    def answer_by(self):
        """Return the day until which the law gives time to answer."""
        return timezone.localdate(self.created_at + ANSWERED_WITHIN)
