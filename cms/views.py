"""Pages that belong to no app: health, errors, ornaments."""

from csp.constants import NONE, SELF
from django.core.exceptions import (
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.http import FileResponse, Http404, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from cms.whorls import draw_whorl, style_hash

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
# Never given back on the page of a refused form.
SECRET_WORDS = ("password", "token", "code", "secret")


def bad_request(request, exception=None):
    """Answer a request that cannot be read, without reading it again."""
    is_too_much = isinstance(exception, TOO_MUCH)
    return _error(413 if is_too_much else 400, "400.html", is_too_much=is_too_much)


def forbidden(request, exception=None):
    """Answer who may see a thing and not change it."""
    return _error(403, "403.html")


def not_found(request, exception=None):
    """Answer for a thing that is hidden as for one that does not exist: the same bytes."""
    return _error(404, "404.html")


def server_error(request):
    """Answer a fault of ours, asking no database."""
    return _error(500, "500.html")


def csrf_failure(request, reason=""):
    """Answer a wrong or missing token; the text that was sent is kept on the page."""
    return _error(403, "403_csrf.html", kept=_texts_of(request))


def _texts_of(request):
    """Return (label, text) of what was written in a refused form, without secrets."""
    texts = [
        value
        for name, values in request.POST.lists()
        for value in values
        if value.strip() and not any(word in name.lower() for word in SECRET_WORDS)
    ]
    return [(_("Text %(number)d") % {"number": n}, text) for n, text in enumerate(texts, start=1)]


def _error(status, template, **context):
    response = HttpResponse(render_to_string(template, context), status=status)
    # No Expires: its clock would tell two answers apart that must be the same.
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_safe
@never_cache
def health_live(request):
    """Answer that the process runs."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def health_ready(request):
    """Answer whether the database answers; without the cache the site is only slower."""
    try:
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@cache_control(public=True, max_age=31_536_000, immutable=True)
def picture(request, name):
    """Answer a picture of the public pages in one of its sizes; originals stay unseen.

    A large site lets its web server or storage do this.
    """
    try:
        return FileResponse(default_storage.open(f"images/{name}"))
    except (OSError, ValueError, SuspiciousOperation) as error:
        raise Http404 from error


@cache_control(public=True, max_age=31_536_000, immutable=True)
def whorl(request, slug):
    """Answer the ornament of any slug, whether a museum has it or not.

    A page has many, so its policy is short: the one style of its dye, and nothing else.
    """
    response = HttpResponse(draw_whorl(slug), content_type="image/svg+xml")
    response._csp_config = {
        "default-src": [NONE],
        "style-src": [style_hash(slug)],
        "frame-ancestors": [SELF],
    }
    return response
