"""An application, by who may read or decide it, and the files that belong to it."""

import datetime as dt
import uuid

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Museum, User
from cms.scanned_files import ScannedFile
from knowledge.models import Plan, Round, RoundRole
from knowledge.models.standing import rounds_by_duty

from .conflicts import Declaration
from .forms import FormVersion


def _reads(user):
    """Return whether a person reads the applications of the round."""
    duties = rounds_by_duty(user)
    return _is_among(set().union(*(duties.get(role, ()) for role in RoundRole.READING)))


def _coordinates(user):
    """Return whether a person coordinates the round."""
    return _is_among(rounds_by_duty(user).get(RoundRole.Role.COORDINATOR, set()))


def _is_among(rounds):
    """Return whether the round is one of these, asked so that no index of rounds answers.

    A page of the list then follows the index of arrival and reads few rows, on SQLite too,
    however many there are. Whoever wants one round filters by it besides.
    """
    among = When(round__in=rounds, then=Value(True))
    return Case(among, default=Value(False), output_field=models.BooleanField())


class ApplicationQuerySet(models.QuerySet):
    """Applications by who may read or decide them. Applicants come by another door."""

    def sent(self):
        """Return what has been sent and not taken back."""
        return self.exclude(status__in=[Application.Status.DRAFT, Application.Status.WITHDRAWN])

    def visible_to(self, user):
        """Return what a reviewer or coordinator of the round may read: never a draft.

        A reviewer reads only what they have declared no conflict with, by the museum's
        present name. A declared conflict hides it from its declarer, whatever their duty.
        """
        own = Declaration.objects.of(user).filter(application=OuterRef("pk"))
        cleared = own.filter(has_conflict=False, museum_name=OuterRef("museum_name"))
        readable, duties = self._not_recused(user), rounds_by_duty(user)
        if not duties.get(RoundRole.Role.COORDINATOR):
            return readable.filter(Exists(cleared))
        if not duties.get(RoundRole.Role.REVIEWER):
            return readable
        return readable.filter(Q(_coordinates(user)) | Exists(cleared))

    def awaiting_declaration_of(self, user):
        """Return what a reviewer has said nothing of; only the museum's name may be shown."""
        own = Declaration.objects.of(user).filter(application=OuterRef("pk"))
        return self._not_recused(user).filter(
            ~_coordinates(user),
            ~Exists(own.filter(museum_name=OuterRef("museum_name"))),
        )

    def newest_awaiting(self, user, *, most):
        """Return those of the newest ``most`` in the person's rounds that await their word.

        Older ones are not looked at, so that it costs the same however many there are. One
        who only coordinates owes no word, and nothing is looked for.
        """
        if not rounds_by_duty(user).get(RoundRole.Role.REVIEWER):
            return self.none()
        newest = self.sent().filter(_reads(user))
        newest = newest.order_by("-received_at", "pk").values("pk")[:most]
        return self.awaiting_declaration_of(user).filter(pk__in=newest)

    def hidden_by_conflict(self, user):
        """Return what a person has told of a conflict with."""
        own = Declaration.objects.of(user).filter(application=OuterRef("pk"), has_conflict=True)
        return self.filter(Exists(own))

    def _not_recused(self, user):
        own = Declaration.objects.of(user).filter(application=OuterRef("pk"))
        return self.sent().filter(~Exists(own.filter(has_conflict=True)), _reads(user))

    def of_same_museum(self, application):
        """Return the others of the round by the same museum: of the register, or by its name."""
        same = Q(museum_name__iexact=application.museum_name)
        if application.museum_id:
            same |= Q(museum=application.museum_id)
        others = self.filter(same, round=application.round_id).exclude(pk=application.pk)
        return others if application.museum_name else others.none()

    def chosen_by(self, user):
        """Return what a coordinator of the round, without a conflict, handles."""
        return self.visible_to(user).filter(_coordinates(user))

    def decidable_by(self, user):
        """Return what a person may accept: coordinators, and reviewers where the round says so."""
        return self.visible_to(user).filter(
            Q(_coordinates(user)) | Q(round__has_reviewers_who_decide=True)
        )


