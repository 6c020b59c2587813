"""Pages that belong to no app: health, errors, ornaments."""

from csp.decorators import csp_replace
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control

from cms.whorls import STYLE_HASHES, draw_whorl


def csrf_failure(request, reason=""):
    """Answer a wrong or missing token; the text that was sent is kept on the page."""
    return render(request, "403_csrf.html", status=403)


@csp_replace({"style-src": STYLE_HASHES})
@cache_control(public=True, max_age=31_536_000, immutable=True)
def whorl(request, slug):
    """Answer the ornament of any slug, whether a museum has it or not."""
    return HttpResponse(draw_whorl(slug), content_type="image/svg+xml")
