"""Answers that take the same time whatever they know."""

import time
from contextlib import contextmanager


@contextmanager
def lasting(seconds):
    """Let what is done within last so many seconds at least, so that its length tells nothing."""
    started = time.monotonic()
    yield
    time.sleep(max(0, started + seconds - time.monotonic()))