class Application(models.Model):
    """A museum's application to a round, from its first saved word.

    ``answers`` is the draft as it stands: ``{question id: value}``, with shapes given
    in ``applications.questions``. What was sent is in the revisions. ``version``
    grows with each save; ``saved_by`` is {question id: {"who", "at"}} of the last change of
    each answer, where a writer made it: "matti.m@…" and an ISO moment. ``costs`` is
    {name: number as text} of the calculator, and ``confirmation`` the director's that
    counts; no organiser reads either's words. ``start_token`` is the first form's own, so
    that a second click begins nothing. An application belongs to the round and not to a
    page.
    ``diary_number`` is the registry's; ``personal_erased_at`` tells when the answers to
    personal questions were emptied.

    ``stands_as_sent`` is true of a draft that was sent and is being changed: unless it is sent
    anew, its last revision takes part once the call has closed.
    """

    class Status(models.TextChoices):
        """Where it is on its way."""

        DRAFT = "draft", _("Draft")
        RECEIVED = "received", _("Received")
        ACCEPTED = "accepted", _("Accepted")
        RESERVE = "reserve", _("In reserve")
        DECLINED = "declined", _("Not selected")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="applications")
    form_version = models.ForeignKey(FormVersion, models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    email = models.EmailField(blank=True)
    museum = models.ForeignKey(Museum, models.PROTECT, null=True, blank=True, related_name="+")
    museum_name = models.CharField(max_length=150, blank=True)
    answers = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    saved_by = models.JSONField(default=dict)
    costs = models.JSONField(default=dict)
    confirmation = models.ForeignKey(
        "applications.Confirmation", models.SET_NULL, null=True, related_name="+"
    )
    start_token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(max_length=20, null=True, unique=True)
    diary_number = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(default=timezone.now)
    received_at = models.DateTimeField(null=True)
    reserve_rank = models.PositiveSmallIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    plan = models.OneToOneField(Plan, models.SET_NULL, null=True, related_name="application")
    personal_erased_at = models.DateTimeField(null=True)
    stands_as_sent = models.BooleanField(default=False)

    wagtail_reference_index_ignore = True

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at"]
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        constraints = [
            models.CheckConstraint(
                condition=Q(status="draft") | Q(received_at__isnull=False, reference__isnull=False),
                name="applications_what_is_sent_has_a_reference",
            )
        ]
        indexes = [
            models.Index(fields=["round", "-received_at", "id"], name="applications_by_arrival"),
            models.Index(fields=["-received_at", "id"], name="applications_newest_first"),
        ]

    def __str__(self):
        return f"application {self.pk}"

    @property
    def is_draft(self):
        """Whether it has not been sent."""
        return self.status == self.Status.DRAFT

    def last_saved_by(self, question_ids=None):
        """Return {"who", "at"} of the newest change of some answers or of all, or nothing."""
        known = [
            {"who": said["who"], "at": dt.datetime.fromisoformat(said["at"])}
            for id, said in self.saved_by.items()
            if question_ids is None or id in question_ids
        ]
        return max(known, key=lambda said: said["at"], default=None)

    @property
    def can_be_decided(self):
        """Whether a decision may be made: sent, and not yet accepted or left out."""
        return self.status in UNDECIDED

    @property
    def can_be_reused(self):
        """Whether its answers may begin an application to another round.

        It takes no part in its own: not sent, withdrawn, not selected, or only in reserve.
        """
        return bool(self.email) and self.status not in {self.Status.RECEIVED, self.Status.ACCEPTED}

    @property
    def can_be_taken_back(self):
        """Whether it can become a draft again: sent, not decided, and the call still open."""
        return self.status == self.Status.RECEIVED and self.round.is_call_open()

    @property
    def is_late(self):
        """Whether it arrived after the call had closed."""
        return self.received_at is not None and self.received_at >= self.round.closes_at

    def is_handled_by(self, user):
        """Whether a person who may read it coordinates its round."""
        return self.round_id in rounds_by_duty(user).get(RoundRole.Role.COORDINATOR, set())

    def use_newest_form(self):
        """Put a draft on the newest complete form, unsaved; what was sent keeps its own."""
        if self.is_draft:
            self.form_version = self.round.form_versions.complete().first()

    @property
    def files_by_question(self):
        """Return the files that are there, in lists by their question's id."""
        found = {}
        for file in self.files.all():
            if file.removed_at is None:
                found.setdefault(file.question_id, []).append(file)
        return found


# What may still be decided: also one in reserve, which is taken in or left out later.
UNDECIDED = frozenset({Application.Status.RECEIVED, Application.Status.RESERVE})


def private_storage():
    """Return the storage that no web server serves."""
    return storages["private"]


def random_path(instance, filename):
    """Return a path that tells nothing of the file; its name is kept in the row."""
    return f"applications/{uuid.uuid4().hex}"


class ApplicationFile(ScannedFile):
    """A file given as the answer to a question; only its sender fetches a harmful one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, models.CASCADE, related_name="files")
    question_id = models.CharField(max_length=64)
    file = models.FileField(storage=private_storage, upload_to=random_path, max_length=200)
    name = models.CharField(max_length=150)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["created_at"]

    def __str__(self):
        return f"application file {self.pk}"
