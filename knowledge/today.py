"""What waits for a person, and what has happened lately: from what they may see only."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import Event, Museum
from knowledge.models import (
    Advice,
    Consent,
    Experience,
    Meeting,
    MeetingSignUp,
    MemoRevision,
    NextStep,
    Plan,
    PlanRevision,
    Round,
    SparringRequest,
)
from knowledge.models.standing import standing_of
from knowledge.openings import OPENINGS
from knowledge.today_experiences import consents_for, own_experiences_for

MOST = 5
SOON = dt.timedelta(days=14)
LATELY = dt.timedelta(days=45)
HAPPENINGS = 5


@dataclass(frozen=True)
class Thing:
    """Something that waits for a person. ``kind`` names its words in the template."""

    kind: str
    round: Round
    revision: PlanRevision | None = None
    advice: Advice | None = None
    step: NextStep | None = None
    request: SparringRequest | None = None
    meeting: Meeting | None = None
    consent: Consent | None = None
    experience: Experience | None = None


@dataclass(frozen=True)
class Happening:
    """Something that a museum did. ``kind`` is joined, opened, revised, advised or answered."""

    kind: str
    museum: Museum
    at: dt.datetime
    plan: Plan | None = None
    title: str = ""


def next_things(user, round, own):
    """Return at most five things, the most pressing first.

    They are a promise of confidentiality to give, a meeting to sign up to, a memo to
    write as its host, advice to answer, texts to approve, promises that are due, plans
    that the person's museum is asked to spar, experiences that can go on, one's own plan,
    and plans not yet read. ``own`` is the latest revision of the person's own plan, or
    nothing. A round that has ended asks for nothing but what becomes of one's plans; the
    others ask for that last.
    """
    promises = Round.objects.without_word_of(user).filter(ended_at=None)
    things = [Thing("promise", each) for each in promises.by_nearness()]
    if not round.has_ended:
        things += _at_meetings(user, round)
        things += [Thing("advice", round, advice=each) for each in _unanswered(user, round)]
        things += [Thing("consent", round, consent=each) for each in consents_for(user, round)]
        things += [Thing("step", round, step=each) for each in _due(user, round)]
        asked = list(_unadvised(user, round))
        things += [Thing("asked", round, request=each) for each in asked]
        things += [
            Thing(kind, round, experience=each) for kind, each in own_experiences_for(user, round)
        ]
        if own:
            has_question = bool(own.content.get("question"))
            things.append(Thing("own" if has_question else "question", round, own))
        known = {each.plan_id for each in asked}
        unread = [each for each in _unread(user, round) if each.plan_id not in known]
        things += [Thing("new", round, revision) for revision in unread]
    things += [Thing("archive", each.plan.participation.round, each) for each in _unchosen(user)]
    return things[:MOST]


def _unchosen(user):
    """Return plans of one's museums, as revisions, whose rounds have ended without a choice."""
    if not standing_of(user).ended:
        return []
    plans = Plan.objects.archivable_by(user).filter(archived_at=None)
    return (
        PlanRevision.objects.read_by(user)
        .filter(plan__in=plans)
        .select_related("plan__participation__round")
        .order_by("-plan__participation__round__ended_at", "-created_at")[:MOST]
    )


def _at_meetings(user, round):
    """Return the next meeting to sign up to, and the latest one hosted without a memo."""
    own = MeetingSignUp.objects.of(user).filter(meeting=OuterRef("pk"))
    unsigned = Meeting.objects.open_to(user).filter(~Exists(own), round=round)
    unsigned = unsigned.select_related("host__museum").order_by("starts_at")
    memo = MemoRevision.objects.visible_to(user).filter(meeting=OuterRef("pk"))
    hosted = (
        Meeting.objects.editable_by(user)
        .filter(~Exists(memo), round=round, host__in=standing_of(user).peer_seats)
        .filter(ends_at__lte=timezone.now())
        .exclude(state=Meeting.State.CANCELLED)
        .order_by("-ends_at")
    )
    return [Thing("meeting", round, meeting=each) for each in unsigned[:1]] + [
        Thing("memo", round, meeting=each) for each in hosted[:1]
    ]


def _unanswered(user, round):
    """Return advice given to the person's museum that waits for an answer, oldest first."""
    return (
        Advice.objects.answerable_by(user)
        .filter(plan__participation__round=round, answer=None)
        .select_related("plan", "giver__museum")
        .order_by("given_at")[:MOST]
    )


def _due(user, round):
    """Return the promises of the person's museum that are late or due within two weeks."""
    return (
        NextStep.objects.editable_by(user)
        .filter(
            plan__participation__round=round,
            done_at=None,
            due_on__lte=timezone.localdate() + SOON,
        )
        .select_related("plan")
        .order_by("due_on")[:MOST]
    )


def _unadvised(user, round):
    """Return what the person's museum is asked and has given no advice on, oldest first.

    Of a plan offered again, the newest request counts.
    """
    given = Advice.objects.visible_to(user).filter(
        given_at__isnull=False,
        giver__in=standing_of(user).peer_seats,
        plan=OuterRef("plan"),
    )
    newest = SparringRequest.objects.asked_of(user).filter(plan=OuterRef("plan"))
    return (
        SparringRequest.objects.asked_of(user)
        .filter(
            ~Exists(given),
            plan__participation__round=round,
            pk=Subquery(newest.values("pk")[:1]),
        )
        .select_related("plan__participation__museum")
        .order_by("is_for_round", "offered_at")[:MOST]
    )


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


def happenings_in(round, user, seats):
    """Return the latest happenings of a round, whose ``seats`` one sees, that one may know of."""
    revisions = (
        PlanRevision.objects.read_by(user)
        .filter(plan__participation__round=round)
        .select_related("plan__participation__museum")
        .order_by("-created_at")
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
    found += _sparred(round, user)
    found += [Happening("joined", seat.museum, seat.joined_at) for seat in seats]
    return sorted(found, key=lambda happening: happening.at, reverse=True)[:HAPPENINGS]


def _sparred(round, user):
    """Return the latest advice and answers that the person may read."""
    advice = (
        Advice.objects.visible_to(user)
        .filter(plan__participation__round=round, given_at__isnull=False)
        .select_related("plan__participation__museum", "giver__museum", "answer")
        .order_by(Coalesce("answer__answered_at", "given_at").desc())[:HAPPENINGS]
    )
    found = []
    for each in advice:
        found.append(Happening("advised", each.giver.museum, each.given_at, each.plan))
        if answer := getattr(each, "answer", None):
            owner = each.plan.participation.museum
            found.append(Happening("answered", owner, answer.answered_at, each.plan))
    return found
