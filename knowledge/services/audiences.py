"""Who may open a plan: the only place where that becomes wider or narrower."""

from django.db import transaction
from django.utils import timezone

from accounts.services import log
from knowledge.exceptions import NotInRoundError
from knowledge.models import GivenVersion, Participation, Plan
from knowledge.search.index import index_later

from . import telling
from .plans import lock


@transaction.atomic
def change_audience(plan, *, audience, receivers=(), by):
    """Change who may open a plan, and return it.

    ``receivers`` are the participations of the sparring partners, when ``audience`` is
    those: who holds a version keeps it, others get the latest, and what the rest held
    ends. Any other audience ends all given versions. Raise RoundEndedError after the
    round, and NotInRoundError for a receiver from elsewhere.
    """
    plan = lock(plan)
    before = plan.audience
    held = _held(plan)
    wanted = {seat.pk for seat in receivers} if audience == Plan.Audience.PARTNERS else set()
    if (audience, wanted) == (before, set(held)):
        return plan
    taken = set(held) - wanted
    _end([held[seat] for seat in taken])
    plan.audience = audience
    plan.save(update_fields=["audience"])
    _give(plan, wanted - set(held), by=by)
    index_later(plan)
    seat = plan.participation
    log(
        "plan.audience",
        plan,
        by=by,
        round_id=seat.round_id,
        museum_id=seat.museum_id,
        before=before,
        after=audience,
        partners_before=len(held),
        partners_after=len(wanted),
        number=plan.revision_number,
        given=_museums(wanted - set(held)),
        taken_back=_museums(taken),
    )
    telling.tell_of_version(plan, wanted - set(held), by=by)
    return plan


@transaction.atomic
def give_version(plan, *, receivers, by):
    """Give the plan's latest revision to museums of its round, tell them, and return it.

    Raise as ``change_audience``.
    """
    given = lend_version(plan, receivers=receivers, by=by)
    plan.refresh_from_db(fields=["revision_number"])
    telling.tell_of_version(plan, [seat.pk for seat in receivers], by=by)
    return given


@transaction.atomic
def lend_version(plan, *, receivers, by):
    """Give the plan's latest revision to museums of its round, and return what was given.

    It takes the place of the version a museum held. A plan that was its own museum's
    is then its sparring partners'. Raise as ``change_audience``.
    """
    plan = lock(plan)
    held = _held(plan)
    _end([held[seat.pk] for seat in receivers if seat.pk in held])
    if plan.audience == Plan.Audience.MUSEUM:
        plan.audience = Plan.Audience.PARTNERS
        plan.save(update_fields=["audience"])
    given = _give(plan, {seat.pk for seat in receivers}, by=by)
    index_later(plan)
    seat = plan.participation
    log(
        "plan.give",
        plan,
        by=by,
        round_id=seat.round_id,
        museum_id=seat.museum_id,
        after=plan.audience,
        number=plan.revision_number,
        partners=len(given),
        given=_museums(version.receiver_id for version in given),
    )
    return given


def _held(plan):
    """Return the versions of a plan that museums hold, by participation."""
    return {version.receiver_id: version for version in plan.given_versions.filter(ended_at=None)}


def _museums(seats):
    """Return the ids of museums, of participations by id, as the log keeps them."""
    museums = Participation.objects.filter(pk__in=list(seats)).values_list("museum", flat=True)
    return sorted(map(str, museums))


def _end(versions):
    ids = [version.pk for version in versions]
    GivenVersion.objects.filter(pk__in=ids).update(ended_at=timezone.now())


def _give(plan, receivers, *, by):
    """Give the latest revision to participations, named by id, of the plan's round."""
    seats = Participation.objects.current().filter(
        pk__in=receivers, round_id=plan.participation.round_id
    )
    if set(seats.values_list("pk", flat=True)) != receivers or plan.participation_id in receivers:
        raise NotInRoundError
    revision = plan.revisions.get(number=plan.revision_number)
    return GivenVersion.objects.bulk_create(
        GivenVersion(plan=plan, revision=revision, receiver_id=receiver, given_by=by)
        for receiver in receivers
    )
