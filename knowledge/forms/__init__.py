"""What people write in the workspace."""

from .attachments import AttachmentForm
from .audiences import AudienceForm
from .plans import PlanEditor

__all__ = ["AttachmentForm", "AudienceForm", "PlanEditor"]
