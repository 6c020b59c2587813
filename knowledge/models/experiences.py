"""What museums tried and learnt, as cards. ``visible_to`` is the one rule of sight."""

import hashlib
import json
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User

from .plans import Plan
from .promises import PromiseAcceptance
from .rounds import Participation, Round
from .standing import standing_of
from .targets import Heading


def promised(user, at):
    """Return the condition that a person once gave the promise of the round at ``at``.

    Who leaves a round may take back what they gave it: that only makes things narrower.
    """
    words = PromiseAcceptance.objects.given_by(user).filter(round=OuterRef(at))
    return Exists(words)


class ExperienceQuerySet(models.QuerySet):
    """Experiences by who may see, change or take them back."""

    def visible_to(self, user):
        """Return the experiences a person may read: the one rule.

        Those of their own museums; those released to a round that they meet; and those
        released further, to whom meets a round that began no earlier and had not ended
        when that was done. A museum that has left takes its experiences along. Being asked
        for consent opens none of them: that shows one text, by ``Consent.visible_to``.
        """
        standing, now = standing_of(user), timezone.now()
        stays = Q(participation__left_at=None) | Q(participation__left_at__gt=now)
        later = Round.objects.filter(
            Q(starts_on=None) | Q(starts_on__gte=OuterRef("participation__round__starts_on")),
            Q(ended_at=None) | Q(ended_at__gt=OuterRef("released_at")),
            pk__in=standing.met,
        )
        released = Q(participation__round__in=standing.met) & ~Q(
            audience=Experience.Audience.MUSEUM
        )
        further = Q(audience__in=FURTHER) & Exists(later)
        return self.filter(_own(standing) | ((released | further) & stays))

    def owned_by(self, user):
        """Return those of the person's own museums, of rounds gone by as well."""
        return self.filter(_own(standing_of(user)))

    def editable_by(self, user):
        """Return those of the person's own museums in rounds that go on."""
        standing = standing_of(user)
        goes_on = Q(participation__round__ended_at=None) | Q(
            participation__round__ended_at__gt=timezone.now()
        )
        return self.filter(
            goes_on, participation__in=standing.seats, participation__round__in=standing.entered
        )

    def withdrawable_by(self, user):
        """Return the released ones of the person's museums, in a round or having left it."""
        return self.filter(
            promised(user, "participation__round"),
            participation__museum__in=standing_of(user).museums,
        ).exclude(audience=Experience.Audience.MUSEUM)


def _own(standing):
    return Q(participation__museum__in=standing.museums, participation__round__in=standing.entered)


class Experience(models.Model):
    """A museum's experience in a round.

    ``title``, ``kind``, ``themes``, ``parties`` and ``review_on`` mirror the latest
    revision. Who is not of the museum reads it only as every museum named in it
    approved it: a change takes it back to the museum. ``asked`` is the audience that
    consents are asked for, or empty; ``released_at`` is when its audience became wider
    last, and nothing while it is the museum's; ``public_id`` is the only id the public site knows.
    """

    class Audience(models.TextChoices):
        """Who may open it, narrow to wide."""

        MUSEUM = "museum", _("Our museum")
        ROUND = "round", _("This round")
        ALL_ROUNDS = "all-rounds", _("All rounds")
        PUBLIC = "public", _("Public")

    class Kind(models.TextChoices):
        """What became of it; both are as good to read."""

        WORKED = "worked", _("It worked, at least in part")
        FAILED = "failed", _("It did not work")

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="experiences")
    plan = models.ForeignKey(Plan, models.SET_NULL, null=True, related_name="experiences")
    title = models.CharField(max_length=150)
    kind = models.CharField(max_length=6, choices=Kind, default=Kind.WORKED)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.MUSEUM)
    asked = models.CharField(max_length=10, choices=Audience, blank=True)
    themes = models.ManyToManyField(Heading, related_name="+")
    parties = models.ManyToManyField(Participation, related_name="+")
    review_on = models.DateField(null=True)
    revision_number = models.PositiveIntegerField(default=0)
    public_id = models.UUIDField(null=True, unique=True)
    released_at = models.DateTimeField(null=True)
    request_token = models.UUIDField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)

    objects = ExperienceQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at", "-pk"]
        indexes = [models.Index(fields=["-updated_at", "-id"], name="knowledge_experiences_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "request_token"],
                name="knowledge_an_experience_is_begun_once",
            ),
            models.CheckConstraint(
                condition=Q(audience="public", public_id__isnull=False)
                | (~Q(audience="public") & Q(public_id=None)),
                name="knowledge_only_a_public_experience_has_an_address",
            ),
        ]

    def __str__(self):
        return f"experience {self.pk}"

    @property
    def is_released(self):
        """Whether others than its museum may read it."""
        return self.audience != self.Audience.MUSEUM


FURTHER = [Experience.Audience.ALL_ROUNDS, Experience.Audience.PUBLIC]
WIDTH = list(Experience.Audience.values)


class ExperienceRevision(models.Model):
    """What an experience said at one moment; rows are only ever added.

    ``content`` is ``{"title", "kind", "language", "museum", "sections": {part: text},
    "themes": [heading key], "parties": [museum name], "review_on": ISO date or ""}``.
    ``sha256`` is that of its canonical text, to which consents are tied.
    """

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    experience = models.ForeignKey(Experience, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    request_token = models.UUIDField(null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["experience", "number"], name="knowledge_an_experience_has_each_number_once"
            ),
            models.UniqueConstraint(
                fields=["experience", "request_token"],
                name="knowledge_an_experience_form_is_saved_once",
            ),
        ]

    def __str__(self):
        return f"revision {self.number} of experience {self.experience_id}"

    def save(self, *args, **kwargs):
        """Store a new revision under the hash of its text; refuse to change one."""
        if not self._state.adding:
            raise TypeError("revisions are only ever added")
        self.sha256 = hash_of(self.content)
        super().save(*args, **kwargs)


def hash_of(content):
    """Return the SHA-256 of a content's canonical text: JSON, keys in order, in UTF-8."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
