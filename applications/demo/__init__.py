"""The demo's calls and the applications that museums have sent to them."""

from .applications import create_applications
from .baskets import create_baskets
from .calls import create_calls
from .decisions import create_decisions


def create(demo):
    """Create the calls, applications to the open one, and baskets to weigh them in."""
    create_calls(demo)
    create_applications(demo)
    create_decisions(demo)
    create_baskets(demo)
