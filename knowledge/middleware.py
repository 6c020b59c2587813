"""What holds for the length of one request."""

from django.utils.decorators import sync_only_middleware

from knowledge.models.standing import StandingsKept


@sync_only_middleware
def standings_kept(get_response):
    """Read where a person stands once in a request that changes nothing, and no longer."""

    def middleware(request):
        if request.method not in {"GET", "HEAD"}:
            return get_response(request)
        with StandingsKept():
            return get_response(request)

    return middleware
