"""Sparring: what a museum asks of others, what they advise, what it answers and promises."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User

from .plans import Plan, PlanRevision
from .rounds import Participation
from .sight import shown
from .standing import standing_of


class SparringRequestQuerySet(models.QuerySet):
    """What is asked, by who may read it."""

    def visible_to(self, user):
        """Return what is asked about plans that a person reads as they are now, and what
        was asked of their own museum about a version it holds."""
        asked = SparringRequest.receivers.through.objects.filter(
            participation__in=standing_of(user).peer_seats
        )
        return self.filter(
            Q(plan__in=Plan.objects.wholly_visible_to(user))
            | Q(
                plan__in=Plan.objects.known_in_round_to(user),
                pk__in=asked.values("sparringrequest"),
            )
        )

    def asked_of(self, user):
        """Return what is asked of a person's museum: by name, or of the whole round."""
        named = SparringRequest.receivers.through.objects.filter(
            participation__in=standing_of(user).peer_seats
        )
        return (
            self.visible_to(user)
            .filter(Q(is_for_round=True) | Q(pk__in=named.values("sparringrequest")))
            .exclude(plan__in=Plan.objects.owned_by(user))
        )


class SparringRequest(models.Model):
    """A plan's version offered for sparring: to the round, or to the museums ``receivers``.

    ``questions`` are one to three texts; the newest request of a plan is the one that holds.
    """

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="sparring_requests")
    revision = models.ForeignKey(PlanRevision, models.PROTECT, related_name="+")
    questions = models.JSONField(default=list)
    not_about = models.CharField(max_length=300, blank=True)
    is_for_round = models.BooleanField(default=False)
    receivers = models.ManyToManyField(Participation, related_name="+")
    offered_at = models.DateTimeField(default=timezone.now)
    offered_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects = SparringRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-offered_at"]

    def __str__(self):
        return f"sparring request {self.pk}"


class AdviceQuerySet(models.QuerySet):
    """Advice by who may read, change or answer it."""

    def visible_to(self, user):
        """Return the advice a person may read: the one rule.

        What their museum writes or wrote, as long as they may open the plan; what was
        given to their museum; and what both museums have shared with the round, to
        those whom the plan is shown. Coordinators see no more than that.
        """
        standing = standing_of(user)
        given = self.filter(given_at__isnull=False)
        return self.filter(
            Q(pk__in=self.model.objects.written_by(user).values("pk"))
            | Q(
                given_at__isnull=False,
                plan__participation__in=standing.seats,
                plan__participation__round__in=standing.entered,
            )
            | Q(
                pk__in=given.filter(
                    giver_shared_at__isnull=False,
                    owner_shared_at__isnull=False,
                    giver__in=Participation.objects.current(),
                    plan__in=Plan.objects.filter(shown(standing)),
                ).values("pk")
            )
        )

    def written_by(self, user):
        """Return what a person's museums write or wrote about plans they may open."""
        return self.filter(
            giver__in=standing_of(user).peer_seats, plan__in=Plan.objects.known_in_round_to(user)
        )

    def editable_by(self, user):
        """Return the drafts of a person's museums, in rounds that go on."""
        return self.written_by(user).filter(going_on("giver__round"), given_at=None)

    def answerable_by(self, user):
        """Return what was given to a person's museums, in rounds that go on."""
        return self.filter(given_at__isnull=False, plan__in=Plan.objects.editable_by(user))

    def counted_by(self, user):
        """Return the given advice whose number a person may know: a coordinator's round."""
        return self.filter(given_at__isnull=False, plan__in=Plan.objects.outlined_to(user))


def going_on(path):
    """Return the condition that the round at ``path`` has not ended."""
    return Q(**{f"{path}__ended_at": None}) | Q(**{f"{path}__ended_at__gt": timezone.now()})


class Advice(models.Model):
    """A piece of advice that a museum gives to another on its plan.

    Until ``given_at`` it is the giver museum's draft, written together. ``goal`` is the id
    of a goal of ``revision``, which the giver read, or empty: the whole plan. The round
    sees it, with its answer, after the word of both museums.
    """

    class Kind(models.TextChoices):
        """What it is. There are no scores."""

        QUESTION = "question", _("Question")
        EXPERIENCE = "experience", _("Experience")
        SUGGESTION = "suggestion", _("Suggestion")

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="advice")
    revision = models.ForeignKey(PlanRevision, models.PROTECT, related_name="+")
    giver = models.ForeignKey(Participation, models.CASCADE, related_name="advice")
    kind = models.CharField(max_length=10, choices=Kind)
    goal = models.CharField(max_length=36, blank=True)
    text = models.TextField()
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    number = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    given_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    giver_shared_at = models.DateTimeField(null=True, blank=True)
    owner_shared_at = models.DateTimeField(null=True, blank=True)
    request_token = models.UUIDField(null=True)

    objects = AdviceQuerySet.as_manager()

    class Meta:
        ordering = ["given_at", "created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "giver", "request_token"], name="knowledge_advice_is_kept_once"
            ),
            models.CheckConstraint(
                condition=Q(given_at__isnull=False) | Q(giver_shared_at=None, owner_shared_at=None),
                name="knowledge_advice_is_given_before_it_is_shared",
            ),
        ]

    def __str__(self):
        return f"advice {self.pk}"

    @property
    def is_shared(self):
        """Whether both museums have shared it with the round."""
        return self.giver_shared_at is not None and self.owner_shared_at is not None


class Answer(models.Model):
    """What the receiver does with a piece of advice, and why. Seen by who sees the advice."""

    class Kind(models.TextChoices):
        """From yes to not now; never a plain no."""

        ADOPT = "adopt", _("We adopt this")
        TRY = "try", _("We try this")
        CONSIDER = "consider", _("We consider this")
        NOT_NOW = "not-now", _("Not now")

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    advice = models.OneToOneField(Advice, models.CASCADE, related_name="answer")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField()
    has_thanks = models.BooleanField(default=False)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    answered_at = models.DateTimeField(default=timezone.now)
    answered_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    def __str__(self):
        return f"answer {self.pk}"


class NextStepQuerySet(models.QuerySet):
    """Promises by who may read or change them."""

    def visible_to(self, user):
        """Return those of a person's own museums, and those made from advice they may read."""
        return self.filter(
            Q(plan__in=Plan.objects.owned_by(user))
            | Q(advice__in=Advice.objects.visible_to(user).values("pk"))
        )

    def editable_by(self, user):
        """Return those of a person's own museums, in rounds that go on."""
        return self.filter(plan__in=Plan.objects.editable_by(user))


class NextStep(models.Model):
    """What a museum promises to do after a piece of advice: who, what and by when."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="next_steps")
    advice = models.OneToOneField(Advice, models.CASCADE, related_name="next_step")
    who = models.CharField(max_length=150)
    what = models.CharField(max_length=300)
    due_on = models.DateField()
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)

    objects = NextStepQuerySet.as_manager()

    class Meta:
        ordering = [F("done_at").asc(nulls_first=True), "due_on"]

    def __str__(self):
        return f"next step {self.pk}"

    @property
    def is_late(self):
        """Whether its day has passed."""
        return self.done_at is None and self.due_on < timezone.localdate()
