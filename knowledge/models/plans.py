"""Development plans and their revisions. ``visible_to`` is the one rule of sight."""

import unicodedata
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User

from .rounds import Participation, Round
from .sight import Archive, Audience, lent, opened, opening_rounds, own, shown
from .standing import standing_of
from .versions import GivenVersion

# The texts of a goal, in the order in which they are shown.
GOAL_TEXTS = ("title", "sign", "measures", "next", "responsible", "resources", "risks")


class PlanQuerySet(models.QuerySet):
    """Plans by who may see or change them."""

    def visible_to(self, user):
        """Return the plans a person may open: the one rule of confidentiality.

        Nothing before the round's promise is given. Then: a member sees their own
        museum's plans; those given to their museum for sparring; and those shown to
        the round, which its coordinators and facilitators see as well. After the round a
        museum may hide its plan from all others, or open its text to the round and later
        ones. Nobody else sees any, superusers included. A museum that has left takes its
        plans along.
        """
        standing = standing_of(user)
        return self.filter(own(standing) | shown(standing) | lent(standing) | opened(standing))

    def known_in_round_to(self, user):
        """Return those visible but for what was opened after the round: sparring hangs on it."""
        standing = standing_of(user)
        return self.filter(own(standing) | shown(standing) | lent(standing))

    def wholly_visible_to(self, user):
        """Return those a person sees as they are now, files included.

        The rest of what is visible are versions given to the person's museum, and the
        texts of plans opened after their round.
        """
        standing = standing_of(user)
        return self.filter(own(standing) | shown(standing))

    def owned_by(self, user):
        """Return the plans of the user's own museums, of rounds gone by as well."""
        return self.filter(own(standing_of(user)))

    def outlined_to(self, user):
        """Return the plans whose title and state a person may know: a coordinator's round.

        Not those that their museum has hidden after the round.
        """
        return self.filter(
            participation__round__in=Round.objects.visible_to(user).coordinated_by(user)
        ).exclude(archive=Archive.HIDDEN)

    def editable_by(self, user):
        """Return the plans of the user's own museums in rounds that go on."""
        standing = standing_of(user)
        return self.filter(
            Q(participation__round__ended_at=None)
            | Q(participation__round__ended_at__gt=timezone.now()),
            participation__in=standing.seats,
            participation__round__in=standing.entered,
        )

    def archivable_by(self, user):
        """Return the plans of the user's own museums in rounds that have ended."""
        standing = standing_of(user)
        return self.filter(
            participation__in=standing.seats, participation__round__in=standing.ended
        )


class Plan(models.Model):
    """A museum's development plan in a round.

    ``title``, ``stage`` and ``revision_number`` mirror the latest revision; ``origin`` is the
    reference of the application it came from, or empty, and ``continues`` the museum's own
    plan of an earlier round. ``archive`` is what its museum chose after the round, and
    ``archived_at`` when, or nothing before it has chosen.
    """

    Audience = Audience
    Archive = Archive

    class Stage(models.TextChoices):
        """Where the work is; a museum's own estimate."""

        TARGET = "target", _("Target")
        PLAN = "plan", _("Plan")
        TRIAL = "trial", _("Trial")
        EVALUATION = "evaluation", _("Evaluation")
        SHARING = "sharing", _("Sharing")

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="plans")
    title = models.CharField(_("title"), max_length=150)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.MUSEUM)
    archive = models.CharField(max_length=6, choices=Archive, default=Archive.KEEP)
    archived_at = models.DateTimeField(null=True, editable=False)
    stage = models.CharField(_("stage"), max_length=10, choices=Stage, default=Stage.TARGET)
    revision_number = models.PositiveIntegerField(default=0)
    origin = models.CharField(max_length=40, blank=True)
    continues = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="continued_by"
    )
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at"]
        indexes = [
            models.Index(fields=["participation", "-updated_at"], name="knowledge_plans_by_change"),
            models.Index(
                fields=["participation"],
                condition=Q(archive=Archive.OPEN),
                name="knowledge_opened_plans",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(archive=Archive.KEEP) | Q(archived_at__isnull=False),
                name="knowledge_an_archived_plan_knows_when",
            )
        ]

    def __str__(self):
        return f"plan {self.pk}"

    def get_absolute_url(self):
        """Return the plan's own page."""
        return reverse("knowledge:plan_detail", args=[self.pk])

    def is_owned_by(self, user):
        """Whether the plan is of one of the user's own museums: ``owned_by`` without a query."""
        standing, seat = standing_of(user), self.participation
        return seat.museum_id in standing.museums and seat.round_id in standing.entered

    def is_editable_by(self, user):
        """Whether the user may change the plan: ``editable_by`` without a query."""
        return self._is_seated(user) and not self.participation.round.has_ended

    def is_archivable_by(self, user):
        """Whether the user may choose what becomes of it: ``archivable_by`` without a query."""
        return self._is_seated(user) and self.participation.round.has_ended

    def _is_seated(self, user):
        standing = standing_of(user)
        is_there = self.participation_id in standing.seats
        return is_there and self.participation.round_id in standing.entered


