"""What reviewers think of applications, and by what they measure."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.models import User
from knowledge.models import Round

from .applications import Application
from .conflicts import Declaration
from .revisions import ApplicationRevision


class RubricVersionQuerySet(models.QuerySet):
    """Rubrics by round."""

    def newest_of(self, round_id):
        """Return the rubric that new reviews of a round follow, or nothing."""
        return self.filter(round=round_id).first()


class RubricVersion(models.Model):
    """What the applications of a round are measured by; rows are only ever added.

    ``criteria`` is ``[{"id", "weight", "name", "low", "high"}]``, the last three
    ``{language: text}``: ``low`` says in words what mark 1 means, and ``high`` mark 5.
    A criterion keeps its id from version to version, and a review its version.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="rubrics")
    number = models.PositiveIntegerField()
    criteria = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects = RubricVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "number"], name="applications_a_rubric_has_each_number_once"
            )
        ]

    def __str__(self):
        return f"rubric version {self.pk}"

    def read_in(self, language):
        """Return the criteria with their texts in one language."""
        texts = ("name", "low", "high")
        return [
            {**criterion, **{part: text_in(criterion[part], language) for part in texts}}
            for criterion in self.criteria
        ]


def text_in(texts, language):
    """Return the text in a language, "fi" where that is none of the site's."""
    return texts.get(language) or texts[settings.LANGUAGE_CODE]


class ReviewQuerySet(models.QuerySet):
    """Reviews by who may read them."""

    def of(self, user):
        """Return a person's own."""
        return self.filter(reviewer=user)

    def visible_to(self, user):
        """Return one's own and, once that is there, the others'; a coordinator sees all.

        The words of somebody who has told of a conflict since are set aside.
        """
        own = Review.objects.filter(application=OuterRef("application"), reviewer=user.pk)
        recused = Declaration.objects.standing().filter(
            application=OuterRef("application"), reviewer=OuterRef("reviewer"), has_conflict=True
        )
        return self.filter(
            Q(application__round__in=Round.objects.coordinated_by(user)) | Exists(own),
            ~Exists(recused),
            Exists(Application.objects.visible_to(user).filter(pk=OuterRef("application"))),
        )


class Review(models.Model):
    """One reviewer's notes and marks on an application, about the revision they read.

    ``marks`` is ``{criterion's id: 1–5}``; ``version`` grows with each save.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, models.CASCADE, related_name="reviews")
    revision = models.ForeignKey(ApplicationRevision, models.CASCADE, related_name="+")
    reviewer = models.ForeignKey(User, models.CASCADE, related_name="+")
    rubric = models.ForeignKey(RubricVersion, models.PROTECT, null=True, related_name="+")
    marks = models.JSONField(default=dict)
    notes = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=timezone.now)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["saved_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "reviewer"], name="applications_one_review_a_person"
            )
        ]

    def __str__(self):
        return f"review {self.pk}"

    @property
    def mean(self):
        """Return the weighted mean of the marks, or None where there is none."""
        weights = {criterion["id"]: criterion["weight"] for criterion in self._criteria}
        marked = {id: mark for id, mark in self.marks.items() if weights.get(id)}
        total = sum(weights[id] for id in marked)
        return sum(weights[id] * mark for id, mark in marked.items()) / total if total else None

    def marks_in(self, language):
        """Return triples of a criterion's name, its weight and the mark or None."""
        return [
            (
                text_in(criterion["name"], language),
                criterion["weight"],
                self.marks.get(criterion["id"]),
            )
            for criterion in self._criteria
        ]

    @property
    def _criteria(self):
        return self.rubric.criteria if self.rubric else []
