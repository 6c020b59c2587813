"""From the call's page to a place in the round."""

from .applications import (
    Application,
    ApplicationFile,
    ApplicationLink,
    ApplicationRevision,
)
from .assignments import Assignment
from .baskets import Basket, BasketEntry
from .comments import Comment, discussed_by
from .conflicts import Declaration
from .forms import FormVersion
from .late_permits import LatePermit
from .pages import CallPage
from .profiles import Profile
from .retention import Retention
from .reviews import Review, RubricVersion

__all__ = [
    "Application",
    "ApplicationFile",
    "ApplicationLink",
    "ApplicationRevision",
    "Assignment",
    "Basket",
    "BasketEntry",
    "CallPage",
    "Comment",
    "Declaration",
    "FormVersion",
    "LatePermit",
    "Profile",
    "Retention",
    "Review",
    "RubricVersion",
    "discussed_by",
]
