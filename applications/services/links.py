"""Ways back to an application, by mail."""

import datetime as dt
import secrets
import uuid

from django.db import transaction
from django.utils import timezone

from accounts.services import log
from applications import emails
from applications.models import Application, ApplicationLink, Writer
from applications.models.links import hash_token

LINK_LASTS = dt.timedelta(days=60)
TOKEN_BYTES = 32
MOST_AT_ONCE = 5


@transaction.atomic
def send_link(writer, *, token=None, by=None, invited_by=None):
    """Mail a writer a way back to the application; an earlier link of theirs stops working.

    With ``invited_by``, another writer, the letter is an invitation. ``token`` is that of
    the form that asked for it: the same again mails nothing more.
    """
    application = Application.objects.select_for_update(of=("self",)).get(pk=writer.application_id)
    if token and ApplicationLink.objects.filter(pk=token).exists():
        return None
    now = timezone.now()
    had_link = writer.links.filter(voided_at=None).update(voided_at=now)
    secret = secrets.token_urlsafe(TOKEN_BYTES)
    link = ApplicationLink.objects.create(
        pk=token or uuid.uuid4(),
        application=application,
        writer=writer,
        token_hash=hash_token(secret),
        email=writer.email,
        created_at=now,
        expires_at=now + LINK_LASTS,
    )
    log("application.link", application, by=by, round_id=application.round_id)
    if invited_by:
        emails.send_writer_invitation(link, secret, invited_by=invited_by)
    else:
        emails.send_link(link, secret, has_earlier=bool(had_link), others=others_of(writer))
    return link


def others_of(writer):
    """Return how many other applications to the round were begun with a writer's address."""
    begun = Application.objects.filter(
        round=writer.application.round_id, email__iexact=writer.email
    )
    return begun.exclude(pk=writer.application_id).count()


@transaction.atomic
def send_links_to(email, *, by=None):
    """Mail ways back to the newest applications that an address writes, if there are any."""
    writers = Writer.objects.standing().filter(email__iexact=email)
    newest = writers.select_related("application__round").order_by("-application__saved_at")
    for writer in newest[:MOST_AT_ONCE]:
        send_link(writer, by=by)


@transaction.atomic
def redeem_link(link, *, by=None):
    """Take a used link as proof of its address, and return the writer.

    The first one ends what somebody may have begun with an address that is not theirs.
    """
    writer = Writer.objects.select_for_update().get(pk=link.writer_id)
    if writer.proved_at is None:
        writer.proved_at = timezone.now()
        writer.save(update_fields=["proved_at"])
        log("application.join", writer, by=by, round_id=link.application.round_id)
    return writer
