"""From the call's page to a place in the round."""

from .applications import (
    Application,
    ApplicationFile,
    ApplicationLink,
    ApplicationRevision,
)
from .forms import FormVersion
from .late_permits import LatePermit
from .pages import CallPage

__all__ = [
    "Application",
    "ApplicationFile",
    "ApplicationLink",
    "ApplicationRevision",
    "CallPage",
    "FormVersion",
    "LatePermit",
]
