"""A round, the museums that take part and the people who keep it running."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from accounts.models import Membership, Museum, User
from cms.fields import Translated

from .promises import Promise
from .standing import rounds_by_duty, standing_of


class RoundQuerySet(models.QuerySet):
    """Rounds by who stands where towards them."""

    def joined_by(self, user):
        """Return the rounds a person belongs to, promise given or not."""
        return self.filter(pk__in=standing_of(user).joined)

    def visible_to(self, user):
        """Return the rounds a person may enter: theirs, the current promise given."""
        return self.filter(pk__in=standing_of(user).entered)

    def without_word_of(self, user):
        """Return the rounds a person belongs to whose current promise they have not given."""
        standing = standing_of(user)
        return self.filter(pk__in=standing.joined - standing.entered)

    def by_nearness(self):
        """Return them with those under way first, then those to come, then those gone by."""
        started = Case(When(starts_on__lte=timezone.localdate(), then=0), default=1)
        return self.order_by(
            F("ended_at").desc(nulls_first=True), started, F("starts_on").desc(nulls_last=True)
        )

    def reviewed_by(self, user):
        """Return the rounds whose applications a person may read."""
        duty = RoundRole.objects.of(user).reading().filter(round=OuterRef("pk"))
        return self.filter(Exists(duty))

    def coordinated_by(self, user):
        """Return the rounds a person coordinates."""
        return self.filter(pk__in=rounds_by_duty(user).get(RoundRole.Role.COORDINATOR, ()))


class Round(ClusterableModel):
    """One turn of the forum, from its call to its end.

    Everything that varies from round to round is set here or in rows that point
    here, never in code. ``ended_at`` makes it read-only and never wider.
    """

    class CallState(models.TextChoices):
        """Where the call is now."""

        COMING = "coming", _("Coming")
        OPEN = "open", _("Open")
        LAST_DAY = "last-day", _("Last day")
        CLOSED = "closed", _("Closed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name_fi = models.CharField(_("name in Finnish"), max_length=80)
    name_sv = models.CharField(_("name in Swedish"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80)
    opens_at = models.DateTimeField(_("call opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("call closes"), null=True, blank=True)
    starts_on = models.DateField(_("starts"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    promise = models.ForeignKey(Promise, models.PROTECT, related_name="rounds")
    has_reviewers_who_decide = models.BooleanField(
        _("reviewers decide"),
        default=False,
        help_text=_("Reviewers, and not only coordinators, may accept an application."),
    )

    name = Translated()

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = [F("starts_on").desc(nulls_last=True)]
        verbose_name = _("forum round")
        verbose_name_plural = _("forum rounds")
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at=None, closes_at=None) | Q(closes_at__gt=F("opens_at")),
                name="knowledge_a_call_closes_after_it_opens",
                violation_error_message=_(
                    "A call has both times or neither, and closes after it opens."
                ),
            )
        ]

    def __str__(self):
        return self.name

    @property
    def has_ended(self):
        """Whether the round is read-only."""
        return self.ended_at is not None and self.ended_at <= timezone.now()

    @property
    def may_end(self):
        """Whether it has begun, has not ended, and takes no applications in."""
        has_begun = self.starts_on is not None and self.starts_on <= timezone.localdate()
        return has_begun and not self.has_ended and not self.is_call_open()

    def call_state(self, now=None):
        """Return where the call is: coming, open, on its last day in Helsinki, or closed."""
        now = now or timezone.now()
        if self.opens_at is None or now < self.opens_at:
            return self.CallState.COMING
        if now >= self.closes_at:
            return self.CallState.CLOSED
        if timezone.localdate(now) == timezone.localdate(self.closes_at):
            return self.CallState.LAST_DAY
        return self.CallState.OPEN

    def is_call_open(self, now=None):
        """Whether applications are taken in at this moment."""
        return self.call_state(now) in {self.CallState.OPEN, self.CallState.LAST_DAY}


class PlanHeading(models.Model):
    """A heading under which the plans of a round are written; ``key`` is what plans store."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = ParentalKey(Round, on_delete=models.CASCADE, related_name="plan_headings")
    key = models.SlugField(_("short name"))
    position = models.PositiveSmallIntegerField(null=True, editable=False)
    name_fi = models.CharField(_("name in Finnish"), max_length=120)
    name_sv = models.CharField(_("name in Swedish"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120)
    help_fi = models.CharField(_("instructions in Finnish"), max_length=300, blank=True)
    help_sv = models.CharField(_("instructions in Swedish"), max_length=300, blank=True)
    help_en = models.CharField(_("instructions in English"), max_length=300, blank=True)

    name = Translated()
    help = Translated()

    sort_order_field = "position"

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "key"], name="knowledge_a_heading_is_in_a_round_once"
            )
        ]

    def __str__(self):
        return self.key


