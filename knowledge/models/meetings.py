"""Meetings of a round, who comes with what needs, and what was decided."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, User

from .rounds import Participation, Round, RoundRole
from .standing import standing_of


class MeetingQuerySet(models.QuerySet):
    """Meetings by who may read or change them."""

    def visible_to(self, user):
        """Return those of the rounds in which a person meets the other museums."""
        return self.filter(round__in=standing_of(user).met)

    def editable_by(self, user):
        """Return those that a person hosts or coordinates, in rounds that go on."""
        return self.run_by(user).filter(going_on("round"))

    def run_by(self, user):
        """Return those that a person hosts or coordinates."""
        coordinated = Round.objects.coordinated_by(user).values("pk")
        hosted = Q(host__in=standing_of(user).peer_seats)
        return self.visible_to(user).filter(hosted | Q(round__in=coordinated))

    def open_to(self, user):
        """Return those to which a person may still sign up."""
        now = timezone.now()
        return self.visible_to(user).filter(
            going_on("round"),
            Q(sign_up_closes_at=None) | Q(sign_up_closes_at__gt=now),
            state=Meeting.State.PLANNED,
            starts_at__gt=now,
        )

    def to_come(self):
        """Return those that are not over and not cancelled, the next one first."""
        return self.filter(ends_at__gt=timezone.now(), state=Meeting.State.PLANNED).order_by(
            "starts_at"
        )


class Meeting(models.Model):
    """A day or more that the round spends together, in a museum's house or on a screen.

    ``agenda`` is a list of {"day": "2026-11-25", "time": "12.00", "what": …, "more": …};
    ``number`` grows at each change, and calendars follow it.
    """

    class State(models.TextChoices):
        """What became of it."""

        PLANNED = "planned", _("Planned")
        HELD = "held", _("Held")
        CANCELLED = "cancelled", _("Cancelled")

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="meetings")
    host = models.ForeignKey(
        Participation, models.SET_NULL, null=True, blank=True, related_name="hosted_meetings"
    )
    title = models.CharField(max_length=150)
    about = models.TextField(blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="fi")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    sign_up_closes_at = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=150, blank=True)
    address = models.CharField(max_length=200, blank=True)
    directions = models.TextField(blank=True)
    accessibility = models.TextField(blank=True)
    remote_link = models.URLField(max_length=500, blank=True)
    agenda = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)
    number = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    request_token = models.UUIDField(null=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "request_token"], name="knowledge_a_meeting_is_kept_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="knowledge_a_meeting_ends_after_it_starts",
            ),
        ]

    def __str__(self):
        return f"meeting {self.pk}"

    def get_absolute_url(self):
        """Return the address of its page."""
        return reverse("knowledge:meeting_detail", args=[self.pk])

    @property
    def is_over(self):
        """Whether its end has passed."""
        return self.ends_at <= timezone.now()

    @property
    def is_held(self):
        """Whether it was held: said so, or over and not cancelled."""
        return self.state == self.State.HELD or (self.state == self.State.PLANNED and self.is_over)

    @property
    def is_cancelled(self):
        """Whether it will not be, or was not, held."""
        return self.state == self.State.CANCELLED

    @property
    def texts(self):
        """Return what is told of it at length."""
        texts = (self.about, self.directions, self.accessibility, self.remote_link)
        return [text for text in texts if text]

    @property
    def is_one_day(self):
        """Whether it begins and ends on the same day in Helsinki."""
        return timezone.localdate(self.starts_at) == timezone.localdate(self.ends_at)


class SignUpQuerySet(models.QuerySet):
    """Who comes, by who may know it."""

    def visible_to(self, user):
        """Return who comes to the meetings a person sees, of people who still belong there.

        That somebody cannot come is known to them, to the host's people and to the
        coordinator.
        """
        comes = ~Q(answer=MeetingSignUp.Answer.NOT)
        return self.filter(
            comes | Q(user=user.pk) | run_by(user, "meeting"),
            still_there(),
            meeting__in=Meeting.objects.visible_to(user).values("pk"),
            user__is_active=True,
        )

    def of(self, user):
        """Return a person's own."""
        return self.filter(user=user.pk, meeting__in=Meeting.objects.visible_to(user))


