"""A person's calendar feed, opened by a token that programs keep."""

import hashlib
import uuid

from django.db import models
from django.utils import timezone

from accounts.models import User


def hash_feed_token(token):
    """Return what is kept of a feed's token."""
    return hashlib.sha256(token.encode()).hexdigest()


class CalendarFeedQuerySet(models.QuerySet):
    """Feeds by person and by token."""

    def of(self, user):
        """Return a person's own."""
        return self.filter(user=user.pk)

    def by_token(self, token):
        """Return the feed of a token, with its person, or nothing."""
        return self.select_related("user").filter(token_hash=hash_feed_token(token)).first()


class CalendarFeed(models.Model):
    """A person's feed; a new token takes the old one's place, and none is kept but its hash."""

    goes_with_person = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(User, models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = CalendarFeedQuerySet.as_manager()

    def __str__(self):
        return f"calendar feed {self.pk}"
