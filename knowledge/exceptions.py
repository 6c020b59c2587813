"""What may rightly go wrong in the workspace."""

from django.core.exceptions import PermissionDenied


class RoundEndedError(PermissionDenied):
    """The round is over: it is read-only, and nobody new comes in. A page answers 403."""


class RoundNotBegunError(Exception):
    """The round has not begun, or takes applications in: there is nothing to end."""


class RoundNotEndedError(PermissionDenied):
    """The round goes on: what becomes of its plans is chosen later. A page answers 403."""


class ArchiveChangedError(Exception):
    """A colleague has chosen what becomes of the plan since it was asked."""


class PlanChangedError(Exception):
    """Somebody saved the plan since it was opened; ``revision`` is what it says now."""

    def __init__(self, revision):
        super().__init__()
        self.revision = revision


class NotInRoundError(Exception):
    """The museum, or the person, takes no part in the round."""


class TooManyFilesError(Exception):
    """The plan has as many attachments as it may have."""


class AdviceGivenError(PermissionDenied):
    """The advice is given: it is no draft any more. A page answers 403."""


class AdviceChangedError(Exception):
    """A colleague changed the draft since it was opened; ``advice`` is what it says now."""

    def __init__(self, advice):
        super().__init__()
        self.advice = advice


class OfferChangedError(Exception):
    """A colleague changed or withdrew it since it was opened; ``offer`` is what it says now."""

    def __init__(self, offer):
        super().__init__()
        self.offer = offer


class AllocationOutdatedError(Exception):
    """Museums, rules or the allocation in force have changed since the draft was proposed."""


class RuleExistsError(Exception):
    """The pair has a rule already."""


class TooManyRulesError(Exception):
    """There are as many rules, or declared conflicts, as there may be."""


class NoContactLeftError(Exception):
    """The museum's last contact person would leave and name nobody."""


class DraftsMeetError(Exception):
    """Two colleagues have unsaved words of one ``plan``, and one would take over the other's."""

    def __init__(self, plan):
        super().__init__()
        self.plan = plan


class MeetingChangedError(Exception):
    """Somebody changed or cancelled the meeting since it was opened; ``meeting`` is it now."""

    def __init__(self, meeting):
        super().__init__()
        self.meeting = meeting


class MemoChangedError(Exception):
    """Somebody wrote the memo since it was opened; ``revision`` is what it says now."""

    def __init__(self, revision):
        super().__init__()
        self.revision = revision


class ExperienceChangedError(Exception):
    """Somebody saved the experience since it was opened; ``revision`` is what it says now."""

    def __init__(self, revision):
        super().__init__()
        self.revision = revision


class SignUpClosedError(Exception):
    """It is too late to sign up, or the meeting is not for this person."""


class TurnsChangedError(Exception):
    """Somebody set the hosting turns since they were opened."""


class ConsentMissingError(Exception):
    """A museum has not approved this text for this audience."""


class ConsentVoidError(Exception):
    """The text was changed or taken back since its approval was asked."""


class PartyHasLeftError(Exception):
    """A museum that is named has left its round, and cannot be asked."""


class MatchClosedError(PermissionDenied):
    """The exchange is agreed, too old, not agreed yet or another museum's. A page answers 403."""
