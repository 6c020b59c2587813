"""Museums and the people who belong to them."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .people import User


class Museum(models.Model):
    """A professionally managed museum, as the register of the forum knows it."""

    class Region(models.TextChoices):
        """Finland's regions, by the national codes of 2024."""

        UUSIMAA = "01", _("Uusimaa")
        SOUTHWEST_FINLAND = "02", _("Southwest Finland")
        SATAKUNTA = "04", _("Satakunta")
        KANTA_HAME = "05", _("Kanta-Häme")
        PIRKANMAA = "06", _("Pirkanmaa")
        PAIJAT_HAME = "07", _("Päijät-Häme")
        KYMENLAAKSO = "08", _("Kymenlaakso")
        SOUTH_KARELIA = "09", _("South Karelia")
        SOUTH_SAVO = "10", _("South Savo")
        NORTH_SAVO = "11", _("North Savo")
        NORTH_KARELIA = "12", _("North Karelia")
        CENTRAL_FINLAND = "13", _("Central Finland")
        SOUTH_OSTROBOTHNIA = "14", _("South Ostrobothnia")
        OSTROBOTHNIA = "15", _("Ostrobothnia")
        CENTRAL_OSTROBOTHNIA = "16", _("Central Ostrobothnia")
        NORTH_OSTROBOTHNIA = "17", _("North Ostrobothnia")
        KAINUU = "18", _("Kainuu")
        LAPLAND = "19", _("Lapland")
        ALAND = "21", _("Åland")

    class Size(models.TextChoices):
        """How much work is done there in a year, in person-years."""

        SMALL = "small", _("small (under 10 person-years)")
        MEDIUM = "medium", _("medium (10 to 29 person-years)")
        LARGE = "large", _("large (30 person-years or more)")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=150, unique=True)
    slug = models.SlugField(
        _("short name"),
        unique=True,
        help_text=_("The museum's ornament is drawn from this."),
    )
    name_language = models.CharField(
        _("language of the name"),
        max_length=3,
        default="fi",
        help_text=_("Such as fi, sv or se."),
    )
    region = models.CharField(_("region"), max_length=2, choices=Region, blank=True)
    size = models.CharField(_("size"), max_length=6, choices=Size, blank=True)
    maintaining_body = models.CharField(_("maintaining body"), max_length=150, blank=True)
    is_listed = models.BooleanField(
        _("listed"),
        default=True,
        help_text=_("Applicants may pick it from the register."),
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("museum")
        verbose_name_plural = _("museums")

    def __str__(self):
        return self.name


class MembershipQuerySet(models.QuerySet):
    """Who belongs where, and when."""

    def current(self):
        """Return those that have begun and not ended."""
        now = timezone.now()
        return self.filter(Q(ended_at=None) | Q(ended_at__gt=now), started_at__lte=now)

    def of(self, user):
        """Return the current ones of a person; none of somebody inactive or unknown."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        return self.current().filter(user=user)


class Membership(models.Model):
    """A person's place in a museum, from a moment to a moment.

    All rights in the workspace follow from this: when it ends, they end at once.
    """

    class Role(models.TextChoices):
        """What the person is there for; colleagues invite each other, a contact also invites contacts."""

        CONTACT = "contact", _("contact person")
        MEMBER = "member", _("colleague")

    personal_fields = ["museum", "role", "started_at", "ended_at"]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    museum = models.ForeignKey(Museum, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role, default=Role.MEMBER)
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "museum"],
                condition=Q(ended_at=None),
                name="accounts_one_open_membership_a_museum",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=models.F("started_at")),
                name="accounts_a_membership_ends_after_it_starts",
            ),
        ]
        indexes = [models.Index(fields=["museum", "user"], name="accounts_people_of_a_museum")]

    def __str__(self):
        return f"membership {self.pk}"
