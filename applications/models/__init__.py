"""From the call's page to a place in the round."""

from .applications import UNDECIDED, Application, ApplicationFile
from .assignments import Assignment
from .baskets import Basket, BasketEntry
from .comments import Comment, discussed_by
from .commitments import Commitment
from .confirmations import CallRules, Confirmation
from .conflicts import Declaration
from .decisions import Decision, Letter, LetterTemplate, decided_rounds
from .forms import FormVersion
from .late_permits import LatePermit
from .links import ApplicationLink
from .pages import CallPage
from .profiles import Profile
from .retention import Retention
from .reviews import Review, RubricVersion
from .revisions import ApplicationRevision
from .writers import Writer

__all__ = [
    "UNDECIDED",
    "Application",
    "ApplicationFile",
    "ApplicationLink",
    "ApplicationRevision",
    "Assignment",
    "Basket",
    "BasketEntry",
    "CallPage",
    "CallRules",
    "Comment",
    "Commitment",
    "Confirmation",
    "Decision",
    "Declaration",
    "FormVersion",
    "LatePermit",
    "Letter",
    "LetterTemplate",
    "Profile",
    "Retention",
    "Review",
    "RubricVersion",
    "Writer",
    "decided_rounds",
    "discussed_by",
]
