"""Who may not judge an application, by their own word."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class DeclarationQuerySet(models.QuerySet):
    """Declarations by who made them."""

    def standing(self):
        """Return those that a coordinator has not asked anew."""
        return self.filter(voided_at=None)

    def of(self, user):
        """Return the standing ones of a person; none of somebody unknown."""
        return self.standing().filter(reviewer=user) if user.is_authenticated else self.none()


class Declaration(models.Model):
    """A reviewer's word, given before reading, that they have a conflict or none.

    It is about the museum that applies, by the name it had: one that applies anew under
    another name is declared again. Having none opens the application; a conflict hides
    it wholly. ``proposal`` is what the site had noticed by itself.
    """

    class Proposal(models.TextChoices):
        """What the site notices from the register."""

        OWN_MUSEUM = "own-museum", _("own museum")
        SAME_BODY = "same-body", _("same maintaining body")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(
        "applications.Application", models.CASCADE, related_name="declarations"
    )
    reviewer = models.ForeignKey(User, models.CASCADE, related_name="+")
    museum_name = models.CharField(max_length=150, blank=True)
    has_conflict = models.BooleanField()
    reason = models.CharField(max_length=300, blank=True)
    proposal = models.CharField(max_length=12, choices=Proposal, blank=True)
    declared_at = models.DateTimeField(default=timezone.now)
    voided_at = models.DateTimeField(null=True)

    objects = DeclarationQuerySet.as_manager()

    class Meta:
        ordering = ["declared_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "reviewer", "museum_name"],
                condition=Q(voided_at=None),
                name="applications_a_conflict_is_declared_once",
            )
        ]

    def __str__(self):
        return f"declaration {self.pk}"
