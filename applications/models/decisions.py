"""What becomes of applications: prepared in quiet, written in letters, released together."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from knowledge.models import Round

from .applications import Application
from .revisions import ApplicationRevision


class Outcome(models.TextChoices):
    """What may be decided; the words are those of ``Application.Status``."""

    ACCEPTED = "accepted", _("Accepted")
    RESERVE = "reserve", _("In reserve")
    DECLINED = "declined", _("Not selected")


def decided_rounds(user):
    """Return the rounds in which a person may prepare decisions."""
    coordinated = Round.objects.coordinated_by(user)
    return Round.objects.reviewed_by(user).filter(
        Q(has_reviewers_who_decide=True) | Q(pk__in=coordinated.values("pk"))
    )


class DecisionQuerySet(models.QuerySet):
    """Decisions by who may prepare them, and by whether they are out."""

    def visible_to(self, user):
        """Return those of applications that a person may decide."""
        return self.filter(application__in=Application.objects.decidable_by(user).values("pk"))

    def prepared(self):
        """Return those that no applicant knows of yet."""
        return self.filter(released_at=None)

    def released(self):
        """Return those that are out, the newest first: it is the one in force."""
        return self.exclude(released_at=None).order_by("-released_at")


class Decision(models.Model):
    """What is to become of one application; until it is released it may change freely.

    ``outcome`` is "" while nothing is decided. ``rank`` is the place in the reserve, from
    1. ``reason`` is written in the applicant's language, for the letter. ``revision`` is
    the one that was the newest then, and ``version`` grows with each save. One in
    reserve gets another decision later; the released one stays as it was.
    """

    Outcome = Outcome
    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, models.CASCADE, related_name="decisions")
    revision = models.ForeignKey(ApplicationRevision, models.CASCADE, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    rank = models.PositiveSmallIntegerField(null=True)
    reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    prepared_at = models.DateTimeField(default=timezone.now)
    prepared_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["prepared_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(released_at=None),
                name="applications_one_decision_is_prepared_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(rank=None) | Q(outcome=Outcome.RESERVE),
                name="applications_only_a_reserve_has_a_rank",
            ),
            models.CheckConstraint(
                condition=Q(released_at=None) | ~Q(outcome=""),
                name="applications_what_is_released_is_decided",
            ),
        ]

    def __str__(self):
        return f"decision {self.pk}"


class LetterTemplateQuerySet(models.QuerySet):
    """Letters' texts by round."""

    def newest_of(self, round_id):
        """Return {outcome: its newest text} of a round."""
        found = {}
        for template in self.filter(round=round_id).defer("created_by"):
            found.setdefault(template.outcome, template)
        return found


class LetterTemplate(models.Model):
    """The text of a round's letters for one outcome; rows are only ever added.

    ``texts`` is ``{language: {"subject", "body", "next_steps"}}``, with the placeholders
    of ``applications.letters``. ``contact_name`` and ``contact_email`` tell whom to ask.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="letter_templates")
    outcome = models.CharField(max_length=10, choices=Outcome)
    number = models.PositiveIntegerField()
    texts = models.JSONField()
    contact_name = models.CharField(max_length=100)
    contact_email = models.EmailField()
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects = LetterTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "outcome", "number"],
                name="applications_a_letter_s_text_has_each_number_once",
            )
        ]

    def __str__(self):
        return f"letter template {self.pk}"

    def has_language(self, language):
        """Whether the letter can be written in a language."""
        texts = self.texts.get(language, {})
        return bool(texts.get("subject") and texts.get("body"))


class LetterQuerySet(models.QuerySet):
    """Letters by who may read them before they leave."""

    def visible_to(self, user):
        """Return those of applications that a coordinator without a conflict handles."""
        return self.filter(
            decision__application__in=Application.objects.chosen_by(user).values("pk")
        )


class Letter(models.Model):
    """A decision's letter as it was frozen, in the applicant's language; rows are only added.

    The last one leaves. ``digest`` is the SHA-256 of subject and body.
    """

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="letters")
    number = models.PositiveIntegerField()
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    contact_email = models.EmailField(blank=True)
    digest = models.CharField(max_length=64)
    frozen_at = models.DateTimeField(default=timezone.now)
    frozen_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "number"], name="applications_a_letter_has_each_number_once"
            )
        ]

    def __str__(self):
        return f"letter {self.pk}"
