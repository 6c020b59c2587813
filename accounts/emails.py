"""Letters about accounts: a link each, nothing else."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from cms.outbox import queue_mail


def send_invitation(invitation, token):
    """Queue the letter that brings an invitation, the only place of its token."""
    with translation.override(invitation.language):
        path = reverse("accounts:invitation", args=[token])
    queue_mail(
        f"invitation-{invitation.pk}",
        to=invitation.email,
        template="accounts/emails/invitation.txt",
        context={
            "url": f"{settings.SITE_URL}{path}",
            "expires_at": invitation.expires_at,
        },
        language=invitation.language,
    )
