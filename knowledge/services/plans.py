"""Plans are opened, read and revised."""

from django.db import transaction
from django.utils import timezone

from accounts.services import log
from knowledge.exceptions import PlanChangedError, RoundEndedError
from knowledge.models import Participation, Plan, PlanDraft, PlanRevision
from knowledge.search.index import index_later


@transaction.atomic
def open_plan(participation, *, title, content, language, origin, by):
    """Open a museum's plan with its first revision, for the museum alone; return it.

    ``origin`` is the reference of the application it comes from, or "". Raise
    RoundEndedError if the round is over.
    """
    if participation.round.has_ended:
        raise RoundEndedError
    plan = Plan.objects.create(
        participation=participation, title=title, language=language, origin=origin
    )
    _add_revision(plan, title=title, content=content, stage=plan.stage, token=None, by=by)
    _log("plan.create", plan, by=by)
    return plan


@transaction.atomic
def revise_plan(plan, *, title, content, stage, base_number, token, by):
    """Save a plan as a new revision, and return it.

    The same ``token`` with the same words again returns what it made; what changes
    nothing returns the latest revision. What the writer had not saved is dropped. Raise PlanChangedError if the latest is no
    longer ``base_number``, the revision that the writer began from, and
    RoundEndedError after the round.
    """
    plan = lock(plan)
    revision = _revise(plan, title, content, stage, base_number, token, by)
    PlanDraft.objects.filter(plan=plan, written_by=by).delete()
    return revision


def _revise(plan, title, content, stage, base_number, token, by):
    earlier = plan.revisions.filter(request_token=token).first() if token else None
    if earlier is not None:
        if (earlier.title, earlier.content, earlier.stage) == (title, content, stage):
            return earlier
        # A form that was sent before and went on being written: other words, a new token.
        token = None
    latest = plan.revisions.get(number=plan.revision_number)
    if (latest.title, latest.content, latest.stage) == (title, content, stage):
        return latest
    if plan.revision_number != base_number:
        raise PlanChangedError(latest)
    revision = _add_revision(plan, title=title, content=content, stage=stage, token=token, by=by)
    _log("plan.revise", plan, by=by, number=revision.number)
    return revision


def record_opening(plan, *, by, action="plan.open", **detail):
    """Write down that somebody opened a plan, and from which museum of the round if any."""
    museums = Participation.objects.of(by).order_by("-joined_at")
    if plan.archive != Plan.Archive.OPEN:
        museums = museums.filter(round=plan.participation.round_id)
    museum = museums.values_list("museum_id", flat=True).first()
    right = "member" if museum else "duty"
    _log(action, plan, by=by, right=right, reader=str(museum) if museum else None, **detail)


def record_export(plan, *, by, **detail):
    """Write down that somebody took a plan out as a document, and which version in what form.

    Of the plan's own people too; ``reader`` is then the plan's museum.
    """
    if plan.is_owned_by(by):
        own = str(plan.participation.museum_id)
        _log("plan.export", plan, by=by, right="member", reader=own, **detail)
    else:
        record_opening(plan, by=by, action="plan.export", **detail)


def record_museum_export(seat, *, by, **detail):
    """Write down that somebody took out what their museum has in a round."""
    museum, round = seat.museum_id, seat.round_id
    log("museum.export", seat, by=by, round_id=round, museum_id=museum, right="member", **detail)


def lock(plan):
    """Return the plan as it is now, held until the transaction ends; its round goes on."""
    plan = (
        Plan.objects.select_for_update(of=("self",))
        .select_related("participation__round", "participation__museum")
        .get(pk=plan.pk)
    )
    if plan.participation.round.has_ended:
        raise RoundEndedError
    return plan


def _add_revision(plan, *, title, content, stage, token, by):
    now = timezone.now()
    plan.title, plan.stage, plan.updated_at = title, stage, now
    plan.revision_number += 1
    plan.save(update_fields=["title", "stage", "updated_at", "revision_number"])
    index_later(plan)
    return PlanRevision.objects.create(
        plan=plan,
        number=plan.revision_number,
        title=title,
        stage=stage,
        content=content,
        created_at=now,
        created_by=by,
        request_token=token,
    )


def _log(action, plan, *, by, **detail):
    seat = plan.participation
    log(action, plan, by=by, round_id=seat.round_id, museum_id=seat.museum_id, **detail)
