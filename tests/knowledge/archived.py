"""A round that has ended, what its museums chose for their plans, and people of every kind."""

import datetime as dt
from types import SimpleNamespace

from django.utils import timezone

from knowledge.models import Advice, Plan, ProgressUpdate, SparringRequest
from tests.factories.knowledge import (
    AttachmentFactory,
    GivenVersionFactory,
    ParticipationFactory,
    PlanFactory,
    PlanRevisionFactory,
    RoundFactory,
    coordinator_of,
    member_in,
)

# What is read: the latest text only, all of it, an earlier version, title and stage, nothing.
TEXT, WHOLE, VERSION, OUTLINE, NONE = "text", "whole", "version", "outline", "none"
PLANS = [
    "kept museum",
    "kept lent",
    "kept round",
    "hidden lent",
    "hidden round",
    "open museum",
    "open lent",
    "open round",
    "open left",
]
NOTHING = (NONE,) * 9
LATER = (NONE,) * 5 + (TEXT, TEXT, TEXT, NONE)
MATRIX = {
    "owner": (WHOLE,) * 9,
    "owner without promise": NOTHING,
    "peer": (NONE, NONE, WHOLE, NONE, NONE, TEXT, TEXT, WHOLE, NONE),
    "partner": (NONE, VERSION, WHOLE, NONE, NONE, TEXT, TEXT, WHOLE, NONE),
    "late joiner": NOTHING,
    "facilitator": (NONE, NONE, WHOLE, NONE, NONE, TEXT, TEXT, WHOLE, NONE),
    "coordinator": (OUTLINE, OUTLINE, WHOLE, NONE, NONE, TEXT, TEXT, WHOLE, OUTLINE),
    "later member": LATER,
    "later facilitator": LATER,
    "later without promise": NOTHING,
    "later of a round that has ended since": LATER,
    "later of a round ended before": (NONE,) * 5 + (TEXT,) + (NONE,) * 3,
    "later of a museum that left": NOTHING,
    "later after its end": NOTHING,
    "member of an earlier round": NOTHING,
    "ex-member of a later round": NOTHING,
}


def days_ago(days):
    """Return a moment so many days ago."""
    return timezone.now() - dt.timedelta(days=days)


def archived_world():
    """Return an ended round's plans by name, a person of each kind, and the rounds.

    The plans were archived ten days ago, the first opened two days earlier; words of each
    occur nowhere else. That one was once sparred by the partner, who holds it no more.
    """
    today = timezone.localdate()
    ended = RoundFactory(ended=True, starts_on=today - dt.timedelta(days=300))
    later = RoundFactory(starts_on=today - dt.timedelta(days=20))
    since = RoundFactory(starts_on=today - dt.timedelta(days=25), ended_at=days_ago(1))
    before = RoundFactory(starts_on=today - dt.timedelta(days=290), ended_at=days_ago(11))
    earlier = RoundFactory(starts_on=today - dt.timedelta(days=301))
    owner, peer, partner = (ParticipationFactory(round=ended) for _seat in range(3))
    gone = ParticipationFactory(round=ended)
    plans = {}
    for number, name in enumerate(PLANS):
        archive, audience = name.split()
        kind = {"lent": "partners", "round": "round"}.get(audience, "museum")
        plan = PlanFactory(
            participation=gone if audience == "left" else owner,
            title=f"otsikko{number}q",
            audience=kind,
            archive=archive.replace("kept", "keep"),
            archived_at=days_ago(12 if name == "open museum" else 10),
        )
        AttachmentFactory(plan=plan, name=f"liite{number}q.odt")
        plan.revisions.update(title=f"vanha{number}q", words=f"vanha{number}q")
        if audience == "lent":
            GivenVersionFactory(plan=plan, receiver=partner)
        PlanRevisionFactory(
            plan=plan, number=2, content={"sections": {"miksi": f"teksti{number}q"}}
        )
        Plan.objects.filter(pk=plan.pk).update(revision_number=2)
        plan.refresh_from_db()
        _spar(plan, number)
        if name == "open museum":
            plan.sparring_requests.get().receivers.add(partner)
            plan.advice.update(giver=partner, giver_shared_at=None)
        plans[name] = plan
    people = _people(ended, later, since, before, earlier, owner, peer, partner)
    people["owner"].memberships.create(museum=gone.museum, started_at=days_ago(180))
    gone.left_at = days_ago(5)
    gone.save()
    return SimpleNamespace(ended=ended, later=later, plans=plans, people=people, gone=gone)


def _spar(plan, number):
    """Add what hangs on a plan and is never opened with it."""
    giver = ParticipationFactory(round=plan.participation.round)
    revision = plan.revisions.get(number=2)
    SparringRequest.objects.create(
        plan=plan, revision=revision, questions=[f"kysymys{number}q"], is_for_round=True
    )
    now = timezone.now()
    Advice.objects.create(
        plan=plan,
        revision=revision,
        giver=giver,
        kind="question",
        text=f"neuvo{number}q",
        language="fi",
        given_at=now,
        giver_shared_at=now,
        owner_shared_at=now,
    )
    ProgressUpdate.objects.create(
        plan=plan, text=f"tilanne{number}q", request_token=plan.attachments.get().pk
    )


def _people(ended, later, since, before, earlier, owner, peer, partner):
    seats = {name: ParticipationFactory(round=later) for name in ("member", "left")}
    people = {
        "owner": member_in(owner),
        "owner without promise": member_in(owner, promised=False),
        "peer": member_in(peer),
        "partner": member_in(partner),
        "late joiner": member_in(peer, started_at=days_ago(2)),
        "facilitator": coordinator_of(ended, role="facilitator"),
        "coordinator": coordinator_of(ended),
        "later member": member_in(seats["member"], started_at=days_ago(1)),
        "later facilitator": coordinator_of(later, role="facilitator"),
        "later without promise": member_in(seats["member"], promised=False),
        "later of a round that has ended since": member_in(ParticipationFactory(round=since)),
        "later of a round ended before": member_in(ParticipationFactory(round=before)),
        "later of a museum that left": member_in(seats["left"]),
        "later after its end": member_in(
            ParticipationFactory(round=since), started_at=days_ago(0.5)
        ),
        "member of an earlier round": member_in(ParticipationFactory(round=earlier)),
        "ex-member of a later round": member_in(seats["member"], ended_at=days_ago(1)),
    }
    seats["left"].left_at = days_ago(1)
    seats["left"].save()
    return people
