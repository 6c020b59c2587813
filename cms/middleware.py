"""Headers of every answer."""

from django.utils.decorators import sync_only_middleware


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
