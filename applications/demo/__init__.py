"""The demo's calls and the applications that museums have sent to them."""

from .applications import create_applications
from .calls import create_calls


def create(demo):
    """Create the calls of the open and the closed round, and applications to the open one."""
    create_calls(demo)
    create_applications(demo)
