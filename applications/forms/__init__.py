"""What applicants fill in."""

from applications.steps import StepForm

from .late_permits import LatePermitForm
from .receipts import ReceiptForm
from .starting import LinkForm, StartForm

__all__ = ["LatePermitForm", "LinkForm", "ReceiptForm", "StartForm", "StepForm"]
