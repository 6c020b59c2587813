"""Which applications a round might be made of."""

import uuid

from django.db import models
from django.utils import timezone

from accounts.models import User
from knowledge.models import Round

from .applications import Application


class BasketQuerySet(models.QuerySet):
    """Baskets by who weighs them."""

    def visible_to(self, user):
        """Return those of the rounds a person coordinates: nobody else knows of any."""
        return self.filter(round__in=Round.objects.coordinated_by(user))


class Basket(models.Model):
    """A set of applications that would make a round, with its name and reason.

    What a person may know of its content is ``basket.applications.chosen_by(user)``: a
    coordinator's own conflict leaves its application out, also where it is only counted.
    ``version`` grows with a new name or reason and never with what is put in, so that it
    tells nothing of hidden applications. ``token`` is the form's own.
    """

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="baskets")
    name = models.CharField(max_length=80)
    reason = models.TextField(blank=True)
    applications = models.ManyToManyField(
        Application, through="BasketEntry", related_name="baskets"
    )
    version = models.PositiveIntegerField(default=1)
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects = BasketQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "name"], name="applications_a_basket_s_name_is_used_once"
            )
        ]

    def __str__(self):
        return f"basket {self.pk}"


class BasketEntryQuerySet(models.QuerySet):
    """What is in baskets, by who may know of it."""

    def visible_to(self, user):
        """Return the entries of applications that a coordinator of the round handles."""
        return self.filter(
            basket__in=Basket.objects.visible_to(user).values("pk"),
            application__in=Application.objects.chosen_by(user).values("pk"),
        )


class BasketEntry(models.Model):
    """An application in a basket, with a note on why it is there; ``version`` is the note's."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    basket = models.ForeignKey(Basket, models.CASCADE, related_name="entries")
    application = models.ForeignKey(Application, models.CASCADE, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField(default=timezone.now)

    objects = BasketEntryQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["basket", "application"],
                name="applications_an_application_is_in_a_basket_once",
            )
        ]

    def __str__(self):
        return f"basket entry {self.pk}"
