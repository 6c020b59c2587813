"""The mailed ways back to an application."""

import hashlib
import uuid

from django.db import models
from django.utils import timezone

from .applications import Application


def hash_token(token):
    """Return what is kept of a link's token."""
    return hashlib.sha256(token.encode()).hexdigest()


class ApplicationLinkQuerySet(models.QuerySet):
    """Links by whether they still work."""

    def open(self):
        """Return those that no newer link has replaced and that have not expired."""
        return self.filter(voided_at=None, expires_at__gt=timezone.now())

    def by_token(self, token):
        """Return the open link with a token, its application and its writer, or nothing."""
        links = self.open().select_related("application__round", "writer")
        return links.filter(token_hash=hash_token(token)).first()


class ApplicationLink(models.Model):
    """A mailed way back to an application; only a hash of its token is kept.

    It works until it expires or its writer is sent a new one: a draft is written over
    many days.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, models.CASCADE, related_name="links")
    writer = models.ForeignKey(
        "applications.Writer", models.CASCADE, null=True, related_name="links"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    email = models.EmailField()
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True)

    objects = ApplicationLinkQuerySet.as_manager()

    def __str__(self):
        return f"application link {self.pk}"
