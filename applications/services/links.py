"""Ways back to an application, by mail."""

import datetime as dt
import secrets

from django.db import transaction
from django.utils import timezone

from accounts.services import log
from applications import emails
from applications.models import Application, ApplicationLink
from applications.models.applications import hash_token

LINK_LASTS = dt.timedelta(days=60)
TOKEN_BYTES = 32
MOST_AT_ONCE = 5


@transaction.atomic
def send_link(application, *, by=None):
    """Mail a way back to the application's address; an earlier link stops working."""
    Application.objects.select_for_update().get(pk=application.pk)
    now = timezone.now()
    had_link = application.links.filter(voided_at=None).update(voided_at=now)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    link = ApplicationLink.objects.create(
        application=application,
        token_hash=hash_token(token),
        email=application.email,
        created_at=now,
        expires_at=now + LINK_LASTS,
    )
    log("application.link", application, by=by, round_id=application.round_id)
    emails.send_link(link, token, has_earlier=bool(had_link), others=others_of(application))
    return link


def others_of(application):
    """Return how many other applications to the round were begun with the same address."""
    begun = application.round.applications.filter(email__iexact=application.email)
    return begun.exclude(pk=application.pk).count()


@transaction.atomic
def send_links_to(email, *, by=None):
    """Mail ways back to the newest applications begun with an address, if there are any."""
    begun = Application.objects.filter(email__iexact=email).order_by("-saved_at")
    for application in begun[:MOST_AT_ONCE]:
        send_link(application, by=by)
