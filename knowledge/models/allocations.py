"""Who spars whom in a round: what the coordinator decides, and what a museum asks to avoid."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, User

from .rounds import Participation, Round
from .sparring import going_on
from .standing import standing_of


def coordinated(user):
    """Return the rounds whose allocation a person makes: those they coordinate and may enter."""
    return Round.objects.visible_to(user).coordinated_by(user)


class AllocationQuerySet(models.QuerySet):
    """Allocations by state, and by who may see them whole."""

    def visible_to(self, user):
        """Return those of rounds that a person coordinates, drafts too. Museums see pairs only."""
        return self.filter(round__in=coordinated(user))

    def editable_by(self, user):
        """Return the drafts of rounds that a person coordinates and that go on."""
        return self.visible_to(user).filter(going_on("round"), confirmed_at=None)

    def in_force(self):
        """Return those that hold now: confirmed, and no later one has taken their place."""
        return self.filter(confirmed_at__isnull=False, ended_at=None)


class Allocation(models.Model):
    """One run of the allocation: a draft, then perhaps confirmed. A new run is a new row.

    ``k`` is how many each museum gives and gets. ``follows`` is what was in force when it was
    proposed: its pairs were kept as far as could be, if ``is_keeping``.
    """

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="allocations")
    number = models.PositiveIntegerField()
    k = models.PositiveSmallIntegerField()
    seed = models.PositiveIntegerField()
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    is_keeping = models.BooleanField(default=True)
    request_token = models.UUIDField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = AllocationQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "number"], name="knowledge_a_round_has_each_allocation_once"
            ),
            models.UniqueConstraint(
                fields=["round", "request_token"], name="knowledge_an_allocation_is_proposed_once"
            ),
            models.UniqueConstraint(
                fields=["round"],
                condition=Q(confirmed_at__isnull=False, ended_at=None),
                name="knowledge_one_allocation_is_in_force",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(confirmed_at__isnull=False),
                name="knowledge_an_allocation_is_confirmed_before_it_ends",
            ),
        ]

    def __str__(self):
        return f"allocation {self.pk}"


class AllocatedPairQuerySet(models.QuerySet):
    """Pairs by who may see them."""

    def visible_to(self, user):
        """Return the pairs a person may know of.

        Members: those in force in which their own museum spars or is sparred, as long as the
        other museum is in the round. Coordinators: all of their rounds, drafts too.
        """
        standing = standing_of(user)
        here = Participation.objects.current()
        own = (Q(giver__in=standing.peer_seats) | Q(receiver__in=standing.peer_seats)) & Q(
            allocation__round__in=standing.met,
            allocation__confirmed_at__isnull=False,
            allocation__ended_at=None,
            giver__in=here,
            receiver__in=here,
        )
        return self.filter(own | Q(allocation__round__in=coordinated(user)))

    def in_force(self):
        """Return those of the allocations that hold now."""
        return self.filter(allocation__confirmed_at__isnull=False, allocation__ended_at=None)

    def touching(self, seat):
        """Return those in which the museum of a participation spars or is sparred."""
        return self.filter(Q(giver=seat) | Q(receiver=seat))


class AllocatedPair(models.Model):
    """One museum spars another. Opens nothing: a plan is offered by its own museum.

    ``reasons`` are ``{"code": …}`` with what each code says, see ``knowledge.allocation.reasons``.
    """

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    allocation = models.ForeignKey(Allocation, models.CASCADE, related_name="pairs")
    giver = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    receiver = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    is_pinned = models.BooleanField(default=False)
    reasons = models.JSONField(default=list)

    objects = AllocatedPairQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["allocation", "giver", "receiver"],
                name="knowledge_a_pair_is_allocated_once",
            ),
            models.CheckConstraint(
                condition=~Q(giver=F("receiver")), name="knowledge_no_museum_spars_itself"
            ),
        ]

    def __str__(self):
        return f"allocated pair {self.pk}"


class PairRuleQuerySet(models.QuerySet):
    """Pins and bans by who may see or lift them."""

    def open(self):
        """Return those that hold now."""
        return self.filter(ended_at=None)

    def visible_to(self, user):
        """Return those of rounds that a person coordinates."""
        return self.filter(round__in=coordinated(user))

    def editable_by(self, user):
        """Return the open ones that a coordinator may lift, in rounds that go on."""
        return self.visible_to(user).open().filter(going_on("round"))


class PairRule(models.Model):
    """The coordinator's word that one museum spars another, or never does."""

    class Kind(models.TextChoices):
        """Held by every allocation proposed after it."""

        PIN = "pin", _("Always")
        BAN = "ban", _("Never")

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="pair_rules")
    kind = models.CharField(max_length=3, choices=Kind)
    giver = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    receiver = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = PairRuleQuerySet.as_manager()

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["giver", "receiver"],
                condition=Q(ended_at=None),
                name="knowledge_a_pair_has_one_rule",
            ),
            models.CheckConstraint(
                condition=~Q(giver=F("receiver")), name="knowledge_a_rule_is_between_two"
            ),
        ]

    def __str__(self):
        return f"pair rule {self.pk}"


class SparringConflictQuerySet(models.QuerySet):
    """Declared conflicts by who may see or withdraw them."""

    def open(self):
        """Return those that hold now."""
        return self.filter(withdrawn_at=None)

    def visible_to(self, user):
        """Return what the person's own museum declared and, to coordinators, the round's.

        The museum that a conflict is about never learns of it: its people do not see it even
        if they coordinate the round, nor once they have left the museum.
        """
        standing = standing_of(user)
        own = Q(declarer__in=standing.peer_seats, declarer__round__in=standing.entered)
        museums = Membership.objects.filter(user=user.pk).values("museum")
        run = Q(declarer__round__in=coordinated(user)) & ~Q(other__museum__in=museums)
        return self.filter(own | run)

    def editable_by(self, user):
        """Return the open ones of the person's own museum, in rounds that go on."""
        standing = standing_of(user)
        own = self.filter(declarer__in=standing.peer_seats, declarer__round__in=standing.entered)
        return own.open().filter(going_on("declarer__round"))


class SparringConflict(models.Model):
    """A museum's word, in confidence, that it and another should not spar each other."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    declarer = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    other = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    reason = models.CharField(max_length=300)
    declared_at = models.DateTimeField(default=timezone.now)
    declared_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = SparringConflictQuerySet.as_manager()

    class Meta:
        ordering = ["declared_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["declarer", "other"],
                condition=Q(withdrawn_at=None),
                name="knowledge_a_conflict_is_declared_once",
            ),
            models.CheckConstraint(
                condition=~Q(declarer=F("other")), name="knowledge_a_conflict_is_between_two"
            ),
        ]

    def __str__(self):
        return f"sparring conflict {self.pk}"
