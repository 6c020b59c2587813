"""What waits for a person, and what has happened lately: from what they may see only."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.models import Event, Museum
from knowledge.models import Participation, Plan, PlanRevision, Round
from knowledge.openings import OPENINGS

MOST = 3
LATELY = dt.timedelta(days=45)
HAPPENINGS = 5


@dataclass(frozen=True)
class Thing:
    """Something that waits for a person. ``kind`` names its words in the template."""

    kind: str
    round: Round
    revision: PlanRevision | None = None


@dataclass(frozen=True)
class Happening:
    """Something that a museum did. ``kind`` is joined, revised or opened."""

    kind: str
    museum: Museum
    at: dt.datetime
    plan: Plan | None = None
    title: str = ""


def next_things(user, round, own):
    """Return at most three things: a promise to give, one's own plan, plans not yet read.

    ``own`` is the latest revision of the person's own plan, or nothing. A round that
    has ended asks for nothing.
    """
    promises = Round.objects.without_word_of(user).filter(ended_at=None)
    things = [Thing("promise", each) for each in promises.by_nearness()]
    if not round.has_ended:
        if own:
            has_question = bool(own.content.get("question"))
            things.append(Thing("own" if has_question else "question", round, own))
        things += [Thing("new", round, revision) for revision in _unread(user, round)]
    return things[:MOST]


def _unread(user, round):
    """Return what others have lately let the person read and they have not opened."""
    opened = Event.objects.filter(action__in=OPENINGS, actor=user, subject_id=OuterRef("plan"))
    return (
        PlanRevision.objects.read_by(user)
        .filter(
            ~Exists(opened),
            plan__participation__round=round,
            created_at__gt=timezone.now() - LATELY,
        )
        .exclude(plan__in=Plan.objects.owned_by(user))
        .select_related("plan__participation__museum")
        .order_by("-created_at")[:MOST]
    )


def happenings_in(round, user):
    """Return the latest happenings of a round that a person may know of."""
    revisions = (
        PlanRevision.objects.read_by(user)
        .filter(plan__participation__round=round)
        .select_related("plan__participation__museum")
        .order_by("-created_at")
    )
    seats = (
        Participation.objects.visible_to(user)
        .filter(round=round)
        .select_related("museum")
        .order_by("-joined_at")
    )
    found = [
        Happening(
            "revised" if revision.number > 1 else "opened",
            revision.plan.participation.museum,
            revision.created_at,
            revision.plan,
            revision.title,
        )
        for revision in revisions[:HAPPENINGS]
    ]
    found += [Happening("joined", seat.museum, seat.joined_at) for seat in seats[:HAPPENINGS]]
    return sorted(found, key=lambda happening: happening.at, reverse=True)[:HAPPENINGS]
