"""Where a request came from, for what is written down while it is answered."""

import ipaddress
from contextvars import ContextVar

from django.utils.decorators import sync_only_middleware

from cms.limits import address_of

_request = ContextVar("the request being answered", default=None)


@sync_only_middleware
def origin_kept(get_response):
    """Keep the request while it is answered: its address is read only if something is logged."""

    def middleware(request):
        token = _request.set(request)
        try:
            return get_response(request)
        finally:
            _request.reset(token)

    return middleware


def origin_of_request():
    """Return the network address of the request being answered, or nothing."""
    request = _request.get()
    if request is None:
        return None
    try:
        return str(ipaddress.ip_address(address_of(request)))
    except ValueError:
        return None
