"""The life of a plan in the order of time, as its own museum reads it."""

import datetime as dt
from dataclasses import dataclass, field

from knowledge.models import (
    Advice,
    GivenVersion,
    NextStep,
    PlanRevision,
    ProgressUpdate,
    SparringRequest,
    VersionName,
)


@dataclass
class Event:
    """Something that happened to a plan; ``kind`` names its words in the template.

    ``thing`` is what it happened to: an Advice, a ProgressUpdate, a Plan and so on. Saves
    that follow each other without a name are one event of several ``revisions``.
    """

    kind: str
    at: dt.datetime
    thing: object = None
    revisions: list = field(default_factory=list)


def lineage_of(plan, user):
    """Return the events of a plan of the person's own museum, the latest first."""
    found = [*_versions(plan), *_given(plan), *_offered(plan, user), *_advice(plan, user)]
    updates = ProgressUpdate.objects.visible_to(user).filter(plan=plan).select_related("written_by")
    found += [Event("progress", update.written_at, update) for update in updates]
    found += [Event("continued", later.created_at, later) for later in _later(plan, user)]
    if plan.continues is not None:
        found.append(Event("continues", plan.created_at, plan.continues))
    return _join_saves(sorted(found, key=lambda event: event.at))


def _versions(plan):
    names = dict(VersionName.objects.filter(revision__plan=plan).values_list("revision", "name"))
    for revision in PlanRevision.objects.filter(plan=plan).select_related("created_by"):
        revision.name = names.get(revision.pk, "")
        kind = "begun" if revision.number == 1 else "named" if revision.name else "saved"
        yield Event(kind, revision.created_at, revision, [revision])


def _given(plan):
    given = GivenVersion.objects.filter(plan=plan).select_related("receiver__museum", "revision")
    for version in given:
        yield Event("given", version.given_at, version)


def _offered(plan, user):
    for request in SparringRequest.objects.visible_to(user).filter(plan=plan):
        yield Event("offered", request.offered_at, request)


def _advice(plan, user):
    advice = (
        Advice.objects.visible_to(user)
        .filter(plan=plan, given_at__isnull=False)
        .select_related("giver__museum", "answer")
    )
    for each in advice:
        yield Event("advised", each.given_at, each)
        if answer := getattr(each, "answer", None):
            yield Event("answered", answer.answered_at, each)
    for step in NextStep.objects.filter(plan=plan, done_at__isnull=False):
        yield Event("kept", step.done_at, step)


def _later(plan, user):
    later = type(plan).objects.owned_by(user).filter(continues=plan)
    return later.select_related("participation__round")


def _join_saves(events):
    """Return events, the latest first, with saves that follow each other as one."""
    joined = []
    for event in events:
        if event.kind == "saved" and joined and joined[-1].kind == "saved":
            joined[-1].revisions += event.revisions
            joined[-1].at = event.at
        else:
            joined.append(event)
    return joined[::-1]
