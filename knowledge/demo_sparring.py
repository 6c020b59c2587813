"""Sparring of the demo's running round, written in data/sparring.toml."""

import datetime as dt
import tomllib
from pathlib import Path

from django.utils import timezone

from knowledge import services
from knowledge.models import Advice, Answer, NextStep, PlanRevision, SparringRequest

FILE = Path(__file__).resolve().parent / "data" / "sparring.toml"


def create_sparring(demo, seats, plans):
    """Create the requests and the advice that are missing, with answers and promises.

    ``seats`` are participations by the key of a round and the slug of a museum, and
    ``plans`` plans by the name of their file.
    """
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    for row in data["requests"]:
        _request(demo, seats, plans[row["plan"]], row)
    for row in data["advice"]:
        _advise(demo, seats, plans[row["plan"]], row)


def _request(demo, seats, plan, row):
    if plan.sparring_requests.exists():
        return
    request = SparringRequest.objects.create(
        plan=plan,
        revision=plan.revisions.get(number=plan.revision_number),
        questions=row["questions"],
        not_about=row.get("not_about", ""),
        is_for_round="to" not in row,
        offered_by=demo.share["users"][row["by"]],
        offered_at=demo.now - dt.timedelta(days=row["days"]),
    )
    request.receivers.set([seats["running", slug] for slug in row.get("to", [])])


def _advise(demo, seats, plan, row):
    """Write a piece of advice through the services, then date it into the past."""
    giver = seats["running", row["museum"]]
    if Advice.objects.filter(plan=plan, giver=giver, text=row["text"]).exists():
        return
    users = demo.share["users"]
    writer = users[row["by"]]
    advice = services.draft_advice(
        plan,
        revision=PlanRevision.objects.read_by(writer).get(plan=plan),
        giver=giver,
        kind=row["kind"],
        goal=row.get("goal", ""),
        text=row["text"],
        language=row["language"],
        token=None,
        by=writer,
    )
    if "days" not in row:
        return
    services.give_advice(advice, by=writer)
    given = demo.now - dt.timedelta(days=row["days"], hours=2)
    if "answer" in row:
        _answer(advice, row, by=users[row["answered_by"]])
        Answer.objects.filter(advice=advice).update(answered_at=given + dt.timedelta(hours=26))
    if row.get("is_shared"):
        services.share_advice(advice, seat=giver, by=writer)
        services.share_advice(advice, seat=plan.participation, by=users[row["answered_by"]])
    Advice.objects.filter(pk=advice.pk).update(given_at=given, created_at=given)


def _answer(advice, row, *, by):
    services.answer_advice(
        advice,
        kind=row["answer"],
        text=row["why"],
        has_thanks=True,
        language=row.get("answer_language", "fi"),
        by=by,
    )
    if "promise" in row:
        what, who, days = row["promise"]
        due_on = timezone.localdate() + dt.timedelta(days=days)
        services.promise_step(advice, who=who, what=what, due_on=due_on, by=by)
        NextStep.objects.filter(advice=advice).update(created_at=advice.created_at)
