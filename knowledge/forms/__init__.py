"""What people write in the workspace."""

from .attachments import AttachmentForm
from .audiences import AudienceForm
from .filters import PlanFilterForm
from .plans import PlanEditor

__all__ = ["AttachmentForm", "AudienceForm", "PlanEditor", "PlanFilterForm"]
