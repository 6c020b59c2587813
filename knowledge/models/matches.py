"""An offer and a need that two museums were asked to bring together."""

import datetime as dt
import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User

from .exchange import Offer
from .rounds import Participation
from .standing import standing_of

# A decline is told as silence is: no sooner and in no other words.
LASTS = dt.timedelta(days=21)


class MatchQuerySet(models.QuerySet):
    """Matches by who may read or change them."""

    def visible_to(self, user):
        """Return those of a person's own museums, on either side."""
        own = Offer.objects.owned_by(user).values("pk")
        return self.filter(Q(offer__in=own) | Q(need__in=own))

    def editable_by(self, user):
        """Return those of a person's own museums, in rounds that go on."""
        now = timezone.now()
        ended = {"offer__participation__round__ended_at__lte": now}
        return self.visible_to(user).exclude(**ended)

    def listed_to(self, user):
        """Return the exchanges that were done, for the directory.

        They are those of the rounds in which a person meets the other museums, and those
        that the giving museum has opened to all rounds. A museum that has left its round
        takes along what it gave there.
        """
        standing = standing_of(user)
        known = Q(offer__participation__round__in=standing.met)
        if standing.met:
            known |= Q(opened_at__isnull=False)
        stays = Participation.objects.current()
        return self.filter(known, done_at__isnull=False, offer__participation__in=stays)


class Match(models.Model):
    """An exchange proposed to two museums; agreed when both say yes, and then done or not.

    ``opened_at`` is the giving museum's word that all rounds may know of it.
    """

    class Word(models.TextChoices):
        """What a museum says; nothing is silence."""

        YES = "yes"
        NO = "no"

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="matches_of_offer")
    need = models.ForeignKey(Offer, models.CASCADE, related_name="matches_of_need")
    offer_word = models.CharField(max_length=3, choices=Word, blank=True)
    need_word = models.CharField(max_length=3, choices=Word, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    hours = models.PositiveSmallIntegerField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)

    objects = MatchQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "need"], name="knowledge_two_museums_are_asked_once"
            )
        ]

    def __str__(self):
        return f"match {self.pk}"

    def side_of(self, seats):
        """Return "offer" or "need": the side of who has one of these seats."""
        return "offer" if self.offer.participation_id in seats else "need"

    def state_for(self, side):
        """Return what a side is told: done, agreed, declined, lapsed, waiting or asked."""
        word = getattr(self, f"{side}_word")
        if self.done_at:
            return "done"
        if self.agreed_at:
            return "agreed"
        if word == self.Word.NO:
            return "declined"
        if self.asked_at + LASTS <= timezone.now():
            return "lapsed"
        return "waiting" if word == self.Word.YES else "asked"
