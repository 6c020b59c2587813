"""What people write in the workspace."""

from .allocations import AllocationForm, PairRuleForm, SparringConflictForm
from .attachments import AttachmentForm
from .audiences import AudienceForm
from .filters import EventFilterForm, PlanFilterForm
from .hosting import HostingOrderForm, HostingWishForm
from .invitations import FacilitatorForm, InvitationForm
from .leaving import MemberForm
from .meetings import MeetingEditor, MemoForm, SignUpForm
from .notices import NoticePreferenceForm
from .offers import DirectoryForm, HoursForm, OfferFilterForm, OfferForm
from .plans import PlanEditor
from .search import SearchForm
from .sparring import AdviceForm, AnswerForm, NextStepForm, PlanOfferForm
from .writing import ContinuesForm, ProgressUpdateForm, VersionNameForm

__all__ = [
    "AdviceForm",
    "AllocationForm",
    "AnswerForm",
    "AttachmentForm",
    "AudienceForm",
    "ContinuesForm",
    "DirectoryForm",
    "EventFilterForm",
    "FacilitatorForm",
    "HostingOrderForm",
    "HostingWishForm",
    "HoursForm",
    "InvitationForm",
    "MeetingEditor",
    "MemberForm",
    "MemoForm",
    "NextStepForm",
    "NoticePreferenceForm",
    "OfferFilterForm",
    "OfferForm",
    "PairRuleForm",
    "PlanEditor",
    "PlanFilterForm",
    "PlanOfferForm",
    "ProgressUpdateForm",
    "SearchForm",
    "SignUpForm",
    "SparringConflictForm",
    "VersionNameForm",
]
