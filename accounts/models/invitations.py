"""The way in: there is no other."""

import hashlib
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts import duties

from .museums import Membership, Museum
from .people import User


def hash_token(token):
    """Return what is kept of an invitation's token."""
    return hashlib.sha256(token.encode()).hexdigest()


class InvitationQuerySet(models.QuerySet):
    """Invitations by whether they can still be used."""

    def open(self):
        """Return those not used, not withdrawn and not expired."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=timezone.now())

    def by_token(self, token):
        """Return the open invitation of a link, with its museum and inviter, or nothing."""
        invitations = self.open().select_related("museum", "invited_by")
        return invitations.filter(token_hash=hash_token(token)).first()


class Invitation(models.Model):
    """A personal, expiring, single-use way into a museum's membership, or to a duty in a round.

    With a ``round_id`` instead of a museum it is to facilitate that round; ``role`` is then
    empty. Only a hash of its token is kept; the token itself is in the mail alone.
    """

    personal_fields = ["email", "name", "language", "museum", "role", "round_id"]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    email = models.EmailField()
    name = models.CharField(max_length=150, blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    museum = models.ForeignKey(Museum, models.CASCADE, null=True, related_name="invitations")
    role = models.CharField(max_length=10, choices=Membership.Role, blank=True)
    round_id = models.UUIDField(null=True)
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(revoked_at=None),
                name="accounts_an_invitation_is_used_or_withdrawn",
            ),
            models.UniqueConstraint(
                fields=["museum", "email"],
                condition=Q(accepted_at=None, revoked_at=None),
                name="accounts_one_waiting_invitation_an_address",
            ),
            models.CheckConstraint(
                condition=Q(museum__isnull=False, round_id=None)
                | Q(museum=None, round_id__isnull=False, role=""),
                name="accounts_an_invitation_is_to_a_museum_or_a_duty",
            ),
            models.UniqueConstraint(
                fields=["round_id", "email"],
                condition=Q(accepted_at=None, revoked_at=None),
                name="accounts_one_waiting_invitation_to_a_duty",
            ),
        ]

    def __str__(self):
        return f"invitation {self.pk}"

    @property
    def round_name(self):
        """What the round of the duty is called."""
        return duties.name_of(self.round_id)