class ParticipationQuerySet(models.QuerySet):
    """Which museums take part, and when."""

    def current(self):
        """Return those that have joined and not left."""
        now = timezone.now()
        return self.filter(Q(left_at=None) | Q(left_at__gt=now), joined_at__lte=now)

    def of(self, user):
        """Return the current ones of the museums a person belongs to."""
        return self.filter(pk__in=standing_of(user).seats)

    def owned_by(self, user):
        """Return those of the person's own museums, in rounds they may enter, ended ones too."""
        standing = standing_of(user)
        return self.filter(pk__in=standing.seats, round__in=standing.entered)

    def visible_to(self, user):
        """Return the person's own museums and those they meet, in rounds they may enter."""
        standing = standing_of(user)
        return self.current().filter(
            Q(round__in=standing.met) | Q(museum__in=standing.museums),
            round__in=standing.entered,
        )

    def staffed_by(self, user):
        """Return those to whose museum a person may invite others.

        They are the person's own and, in a round that they coordinate, every one.
        """
        coordinated = Round.objects.visible_to(user).coordinated_by(user)
        return self.current().filter(
            Q(museum__in=standing_of(user).museums) | Q(round__in=coordinated),
            round__in=standing_of(user).entered,
        )


class Participation(models.Model):
    """A museum in a round, from a moment to a moment."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="participations")
    museum = models.ForeignKey(Museum, models.PROTECT, related_name="participations")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="fi")
    joined_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "museum"], name="knowledge_a_museum_is_in_a_round_once"
            )
        ]

    def __str__(self):
        return f"participation {self.pk}"

    def has_contacts_named_by(self, user):
        """Whether a person may invite contacts here: a contact, or a coordinator."""
        own = Membership.objects.of(user).filter(museum=self.museum_id)
        if own.filter(role=Membership.Role.CONTACT).exists():
            return True
        return Round.objects.coordinated_by(user).filter(pk=self.round_id).exists()


class RoundRoleQuerySet(models.QuerySet):
    """Duties by person and kind."""

    def current(self):
        """Return the duties that have begun and not ended."""
        now = timezone.now()
        return self.filter(Q(ended_at=None) | Q(ended_at__gt=now), started_at__lte=now)

    def of(self, user):
        """Return the current duties of a person; none of somebody inactive or unknown."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        return self.current().filter(user=user)

    def running(self):
        """Return the duties that belong to the workspace."""
        return self.filter(role__in=RoundRole.RUNNING)

    def listed_to(self, user):
        """Return the current duties of those who run the rounds that a person coordinates."""
        coordinated = Round.objects.visible_to(user).coordinated_by(user)
        return self.current().running().filter(round__in=coordinated)

    def endable_by(self, user):
        """Return those that a coordinator may end: facilitators'."""
        return self.listed_to(user).filter(role=RoundRole.Role.FACILITATOR)

    def reading(self):
        """Return the duties that open applications."""
        return self.filter(role__in=RoundRole.READING)


class RoundRole(models.Model):
    """A person's duty in one round, from a moment to a moment."""

    class Role(models.TextChoices):
        """Coordinators run the round, facilitators help in it, reviewers read applications."""

        COORDINATOR = "coordinator", _("coordinator")
        FACILITATOR = "facilitator", _("facilitator")
        REVIEWER = "reviewer", _("reviewer")

    READING = (Role.COORDINATOR, Role.REVIEWER)
    RUNNING = (Role.COORDINATOR, Role.FACILITATOR)

    wagtail_reference_index_ignore = True

    personal_fields = ["round", "role"]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="roles")
    user = models.ForeignKey(User, models.CASCADE, related_name="round_roles")
    role = models.CharField(max_length=12, choices=Role)
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = RoundRoleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "user", "role"],
                condition=Q(ended_at=None),
                name="knowledge_a_duty_is_held_once",
            )
        ]

    def __str__(self):
        return f"round role {self.pk}"
