"""What reviewers and coordinators say to each other of an application."""

import uuid

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.models import User
from knowledge.models import Round

from .applications import Application, ApplicationQuerySet
from .conflicts import Declaration
from .reviews import Review


class CommentQuerySet(models.QuerySet):
    """Comments by who may read them."""

    def visible_to(self, user):
        """Return those of applications that a person discusses, less the words of the recused."""
        recused = Declaration.objects.standing().filter(
            application=OuterRef("application"), reviewer=OuterRef("author"), has_conflict=True
        )
        discussed = discussed_by(user, Application.objects).filter(pk=OuterRef("application"))
        return self.filter(~Exists(recused), Exists(discussed))


def discussed_by(user, applications: ApplicationQuerySet):
    """Return the applications of which a person may talk: coordinators, reviewers after their own review."""
    own = Review.objects.filter(application=OuterRef("pk"), reviewer=user.pk)
    coordinated = Round.objects.coordinated_by(user)
    return applications.visible_to(user).filter(Q(round__in=coordinated) | Exists(own))


class Comment(models.Model):
    """A plain word in the discussion of an application; ``token`` is its form's own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, models.CASCADE, related_name="comments")
    author = models.ForeignKey(User, models.CASCADE, related_name="+")
    text = models.TextField()
    token = models.UUIDField(unique=True)
    written_at = models.DateTimeField(default=timezone.now)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["written_at"]

    def __str__(self):
        return f"comment {self.pk}"
