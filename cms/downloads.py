"""Files that leave private storage, only through a view that has asked who may."""

from django.http import FileResponse


def private_file(file_field, *, name, content_type):
    """Return a private file as an attachment that no cache keeps and no browser guesses."""
    response = FileResponse(
        file_field.open("rb"), as_attachment=True, filename=name, content_type=content_type
    )
    return keep_private(response)


def keep_private(response):
    """Tell caches to keep nothing of an answer and browsers to guess nothing; return it."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
