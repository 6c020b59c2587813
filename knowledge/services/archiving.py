"""A round ends, and each museum chooses what becomes of its plan after it."""

from django.db import transaction
from django.utils import timezone

from accounts.services import log
from knowledge.exceptions import ArchiveChangedError, RoundNotBegunError, RoundNotEndedError
from knowledge.models import Plan, Round

from . import telling


@transaction.atomic
def end_round(round, *, by):
    """End a round now, tell its people, and return it; one that has ended stays as it is.

    It is read-only from this moment, and nothing is seen by anybody who did not see it.
    Raise RoundNotBegunError before its first day or while its call is open.
    """
    round = Round.objects.select_for_update(of=("self",)).get(pk=round.pk)
    if round.has_ended:
        return round
    if not round.may_end:
        raise RoundNotBegunError
    round.ended_at = timezone.now()
    round.save(update_fields=["ended_at"])
    log("round.end", round, by=by, round_id=round.pk)
    telling.tell_of_end(round, by=by)
    return round


@transaction.atomic
def choose_archive(plan, *, archive, base, by):
    """Choose what becomes of a plan after its round, and return the plan.

    ``base`` is the ``archive_mark`` that the chooser saw. The same choice again changes
    nothing. Raise ArchiveChangedError if a colleague has chosen otherwise since, and
    RoundNotEndedError before the end.
    """
    plan = (
        Plan.objects.select_for_update(of=("self",))
        .select_related("participation__round")
        .get(pk=plan.pk)
    )
    seat = plan.participation
    if not seat.round.has_ended:
        raise RoundNotEndedError
    if plan.archived_at is not None and plan.archive == archive:
        return plan
    if archive_mark(plan) != base:
        raise ArchiveChangedError
    before, plan.archive, plan.archived_at = plan.archive, archive, timezone.now()
    plan.save(update_fields=["archive", "archived_at"])
    log(
        "plan.archive",
        plan,
        by=by,
        round_id=seat.round_id,
        museum_id=seat.museum_id,
        before=str(before),
        after=str(archive),
        audience=plan.audience,
    )
    return plan


def archive_mark(plan):
    """Return a mark that changes with each choice of what becomes of a plan."""
    moment = plan.archived_at.isoformat() if plan.archived_at else ""
    return f"{plan.archive} {moment}"
