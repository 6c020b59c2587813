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
from .standing import standing_of

# The texts of a goal, in the order in which they are shown.
GOAL_TEXTS = ("title", "sign", "measures", "next", "responsible", "resources", "risks")

# Costs no query.
NOTHING = Q(pk__in=())


# The conditions of sight. ``at`` is the way to the plan from where they are asked, such as
# "plan__". They name rows by the ids of a standing and join what hangs on the plan: nested
# subqueries made PostgreSQL try every pair of plans.


def own(standing, at=""):
    """Return the condition that a plan is of a museum the person belongs to."""
    return Q(
        **{
            f"{at}participation__museum__in": standing.museums,
            f"{at}participation__round__in": standing.entered,
        }
    )


def shown(standing, at=""):
    """Return the condition that a plan is shown to a round whose peer or helper one is."""
    return Q(**{f"{at}audience": Plan.Audience.ROUND}) & _met(standing, at)


def lent(standing, at=""):
    """Return the condition that a version of a plan is given to the person's museum."""
    given = GivenVersion.objects.filter(ended_at=None, receiver__in=standing.peer_seats)
    is_given = {f"{at}audience": Plan.Audience.PARTNERS, f"{at}pk__in": given.values("plan")}
    return Q(**is_given) & _met(standing, at)


def _met(standing, at):
    """Return the condition that a plan's museum takes part in a round whose museums one meets."""
    seat, now = f"{at}participation__", timezone.now()
    stays = Q(**{f"{seat}left_at": None}) | Q(**{f"{seat}left_at__gt": now})
    return stays & Q(**{f"{seat}joined_at__lte": now, f"{seat}round__in": standing.met})


class PlanQuerySet(models.QuerySet):
    """Plans by who may see or change them."""

    def visible_to(self, user):
        """Return the plans a person may open: the one rule of confidentiality.

        Nothing before the round's promise is given. Then: a member sees their own
        museum's plans; those given to their museum for sparring; and those shown to
        the round, which its coordinators and facilitators see as well. Nobody else
        sees any, superusers included. A museum that has left takes its plans along.
        """
        standing = standing_of(user)
        return self.filter(own(standing) | shown(standing) | lent(standing))

    def wholly_visible_to(self, user):
        """Return those a person sees as they are now, files included.

        The rest of what is visible are versions given to the person's museum.
        """
        standing = standing_of(user)
        return self.filter(own(standing) | shown(standing))

    def owned_by(self, user):
        """Return the plans of the user's own museums, of rounds gone by as well."""
        return self.filter(own(standing_of(user)))

    def outlined_to(self, user):
        """Return the plans whose title and state a person may know: a coordinator's round."""
        return self.filter(
            participation__round__in=Round.objects.visible_to(user).coordinated_by(user)
        )

    def editable_by(self, user):
        """Return the plans of the user's own museums in rounds that go on."""
        standing = standing_of(user)
        return self.filter(
            Q(participation__round__ended_at=None)
            | Q(participation__round__ended_at__gt=timezone.now()),
            participation__in=standing.seats,
            participation__round__in=standing.entered,
        )


class Plan(models.Model):
    """A museum's development plan in a round.

    ``title``, ``stage`` and ``revision_number`` mirror the latest revision; ``origin`` is the
    reference of the application it came from, or empty, and ``continues`` the museum's own
    plan of an earlier round.
    """

    class Audience(models.TextChoices):
        """Who may open it, narrow to wide. Wider than the round comes with experiences."""

        MUSEUM = "museum", _("Our museum")
        PARTNERS = "partners", _("Our sparring partners")
        ROUND = "round", _("This round")

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
            models.Index(fields=["participation", "-updated_at"], name="knowledge_plans_by_change")
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
        return self.filter(_read(standing), plan__participation__round__in=standing.entered)

    def saying(self, query):
        """Return those in whose title or texts every word of ``query`` occurs."""
        revisions = self
        for word in fold(query).split():
            revisions = revisions.filter(words__contains=word)
        return revisions


def _read(standing):
    """Return the condition that a revision is the one of its plan that a person reads."""
    held = GivenVersion.objects.filter(ended_at=None, receiver__in=standing.peer_seats)
    newer = held.filter(plan=OuterRef("plan"), revision__number__gt=OuterRef("number"))
    whole = own(standing, "plan__") | shown(standing, "plan__")
    latest = Q(number=F("plan__revision_number")) & whole
    given = Q(pk__in=held.values("revision")) & ~Exists(newer)
    return latest | (given & lent(standing, "plan__") & ~own(standing, "plan__"))


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


class GivenVersion(models.Model):
    """A revision that a museum gave to one other museum for sparring."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="given_versions")
    revision = models.ForeignKey(PlanRevision, models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Participation, models.CASCADE, related_name="received_versions")
    given_at = models.DateTimeField(default=timezone.now)
    given_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "receiver"],
                condition=Q(ended_at=None),
                name="knowledge_a_museum_holds_one_version",
            )
        ]

    def __str__(self):
        return f"given version {self.pk}"
