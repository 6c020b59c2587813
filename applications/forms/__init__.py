"""What applicants fill in, and what reviewers and coordinators write."""

from applications.steps import StepForm

from .assignments import AssignmentForm
from .comments import CommentForm
from .conflicts import DeclarationForm, ReasonForm
from .reviews import ReviewForm, RubricForm
from .starting import LinkForm, StartForm

__all__ = [
    "AssignmentForm",
    "CommentForm",
    "DeclarationForm",
    "LinkForm",
    "ReasonForm",
    "ReviewForm",
    "RubricForm",
    "StartForm",
    "StepForm",
]
