"""Who writes an application: the one who began it, and the colleagues they invited."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .applications import Application


class WriterQuerySet(models.QuerySet):
    """Writers by whether they may write."""

    def standing(self):
        """Return those who have not been removed."""
        return self.filter(removed_at=None)

    def of(self, grants, **more):
        """Return those whose grants a browser holds and that still count, with applications.

        ``grants`` is {writer id: {"epoch", "is_proved"}}. One given for a typed address
        counts until its owner proves it; one given for a mailed link until the writer's
        epoch rises.
        """
        found = self.standing().filter(pk__in=grants, **more)
        found = found.select_related(
            "application__round__call_rules",
            "application__form_version",
            "application__museum",
            "application__confirmation",
        )
        return [writer for writer in found if writer.honours(grants[str(writer.pk)])]


class Writer(models.Model):
    """One address that may write an application.

    ``proved_at`` is the first time that a link mailed to it was used. Whoever has only
    typed the address, so that nobody knows whose it is, writes until then: a grant that
    is not proved ends at that moment. ``epoch`` rises when the writer is removed, and
    ends every grant of theirs.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, models.CASCADE, related_name="writers")
    email = models.EmailField()
    is_owner = models.BooleanField(default=False)
    invited_at = models.DateTimeField(default=timezone.now)
    proved_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    epoch = models.PositiveIntegerField(default=0)

    objects = WriterQuerySet.as_manager()

    class Meta:
        ordering = ["-is_owner", "invited_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "email"], name="applications_a_writer_is_there_once"
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=models.Q(is_owner=True),
                name="applications_one_writer_began_it",
            ),
        ]

    def __str__(self):
        return f"writer {self.pk}"

    @property
    def state(self):
        """Return invited, joined or removed."""
        if self.removed_at:
            return "removed"
        return "joined" if self.proved_at else "invited"

    @property
    def state_in_words(self):
        """Return the state for reading."""
        return {
            "removed": _("Removed"),
            "joined": _("Writes"),
            "invited": _("Has not opened the link yet"),
        }[self.state]

    @property
    def may_choose_writers(self):
        """Whether they began the application and have proved the address."""
        return self.is_owner and self.state == "joined"

    @property
    def short_name(self):
        """Return the address without its domain, as "matti.m@…"."""
        return f"{self.email.partition('@')[0]}@…"

    def honours(self, grant):
        """Whether a browser's grant, {"epoch", "is_proved"}, still counts."""
        if not grant["is_proved"]:
            return self.proved_at is None and self.removed_at is None
        return self.removed_at is None and grant["epoch"] == self.epoch
