"""People hand over and leave, and a museum leaves a round."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership, Museum
from accounts.services import change_role, end_membership, log
from knowledge.exceptions import DraftsMeetError, NoContactLeftError, RoundEndedError
from knowledge.models import NextStep, Participation, PlanDraft


def belongings_of(membership):
    """Return (unsaved drafts, open promises) that wait for a person in a museum."""
    seat = {"plan__participation__museum": membership.museum_id}
    drafts = PlanDraft.objects.filter(written_by=membership.user_id, **seat)
    steps = NextStep.objects.filter(done_at=None, who=str(membership.user), **seat)
    return drafts, steps


@transaction.atomic
def change_part(membership, *, role, by):
    """Make a person a contact or a colleague; raise NoContactLeftError if none would be left."""
    Museum.objects.select_for_update().get(pk=membership.museum_id)
    if role != Membership.Role.CONTACT and not _has_contact_without(membership):
        raise NoContactLeftError
    change_role(membership, role=role, by=by)


@transaction.atomic
def leave_museum(membership, *, successor, by):
    """End a person's place in a museum; ``successor``, a colleague's membership, takes over.

    Unsaved words of plans, promises under the person's name and the contact's part go to
    the colleague; the museum's plans, advice and answers are the museum's and stay. Raise
    NoContactLeftError if a museum with other people would have no contact person or the
    colleague has just left as well, and
    DraftsMeetError if both have unsaved words of one plan: none are thrown away.
    """
    Museum.objects.select_for_update().get(pk=membership.museum_id)
    here = Membership.objects.current().filter(museum=membership.museum_id).in_bulk()
    if (membership := here.get(membership.pk)) is None:
        return
    if successor is not None and successor.pk not in here:
        raise NoContactLeftError
    drafts, steps = belongings_of(membership)
    if successor is not None:
        mine = PlanDraft.objects.filter(written_by=successor.user_id)
        meeting = drafts.filter(plan__in=mine.values("plan")).select_related("plan").first()
        if meeting is not None:
            raise DraftsMeetError(meeting.plan)
        moved = drafts.update(written_by=successor.user_id), steps.update(who=str(successor.user))
        if membership.role == Membership.Role.CONTACT:
            change_role(successor, role=Membership.Role.CONTACT, by=by)
        log(
            "membership.hand-over",
            membership,
            by=by,
            museum_id=membership.museum_id,
            to=str(successor.pk),
            drafts=moved[0],
            promises=moved[1],
        )
    elif not _has_contact_without(membership):
        raise NoContactLeftError
    end_membership(membership, by=by)


@transaction.atomic
def leave_round(participation, *, by):
    """End a museum's part in a round: its people lose sight of it, and others of its plans.

    Raise RoundEndedError if the round is over.
    """
    participation = Participation.objects.select_for_update(of=("self",)).get(pk=participation.pk)
    if participation.round.has_ended:
        raise RoundEndedError
    if participation.left_at is not None:
        return
    participation.left_at = timezone.now()
    participation.save(update_fields=["left_at"])
    log(
        "participation.end",
        participation,
        by=by,
        round_id=participation.round_id,
        museum_id=participation.museum_id,
    )


def _has_contact_without(membership):
    """Whether a contact person is left, or nobody is who would need one."""
    others = Membership.objects.current().filter(museum=membership.museum_id)
    others = others.exclude(pk=membership.pk)
    return others.filter(role=Membership.Role.CONTACT).exists() or not others.exists()
