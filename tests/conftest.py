"""What every test begins with."""

import pytest
from django.core.cache import cache
from django.utils import translation

from tests.clamd import clamd  # noqa: F401  a fixture


@pytest.fixture(autouse=True)
def finnish():
    """Begin in Finnish, whatever an earlier test has left active."""
    with translation.override("fi"):
        yield


@pytest.fixture(autouse=True)
def empty_cache():
    """Begin with nothing counted against anybody's limits."""
    cache.clear()
