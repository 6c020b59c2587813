"""What museums of a round offer to each other and need, and which would like to host."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Museum, User

from .rounds import Participation, Round
from .standing import standing_of
from .targets import Heading


class OfferQuerySet(models.QuerySet):
    """Offers and needs by who may read or change them."""

    def visible_to(self, user):
        """Return those of a person's own museums, and what the museums they meet announce."""
        standing = standing_of(user)
        own = Q(participation__in=standing.seats, participation__round__in=standing.entered)
        announced = Q(
            withdrawn_at=None,
            participation__in=Participation.objects.current(),
            participation__round__in=standing.met,
        )
        return self.filter(own | announced)

    def owned_by(self, user):
        """Return those of a person's own museums, withdrawn ones too."""
        standing = standing_of(user)
        return self.filter(
            participation__in=standing.seats, participation__round__in=standing.entered
        )

    def editable_by(self, user):
        """Return those of a person's own museums that hold, in rounds that go on."""
        now = timezone.now()
        goes_on = Q(participation__round__ended_at=None) | Q(participation__round__ended_at__gt=now)
        return self.owned_by(user).filter(goes_on, withdrawn_at=None)

    def open(self):
        """Return those that hold today: neither withdrawn nor past their last day."""
        lasting = Q(valid_until=None) | Q(valid_until__gte=timezone.localdate())
        return self.filter(lasting, withdrawn_at=None)


class Offer(models.Model):
    """Something that a museum offers to its round, or needs from it.

    ``origin`` is the reference of the application it comes from, or "". A withdrawn one
    is its own museum's alone; one past ``valid_until`` is shown as such.
    """

    class Kind(models.TextChoices):
        """Which way it goes."""

        OFFER = "offer", _("Offer")
        NEED = "need", _("Need")

    class Form(models.TextChoices):
        """How it is given."""

        VISIT = "visit", _("visit")
        CALL = "call", _("phone or video call")
        DOCUMENT = "document", _("document")
        OTHER = "other", _("another way")

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participation = models.ForeignKey(Participation, models.CASCADE, related_name="offers")
    kind = models.CharField(max_length=5, choices=Kind)
    text = models.TextField(max_length=1000)
    themes = models.ManyToManyField(Heading, related_name="+", blank=True)
    form = models.CharField(max_length=8, choices=Form, blank=True)
    hours = models.PositiveSmallIntegerField(null=True, blank=True)
    region = models.CharField(max_length=2, choices=Museum.Region, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    origin = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=2, default="fi")
    number = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    request_token = models.UUIDField(null=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "request_token"], name="knowledge_an_offer_is_kept_once"
            ),
            models.UniqueConstraint(
                fields=["participation", "kind", "origin"],
                condition=~Q(origin=""),
                name="knowledge_an_application_offers_once",
            ),
        ]

    def __str__(self):
        return f"offer {self.pk}"

    @property
    def is_open(self):
        """Whether it holds today."""
        lasts = self.valid_until is None or self.valid_until >= timezone.localdate()
        return self.withdrawn_at is None and lasts


class HostingWishQuerySet(models.QuerySet):
    """Wishes by who may read them."""

    def visible_to(self, user):
        """Return those of a person's own museums, and of the rounds that they coordinate."""
        standing = standing_of(user)
        coordinated = Round.objects.visible_to(user).coordinated_by(user)
        return self.filter(
            Q(participation__in=standing.seats, participation__round__in=standing.entered)
            | Q(
                participation__in=Participation.objects.current(),
                participation__round__in=coordinated,
            )
        )


class HostingWish(models.Model):
    """What a museum has said about hosting, in its own words; one a museum and round."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participation = models.OneToOneField(Participation, models.CASCADE, related_name="hosting_wish")
    text = models.TextField(max_length=1000)
    origin = models.CharField(max_length=40, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects = HostingWishQuerySet.as_manager()

    def __str__(self):
        return f"hosting wish {self.pk}"
