"""Pages that belong to no app: health, errors, ornaments."""

from django.shortcuts import render


def csrf_failure(request, reason=""):
    """Answer a wrong or missing token; the text that was sent is kept on the page."""
    return render(request, "403_csrf.html", status=403)
