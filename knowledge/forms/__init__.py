"""What people write in the workspace."""

from .attachments import AttachmentForm
from .audiences import AudienceForm
from .filters import PlanFilterForm
from .invitations import InvitationForm
from .leaving import MemberForm
from .plans import PlanEditor
from .sparring import AdviceForm, AnswerForm, NextStepForm, PlanOfferForm
from .writing import ContinuesForm, ProgressUpdateForm, VersionNameForm

__all__ = [
    "AdviceForm",
    "AnswerForm",
    "AttachmentForm",
    "AudienceForm",
    "ContinuesForm",
    "InvitationForm",
    "MemberForm",
    "NextStepForm",
    "PlanEditor",
    "PlanFilterForm",
    "PlanOfferForm",
    "ProgressUpdateForm",
    "VersionNameForm",
]
