"""The confidential workspace: rounds, promises, targets, plans.

Models that a museum trusts to others say ``wagtail_reference_index_ignore``: the admin's
usage pages neither show nor count them.
"""

from .allocations import AllocatedPair, Allocation, PairRule, SparringConflict
from .attachments import Attachment
from .consents import Consent
from .exchange import HostingWish, Offer
from .experiences import Experience, ExperienceRevision
from .feeds import CalendarFeed
from .hosting import HostingTurn
from .matches import Match
from .meetings import Meeting, MeetingSignUp, MemoRevision, SignUpNeeds
from .notices import Mute, Notice, NoticePreference
from .plans import Plan, PlanRevision
from .promises import Promise, PromiseAcceptance
from .rounds import Participation, PlanHeading, Round, RoundRole
from .search import SearchEntry, SearchTerm
from .sparring import Advice, Answer, NextStep, SparringRequest
from .targets import Heading
from .versions import GivenVersion
from .writing import PlanDraft, ProgressUpdate, VersionName

__all__ = [
    "Advice",
    "AllocatedPair",
    "Allocation",
    "Answer",
    "Attachment",
    "CalendarFeed",
    "Consent",
    "Experience",
    "ExperienceRevision",
    "GivenVersion",
    "Heading",
    "HostingTurn",
    "HostingWish",
    "Match",
    "Meeting",
    "MeetingSignUp",
    "MemoRevision",
    "Mute",
    "NextStep",
    "Notice",
    "NoticePreference",
    "Offer",
    "PairRule",
    "Participation",
    "Plan",
    "PlanDraft",
    "PlanHeading",
    "PlanRevision",
    "ProgressUpdate",
    "Promise",
    "PromiseAcceptance",
    "Round",
    "RoundRole",
    "SearchEntry",
    "SearchTerm",
    "SignUpNeeds",
    "SparringConflict",
    "SparringRequest",
    "VersionName",
]
