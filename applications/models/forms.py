"""The form of a call as it was published: rows are only ever added."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from knowledge.models import Round


class FormVersionQuerySet(models.QuerySet):
    """Form versions by whether they may be filled in."""

    def complete(self):
        """Return those that lack no text in Finnish or Swedish, newest first."""
        return self.filter(is_complete=True)


class FormVersion(models.Model):
    """One compiled state of the form an editor built, in every language it has.

    ``definition`` is ``{"steps": [{"id", "questions": [{"id", "kind", "is_required",
    "limit", "options": [code, …], "maps_to", "shown_if": {"question": id, "codes"},
    "sight": "staff", "is_personal", "allows_secret", …}]}]}``. A question's identity is its
    block's id and an option's its code, so that renaming, reordering and translating
    change nothing in stored answers. ``texts`` is ``{language: {id or "id.code":
    {"label", "help", …}}}``. ``structure_hash`` is the SHA-256 of both, so that
    publishing an unchanged page adds nothing. One that is not complete in Finnish and
    Swedish is kept, but nobody fills it in: an open call goes on with the one before.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="form_versions")
    number = models.PositiveIntegerField()
    structure_hash = models.CharField(max_length=64)
    definition = models.JSONField()
    texts = models.JSONField()
    is_complete = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    objects = FormVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "number"],
                name="applications_a_form_has_each_number_once",
            )
        ]

    def __str__(self):
        return f"form version {self.pk}"

    @property
    def texts_by_preference(self):
        """Return the texts of each language, Finnish first: PostgreSQL keeps no order of keys."""
        return [self.texts[code] for code, _ in settings.LANGUAGES if code in self.texts]

    @property
    def questions(self):
        """Return the definitions of its questions by id, in order."""
        return {q["id"]: q for step in self.definition["steps"] for q in step["questions"]}

    @property
    def for_staff(self):
        """Return the ids of the questions whose answers only coordinators see."""
        return {id for id, question in self.questions.items() if question.get("sight") == "staff"}
