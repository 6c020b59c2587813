"""What people write in the workspace."""

from .attachments import AttachmentForm
from .audiences import AudienceForm
from .filters import PlanFilterForm
from .invitations import InvitationForm
from .plans import PlanEditor

__all__ = ["AttachmentForm", "AudienceForm", "InvitationForm", "PlanEditor", "PlanFilterForm"]
