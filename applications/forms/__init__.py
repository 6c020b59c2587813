"""What applicants fill in."""

from applications.steps import StepForm

from .receipts import ReceiptForm
from .starting import LinkForm, StartForm

__all__ = ["LinkForm", "ReceiptForm", "StartForm", "StepForm"]
