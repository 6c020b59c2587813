"""What every step of the walk is made of."""

from django.core.exceptions import PermissionDenied

from knowledge.allocation import ImpossibleError
from knowledge.exceptions import (
    AllocationOutdatedError,
    ArchiveChangedError,
    ConsentMissingError,
    ConsentVoidError,
    DraftsMeetError,
    MatchClosedError,
    NoContactLeftError,
    NotInRoundError,
    PartyHasLeftError,
    RoundNotBegunError,
    RoundNotEndedError,
    SignUpClosedError,
    TooManyFilesError,
    TooManyRulesError,
)
from knowledge.models import Participation, Round

WORD = "tervahauta"
# What a service says to a step that cannot be taken now; a bad one is an error as any.
REFUSED = (
    PermissionDenied,
    AllocationOutdatedError,
    ArchiveChangedError,
    ConsentMissingError,
    ConsentVoidError,
    DraftsMeetError,
    ImpossibleError,
    MatchClosedError,
    NoContactLeftError,
    NotInRoundError,
    PartyHasLeftError,
    RoundNotBegunError,
    RoundNotEndedError,
    SignUpClosedError,
    TooManyFilesError,
    TooManyRulesError,
)


def pick(things, n):
    """Return the n-th thing, counted round and round, or nothing of none."""
    things = list(things)
    return things[n % len(things)] if things else None


def seats_of(person):
    """Return the seats of a person's museums in rounds that they may enter."""
    entered = Round.objects.visible_to(person)
    return Participation.objects.of(person).filter(round__in=entered)


def peers_of(seat, n):
    """Return one or two other museums of a participation's round."""
    others = Participation.objects.current().filter(round=seat.round_id).exclude(pk=seat.pk)
    others = list(others.order_by("museum__name"))
    return list({pick(others, n), pick(others, n // 2)} - {None})
