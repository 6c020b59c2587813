"""How often something may be asked for, counted in the cache and never in a person's data."""

import hashlib
import time

from allauth.account.adapter import get_adapter
from allauth.core.internal.ratelimit import cache_lock
from django.conf import settings
from django.core.cache import cache


def is_over_limit(kind, key, *, most, seconds):
    """Count one more try of a kind; return whether there were more than ``most`` of them.

    They are counted in periods of so many seconds. The key, such as an address, is hashed.
    One is counted at a time: by itself Django's cache in a database loses tries that come
    together. What cannot be counted is over the limit.
    """
    digest = hashlib.sha256(key.lower().encode()).hexdigest()[:32]
    name = f"limit-{kind}-{digest}-{int(time.time() // seconds)}"
    with cache_lock(name) as is_held:
        if not is_held:
            return True
        count = cache.get(name, 0) + 1
        cache.set(name, count, seconds)
    return count > most


def address_of(request):
    """Return the network address that a request came from, behind trusted proxies."""
    return get_adapter().get_client_ip(request)


def is_tried_too_often(request, kind):
    """Count a try from the request's network; return whether there are too many."""
    most = settings.MOST_TRIES_IN_TEN_MINUTES
    return is_over_limit(kind, address_of(request), most=most, seconds=600)


def may_mail(address):
    """Count a letter that anybody can cause; return whether it may still go."""
    most = settings.MOST_LINKS_AN_HOUR
    return not is_over_limit("letter", address, most=most, seconds=3600)
