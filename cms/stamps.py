"""When a form was shown, signed, so that a robot that never saw it is known."""

import time

from django.core import signing


def stamp_now(salt):
    """Return the signed moment at which a form is shown."""
    return signing.dumps(time.time(), salt=salt)


def age_of_stamp(stamp, salt):
    """Return how many seconds ago a form was shown, or None for a stamp that is not ours."""
    try:
        shown = signing.loads(stamp, salt=salt)
    except signing.BadSignature:
        return None
    return time.time() - shown if isinstance(shown, float) else None
