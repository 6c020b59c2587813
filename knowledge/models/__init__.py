"""The confidential workspace: rounds, promises, targets, plans."""

from .attachments import Attachment
from .plans import GivenVersion, Plan, PlanRevision
from .promises import Promise, PromiseAcceptance
from .rounds import Participation, PlanHeading, Round, RoundRole
from .targets import Heading

__all__ = [
    "Attachment",
    "GivenVersion",
    "Heading",
    "Participation",
    "Plan",
    "PlanHeading",
    "PlanRevision",
    "Promise",
    "PromiseAcceptance",
    "Round",
    "RoundRole",
]
