"""The director's word, asked by a link of its own."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knowledge.models import Round

from .applications import Application
from .links import hash_token


class CallRules(models.Model):
    """What a coordinator sets of a round's applications."""

    class Director(models.TextChoices):
        """Whether a museum's director is to confirm."""

        OFF = "off", _("Not asked for")
        ASKED = "asked", _("Asked for, but an application can be sent without")
        REQUIRED = "required", _("An application can be sent only when the director has confirmed")

    round = models.OneToOneField(Round, models.CASCADE, primary_key=True, related_name="call_rules")
    director = models.CharField(max_length=10, choices=Director, default=Director.ASKED)

    def __str__(self):
        return f"call rules {self.pk}"

    @classmethod
    def director_of(cls, round):
        """Return what a round says of the director's confirmation: asked for unless set."""
        rules = getattr(round, "call_rules", None)
        return rules.director if rules else cls.Director.ASKED


class ConfirmationQuerySet(models.QuerySet):
    """Confirmations by whether their link still works."""

    def open(self):
        """Return those that no newer one has replaced and that have not expired."""
        return self.filter(voided_at=None, expires_at__gt=timezone.now())

    def by_token(self, token):
        """Return the open one with a token, its application along, or nothing."""
        found = self.open().select_related("application__round", "application__form_version")
        return found.filter(token_hash=hash_token(token)).first()

    def of(self, grants):
        """Return the open ones that a browser has opened: {id: the token's hash}."""
        found = (
            self.open()
            .filter(pk__in=grants)
            .select_related("application__round", "application__form_version")
        )
        return [each for each in found if grants[str(each.pk)] == each.token_hash]


class Confirmation(models.Model):
    """That a director was asked, and what they said.

    The application's newest one counts. ``digest`` is that of the key answers and the
    calculation as they stood when the director answered (``applications.confirming``).
    The note is for the museum, never for the organisers.
    """

    class Answer(models.TextChoices):
        """What a director says."""

        CONFIRMED = "confirmed", _("I confirm")
        DECLINED = "declined", _("I do not confirm")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, models.CASCADE, related_name="confirmations")
    name = models.CharField(max_length=100)
    email = models.EmailField()
    asked_by = models.ForeignKey(
        "applications.Writer", models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    request_token = models.UUIDField(unique=True)
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True)

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | Q(answered_at__isnull=False),
                name="applications_a_director_s_answer_has_its_moment",
            )
        ]

    def __str__(self):
        return f"confirmation {self.pk}"