class PlanRevisionQuerySet(models.QuerySet):
    """What plans said, by who may read it."""

    def visible_to(self, user):
        """Return every revision a person may read: the whole history of their own museums'
        plans, and of others' plans the one they are shown."""
        standing = standing_of(user)
        return self.filter(own(standing, "plan__") | _read(standing))

    def read_by(self, user):
        """Return one revision of each plan visible to a person: the one they read.

        That is the latest, or the newest of those given to their museums.
        """
        standing = standing_of(user)
        # Said by each condition too; with it alone a database begins with the few rounds.
        return self.filter(
            _read(standing), plan__participation__round__in=_rounds_in_sight(standing)
        )

    def listed_to(self, user):
        """Return what ``read_by`` does, made for lists.

        Seats are named by their ids: a database begins with their plans, and does not read
        every revision there is.
        """
        rounds = _rounds_in_sight(standing_of(user))
        seats = Participation.objects.filter(round__in=rounds).values_list("pk", flat=True)
        return self.read_by(user).filter(plan__participation__in=list(seats))

    def saying(self, query):
        """Return those in whose title or texts every word of ``query`` occurs."""
        revisions = self
        for word in fold(query).split():
            revisions = revisions.filter(words__contains=word)
        return revisions


def _rounds_in_sight(standing):
    return standing.entered | opening_rounds(standing)


def _read(standing):
    """Return the condition that a revision is the one of its plan that a person reads."""
    held = GivenVersion.objects.filter(ended_at=None, receiver__in=standing.peer_seats)
    newer = held.filter(plan=OuterRef("plan"), revision__number__gt=OuterRef("number"))
    whole = own(standing, "plan__") | shown(standing, "plan__") | opened(standing, "plan__")
    latest = Q(number=F("plan__revision_number")) & whole
    given = Q(pk__in=held.values("revision")) & ~Exists(newer)
    # Whoever was given a version of an opened plan meets its round, and reads the latest.
    is_closed = ~Q(plan__archive=Archive.OPEN)
    return latest | (given & lent(standing, "plan__") & is_closed & ~own(standing, "plan__"))


def fold(text):
    """Return a text as searches compare it: composed letters, no capitals."""
    return unicodedata.normalize("NFC", text).casefold()


class PlanRevision(models.Model):
    """What a plan said at one moment; rows are only ever added.

    ``content`` is ``{"sections": {heading key: text}, "question": text, "targets":
    [{"key": heading key or "other", "other": text, "now": 1–5, "weight": 1–5}],
    "goals": [{"id", "title", "sign", "next", "measures", "responsible", "resources",
    "risks", "state"}], "milestones": [{"title", "due_on": ISO date or "", "is_done"}]}``;
    a goal's state is one of ``GoalState``. Sections are in the lines of
    ``knowledge.markup``, other texts plain. ``words`` is all of it folded, for searches.
    """

    class GoalState(models.TextChoices):
        """A goal's place on the hill: uphill it is figured out, downhill it is done."""

        EXPLORING = "exploring", _("We are finding out")
        KNOWN = "known", _("We know what to do")
        DOING = "doing", _("We are doing it")

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=150)
    stage = models.CharField(max_length=10, choices=Plan.Stage, default=Plan.Stage.TARGET)
    content = models.JSONField(default=dict)
    words = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    request_token = models.UUIDField(null=True)

    objects = PlanRevisionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        indexes = [models.Index(fields=["-created_at", "id"], name="knowledge_newest_revisions")]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"], name="knowledge_a_plan_has_each_number_once"
            ),
            models.UniqueConstraint(
                fields=["plan", "request_token"], name="knowledge_a_form_is_saved_once"
            ),
        ]

    def __str__(self):
        return f"revision {self.number} of plan {self.plan_id}"

    def save(self, *args, **kwargs):
        """Store the revision with its folded words."""
        self.words = fold("\n".join([self.title, *texts_of(self.content)]))
        super().save(*args, **kwargs)


def texts_of(content):
    """Yield every text somebody wrote into the content of a revision."""
    yield from content.get("sections", {}).values()
    yield content.get("question", "")
    for target in content.get("targets", []):
        yield target.get("other", "")
    for goal in content.get("goals", []):
        yield from (goal.get(part, "") for part in GOAL_TEXTS)
    for milestone in content.get("milestones", []):
        yield milestone.get("title", "")