class MeetingSignUp(models.Model):
    """One person's word about a meeting. What they need stands apart, in ``SignUpNeeds``.

    ``participation`` is the seat they come from; nobody's for who runs the round.
    """

    class Answer(models.TextChoices):
        """Whether they come."""

        COMING = "coming", _("I am coming")
        REMOTE = "remote", _("I take part remotely")
        NOT = "not", _("I cannot come")

    wagtail_reference_index_ignore = True

    personal_fields = ["meeting", "answer"]
    goes_with_person = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="sign_ups")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    participation = models.ForeignKey(Participation, models.CASCADE, null=True, related_name="+")
    answer = models.CharField(max_length=6, choices=Answer)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = SignUpQuerySet.as_manager()

    class Meta:
        ordering = ["user__last_name", "user__first_name", "user__email"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "user"], name="knowledge_a_person_signs_up_once"
            )
        ]

    def __str__(self):
        return f"sign-up {self.pk}"


class SignUpNeedsQuerySet(models.QuerySet):
    """Needs by who may read them: the strictest rule of a meeting."""

    def visible_to(self, user):
        """Return a person's own, those of meetings their museum hosts or they coordinate."""
        seen = MeetingSignUp.objects.visible_to(user)
        return self.filter(
            Q(sign_up__user=user.pk) | run_by(user, "sign_up__meeting"),
            sign_up__in=seen.values("pk"),
        )

    def of(self, user):
        """Return a person's own."""
        return self.filter(sign_up__in=MeetingSignUp.objects.of(user))


class SignUpNeeds(models.Model):
    """What a person needs at a meeting: read by them, the host's people and the coordinator."""

    wagtail_reference_index_ignore = True

    sign_up = models.OneToOneField(
        MeetingSignUp, models.CASCADE, primary_key=True, related_name="needs"
    )
    diet = models.CharField(max_length=300, blank=True)
    access = models.CharField(max_length=300, blank=True)
    travel = models.CharField(max_length=300, blank=True)

    objects = SignUpNeedsQuerySet.as_manager()

    def __str__(self):
        return f"needs {self.pk}"


class MemoRevisionQuerySet(models.QuerySet):
    """Memos by who may read them."""

    def visible_to(self, user):
        """Return those of the meetings a person sees."""
        return self.filter(meeting__in=Meeting.objects.visible_to(user).values("pk"))


class MemoRevision(models.Model):
    """What a meeting's memo said at one time; rows are only ever added."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="memo_revisions")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects = MemoRevisionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"], name="knowledge_a_memo_has_one_revision_a_number"
            )
        ]

    def __str__(self):
        return f"memo revision {self.pk}"


def going_on(path):
    """Return the condition that the round at ``path`` has not ended."""
    return Q(**{f"{path}__ended_at": None}) | Q(**{f"{path}__ended_at__gt": timezone.now()})


def run_by(user, path):
    """Return the condition that a person hosts or coordinates the meeting at ``path``."""
    return Q(**{f"{path}__in": Meeting.objects.run_by(user).values("pk")})


def still_there():
    """Return the condition that who signed up still has the seat or the duty they came from."""
    members = Membership.objects.current().filter(
        user=models.OuterRef("user"), museum=models.OuterRef("participation__museum")
    )
    duties = (
        RoundRole.objects.current()
        .running()
        .filter(user=models.OuterRef("user"), round=models.OuterRef("meeting__round"))
    )
    return Q(models.Exists(members), participation__in=Participation.objects.current()) | Q(
        models.Exists(duties), participation=None
    )
