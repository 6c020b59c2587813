"""What applicants fill in."""

from applications.steps import StepForm

from .starting import LinkForm, StartForm

__all__ = ["LinkForm", "StartForm", "StepForm"]
