"""A museum's word that an experience may be released: one text, one audience."""

import uuid

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, User

from .experiences import Experience, ExperienceRevision, hash_of, promised
from .rounds import Participation
from .standing import standing_of


class ConsentQuerySet(models.QuerySet):
    """Consents by who may read, give and take them back."""

    def visible_to(self, user):
        """Return what a person's museums are asked to consent to, or have given.

        It holds as long as nobody has changed the text. A museum that has left the round
        sees what it gave, and nothing else.
        """
        standing = standing_of(user)
        asked = Q(participation__in=standing.seats, participation__round__in=standing.entered)
        given = Q(participation__museum__in=standing.museums, state=Consent.State.GIVEN)
        return self.filter(
            asked | (given & Q(promised(user, "participation__round"))), ended_at=None
        )

    def answerable_by(self, user):
        """Return those that a person may give or decline in their museum's name.

        A named museum's any member who has given the promise; for the author museum its
        contact persons.
        """
        standing = standing_of(user)
        contact = Membership.objects.of(user).filter(role=Membership.Role.CONTACT)
        return self.filter(
            ~Q(participation=F("experience__participation"))
            | Q(participation__museum__in=contact.values("museum")),
            participation__in=standing.seats,
            participation__round__in=standing.entered,
            ended_at=None,
        )

    def told_to(self, user):
        """Return those of which a person is told what became of them.

        Of those live and answered, and of given ones that a change made void until they
        are asked anew, the author museum knows; of its own that is void each museum.
        """
        standing = standing_of(user)
        ours = Q(experience__participation__museum__in=standing.museums) & Q(
            experience__participation__round__in=standing.entered
        )
        void = Q(state=Consent.State.GIVEN, ended_at__isnull=False)
        mine = Q(participation__in=standing.seats, participation__round__in=standing.entered)
        anew = Consent.objects.filter(
            experience=OuterRef("experience"),
            participation=OuterRef("participation"),
            ended_at=None,
        )
        return self.filter(
            (ours & Q(ended_at=None)) | ((ours | mine) & void & ~Exists(anew)),
        ).exclude(state=Consent.State.ASKED)

    def waiting(self):
        """Return those asked and not answered."""
        return self.filter(state=Consent.State.ASKED, ended_at=None)


class Consent(models.Model):
    """Asked of a museum for one revision and one audience; silence is none.

    ``note`` says why it was declined, for the author museum alone. ``ended_at`` is when
    it became void: the text was changed, or taken back.
    """

    class State(models.TextChoices):
        """What the museum has answered."""

        ASKED = "asked", _("Waits for an answer")
        GIVEN = "given", _("Approved")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Taken back")

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    experience = models.ForeignKey(Experience, models.CASCADE, related_name="consents")
    revision = models.ForeignKey(ExperienceRevision, models.CASCADE, related_name="+")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="+")
    audience = models.CharField(max_length=10, choices=Experience.Audience)
    state = models.CharField(max_length=9, choices=State, default=State.ASKED)
    sha256 = models.CharField(max_length=64)
    note = models.TextField(max_length=1000, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["experience", "participation", "audience"],
                condition=Q(ended_at=None),
                name="knowledge_a_consent_is_asked_once",
            )
        ]

    def __str__(self):
        return f"consent {self.pk}"

    @property
    def is_own(self):
        """Whether it is the author museum's own approval."""
        return self.participation_id == self.experience.participation_id


def hash_for(revision, audience):
    """Return what a consent is given to: the hash of a text and an audience."""
    return hash_of({"text": revision.sha256, "audience": str(audience)})
