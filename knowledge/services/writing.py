"""Words on their way into a plan, names of its versions, and how its work goes."""

from django.db import transaction
from django.utils import timezone

from accounts.services import log
from cms.tokens import token_for
from knowledge.models import PlanDraft, ProgressUpdate, VersionName
from knowledge.search.index import index_later, remove

from .plans import lock
from .telling import tell_of_progress


@transaction.atomic
def keep_draft(plan, *, data, by):
    """Keep what a person has written in the form of a plan, and return the draft.

    The plan does not change. Raise RoundEndedError after the round.
    """
    plan = lock(plan)
    draft, _ = PlanDraft.objects.update_or_create(
        plan=plan, written_by=by, defaults={"data": data, "saved_at": timezone.now()}
    )
    return draft


def drop_draft(plan, *, by):
    """Delete what a person has written and not saved."""
    PlanDraft.objects.filter(plan=plan, written_by=by).delete()


@transaction.atomic
def name_version(revision, *, name, by):
    """Give a revision a name, or another; an empty one takes it away."""
    plan = lock(revision.plan)
    if name:
        VersionName.objects.update_or_create(
            revision=revision,
            defaults={"name": name, "named_at": timezone.now(), "named_by": by},
        )
    else:
        VersionName.objects.filter(revision=revision).delete()
    _log("plan.name-version", plan, by=by, number=revision.number)


@transaction.atomic
def add_progress_update(plan, *, text, token, by):
    """Tell how the work of a plan goes; the same ``token`` and words again tell nothing new."""
    plan = lock(plan)
    token = token_for(token, plan.pk, text)
    if sent := ProgressUpdate.objects.filter(request_token=token).first():
        return sent
    update = ProgressUpdate.objects.create(plan=plan, text=text, request_token=token, written_by=by)
    index_later(update)
    _log("plan.progress", plan, by=by)
    tell_of_progress(update, by=by)
    return update


@transaction.atomic
def remove_progress_update(update, *, by):
    """Take a progress update back; its text is gone, the event stays."""
    plan = lock(update.plan)
    ProgressUpdate.objects.filter(pk=update.pk).update(removed_at=timezone.now(), text="")
    remove(update)
    _log("plan.progress-removed", plan, by=by)


@transaction.atomic
def continue_plan(plan, *, earlier, by):
    """Tell which plan of an earlier round a plan continues, or none (``earlier=None``)."""
    plan = lock(plan)
    plan.continues = earlier
    plan.save(update_fields=["continues"])
    _log("plan.continue", plan, by=by, earlier=str(earlier.pk) if earlier else None)


def _log(action, plan, *, by, **detail):
    seat = plan.participation
    log(action, plan, by=by, round_id=seat.round_id, museum_id=seat.museum_id, **detail)
