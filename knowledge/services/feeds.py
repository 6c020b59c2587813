"""A person opens a calendar feed of their meetings, and closes it."""

import secrets

from django.db import transaction

from accounts.models import User
from accounts.services import log
from knowledge.models import CalendarFeed
from knowledge.models.feeds import hash_feed_token

TOKEN_BYTES = 32


@transaction.atomic
def open_feed(*, by):
    """Open a person's calendar feed and return its token; an earlier token stops working."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    User.objects.select_for_update(of=("self",)).get(pk=by.pk)
    CalendarFeed.objects.filter(user=by).delete()
    feed = CalendarFeed.objects.create(user=by, token_hash=hash_feed_token(token))
    log("feed.open", feed, by=by)
    return token


@transaction.atomic
def close_feed(*, by):
    """Close a person's calendar feed; closed twice it is closed once."""
    for feed in CalendarFeed.objects.select_for_update().filter(user=by):
        log("feed.close", feed, by=by)
        feed.delete()
