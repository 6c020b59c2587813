"""Letters of the workspace, written when they leave: links, never what somebody wrote."""

import re
from dataclasses import replace

from accounts.models import User
from cms.outbox import queue_composed
from knowledge.audiences import Roll
from knowledge.mailing import letter_to, silent_among
from knowledge.models import Match, Meeting

MEETING, MATCH = "meeting", "match"
# What letters are about: what happened, to what (and its number), the person.
PARTS = re.compile(r"(?:meeting|match)-([a-z]+)-([0-9a-f-]{36})(?:-\d+)?-([0-9a-f-]{36})")


def tell_of_meeting(meeting, what):
    """Queue a letter to everybody who may open a meeting: it is new, changed or cancelled.

    Who wants no mail at all gets none.
    """
    people = people_of(meeting.round)
    silent = silent_among(people)
    _queue(
        MEETING,
        f"meeting-{what}-{meeting.pk}-{meeting.number}",
        [person for person in people if person.pk not in silent],
    )


def compose_meeting(mail):
    """Write a queued letter if its person may still open the meeting; else nothing."""
    what, meeting, person = _parts_of(mail)
    if person is None or silent_among([person]):
        return None
    if not Meeting.objects.visible_to(person).filter(pk=meeting).exists():
        return None
    return letter_to(person, "meeting", {"what": what}, "knowledge:meeting_detail", meeting)


def tell_of_match(match, seat, what):
    """Queue a letter to a museum's people: they are asked for an exchange, or it is agreed."""
    roll = Roll([seat.round])
    people = [membership.user for membership in roll.members[seat.museum_id]]
    told = [person for person in people if (seat.round_id, person.pk) in roll.words]
    _queue(MATCH, f"match-{what}-{match.pk}", told)


def compose_match(mail):
    """Write a queued letter if the exchange is still one of its person's museum; else nothing.

    It comes whatever the pace of notices, which tell of no exchange.
    """
    what, match, person = _parts_of(mail)
    if person is None:
        return None
    matches = Match.objects.visible_to(person).filter(pk=match)
    round = matches.values_list("offer__participation__round", flat=True).first()
    if round is None:
        return None
    context = {"what": what, "round": round}
    return replace(letter_to(person, "match", context, "knowledge:offer_list"), headers={})


def _queue(composer, key, people):
    queue_composed(
        composer, [(f"{key}-{person.pk}", person.email, person.language) for person in people]
    )


def _parts_of(mail):
    """Return what happened, the id of what it happened to, and the person if they are there."""
    what, subject, person = PARTS.fullmatch(mail.key).groups()
    return what, subject, User.objects.filter(pk=person, is_active=True).first()


def people_of(round):
    """Return the people of a round who have given its promise, each once."""
    roll = Roll([round])
    members = [
        membership.user
        for seat in roll.seats[round.pk].values()
        for membership in roll.members[seat.museum_id]
        if (round.pk, membership.user_id) in roll.words
    ]
    return list(dict.fromkeys([*members, *roll.helpers_of(round)]))
