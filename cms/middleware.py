"""Headers of every answer."""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.utils.decorators import sync_only_middleware

ADMIN_PATH = "/admin/"
# Wagtail's admin writes scripts and styles into its pages, and has no nonces for them.
ADMIN_POLICY = {
    **settings.CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "object-src": [NONE],
}


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """The site's strict policy, and the wider one of the admin on its own path only."""

    def process_response(self, request, response):
        """Add the policy of the address."""
        if request.path_info.startswith(ADMIN_PATH):
            response._csp_config = ADMIN_POLICY
        return super().process_response(request, response)


@sync_only_middleware
def response_headers(get_response):
    """Add the headers that hold for every answer, errors included."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        )
        return response

    return middleware
