"""The confidentiality promise: a text in versions, accepted by a person for a round."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cms.fields import Translated


class Promise(models.Model):
    """One version of the promise; a changed text is a new row, and is asked again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField(_("version"), unique=True)
    text_fi = models.TextField(_("text in Finnish"))
    text_sv = models.TextField(_("text in Swedish"))
    text_en = models.TextField(_("text in English"))
    created_at = models.DateTimeField(default=timezone.now)

    text = Translated()

    class Meta:
        ordering = ["-number"]
        verbose_name = _("confidentiality promise")
        verbose_name_plural = _("confidentiality promises")

    def __str__(self):
        return _("Promise %(number)s") % {"number": self.number}


class PromiseAcceptanceQuerySet(models.QuerySet):
    """Promises by who gave them."""

    def given_by(self, user):
        """Return those of a person, which they alone may read."""
        return self.filter(user=user.pk)


class PromiseAcceptance(models.Model):
    """A person's word for one round and one version of the promise."""

    wagtail_reference_index_ignore = True

    personal_fields = ["round", "promise", "language"]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="promises")
    round = models.ForeignKey("knowledge.Round", models.CASCADE, related_name="+")
    promise = models.ForeignKey(Promise, models.PROTECT, related_name="+")
    language = models.CharField(max_length=2)
    accepted_at = models.DateTimeField(default=timezone.now)

    objects = PromiseAcceptanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "round", "promise"], name="knowledge_a_promise_is_given_once"
            )
        ]

    def __str__(self):
        return f"acceptance {self.pk}"
