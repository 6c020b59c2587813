"""A small tree of public pages."""

import pytest
from django.core.cache import cache

from tests.factories.home import grow_site


@pytest.fixture
def homes(db):
    """Return the front pages by language."""
    cache.clear()
    return grow_site()


@pytest.fixture
def home(homes):
    """Return the Finnish front page."""
    return homes["fi"]
