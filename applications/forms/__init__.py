"""What applicants fill in, and what reviewers and coordinators write."""

from applications.steps import StepForm

from .assignments import AssignmentForm
from .baskets import BasketForm, NewBasketForm, NoteForm
from .comments import CommentForm
from .confirming import CallRulesForm, DirectorAnswerForm, DirectorForm
from .conflicts import DeclarationForm, ReasonForm
from .costs import CostForm
from .diary import CaseNumberForm
from .exporting import ExportForm
from .filters import ApplicationFilterForm
from .late_permits import LatePermitForm
from .receipts import ReceiptForm
from .reviews import ReviewForm, RubricForm
from .starting import LinkForm, StartForm
from .writers import WriterForm

__all__ = [
    "ApplicationFilterForm",
    "AssignmentForm",
    "BasketForm",
    "CallRulesForm",
    "CaseNumberForm",
    "CommentForm",
    "CostForm",
    "DeclarationForm",
    "DirectorAnswerForm",
    "DirectorForm",
    "ExportForm",
    "LatePermitForm",
    "LinkForm",
    "NewBasketForm",
    "NoteForm",
    "ReasonForm",
    "ReceiptForm",
    "ReviewForm",
    "RubricForm",
    "StartForm",
    "StepForm",
    "WriterForm",
]
