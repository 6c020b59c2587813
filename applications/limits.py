"""How often something may be asked for, counted in the cache and never in a person's data."""

import hashlib
import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache


def is_over_limit(kind, key, *, most, seconds):
    """Count one more try of a kind; return whether there were more than ``most`` of them.

    They are counted in periods of so many seconds. The key, such as an address, is hashed.
    """
    digest = hashlib.sha256(key.lower().encode()).hexdigest()[:32]
    name = f"limit-{kind}-{digest}-{int(time.time() // seconds)}"
    if cache.add(name, 1, seconds):
        return False
    try:
        return cache.incr(name) > most
    except ValueError:  # its period has just ended
        return False


def address_of(request):
    """Return the network address that a request came from, behind trusted proxies."""
    return get_adapter().get_client_ip(request)
