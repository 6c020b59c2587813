"""Meetings are planned, changed, cancelled and remembered; people sign up."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.services import log
from cms.tokens import token_for
from knowledge import emails
from knowledge.exceptions import (
    MeetingChangedError,
    MemoChangedError,
    RoundEndedError,
    SignUpClosedError,
)
from knowledge.models import (
    Meeting,
    MeetingSignUp,
    MemoRevision,
    Notice,
    Participation,
    Round,
    SignUpNeeds,
)
from knowledge.search.index import index_later

from .telling import tell_of_meeting

NEEDS_ARE_KEPT = dt.timedelta(days=14)
# What everybody is told by mail when it changes.
TOLD = ("starts_at", "ends_at", "place", "address", "remote_link", "sign_up_closes_at")


@transaction.atomic
def plan_meeting(round, *, token=None, by, **values):
    """Plan a meeting of a round and tell its people; return it.

    ``values`` are fields of ``Meeting``. The same ``token`` and values again return what they made.
    Raise RoundEndedError after the round.
    """
    round = hold_round(round)
    token = token_for(token, values)
    earlier = round.meetings.filter(request_token=token).first() if token else None
    if earlier is not None:
        return earlier
    meeting = Meeting.objects.create(round=round, request_token=token, changed_by=by, **values)
    index_later(meeting)
    _log("meeting.plan", meeting, by=by)
    _tell(Notice.Kind.MEETING, meeting, by=by)
    emails.tell_of_meeting(meeting, "new")
    return meeting


@transaction.atomic
def revise_meeting(meeting, *, base_number, by, **values):
    """Change a meeting, tell its people if time or place changed, and return it.

    Raise MeetingChangedError if somebody changed or cancelled it since ``base_number``,
    and RoundEndedError after the round.
    """
    meeting = lock_meeting(meeting)
    before = {name: getattr(meeting, name) for name in values}
    if before == values:
        return meeting
    if meeting.number != base_number or meeting.is_cancelled:
        raise MeetingChangedError(meeting)
    for name, value in values.items():
        setattr(meeting, name, value)
    _save(meeting, *values, by=by)
    index_later(meeting)
    _log("meeting.revise", meeting, by=by, number=meeting.number)
    if any(name in TOLD and before[name] != values[name] for name in values):
        _tell(Notice.Kind.MEETING_CHANGED, meeting, by=by)
        emails.tell_of_meeting(meeting, "changed")
    return meeting


@transaction.atomic
def cancel_meeting(meeting, *, by):
    """Cancel a meeting that has not been held and tell its people; twice is once."""
    meeting = lock_meeting(meeting)
    if meeting.state == Meeting.State.PLANNED and not meeting.is_over:
        meeting.state = Meeting.State.CANCELLED
        _save(meeting, "state", by=by)
        _log("meeting.cancel", meeting, by=by)
        _tell(Notice.Kind.MEETING_CANCELLED, meeting, by=by)
        emails.tell_of_meeting(meeting, "cancelled")
    return meeting


@transaction.atomic
def sign_up(meeting, *, answer, diet="", access="", travel="", by):
    """Keep a person's word about a meeting and what they need; return the sign-up.

    Needs of somebody who does not come are forgotten. Raise SignUpClosedError if it is
    too late or not for them, and RoundEndedError after the round.
    """
    meeting = lock_meeting(meeting)
    if not Meeting.objects.open_to(by).filter(pk=meeting.pk).exists():
        raise SignUpClosedError
    seat = Participation.objects.of(by).filter(round=meeting.round_id).first()
    now = timezone.now()
    signed, is_new = MeetingSignUp.objects.get_or_create(
        meeting=meeting, user=by, defaults={"answer": answer, "participation": seat}
    )
    was = None if is_new else signed.answer
    signed.answer, signed.participation, signed.changed_at = answer, seat, now
    signed.save(update_fields=["answer", "participation", "changed_at"])
    needs = {"diet": diet, "access": access, "travel": travel}
    if answer == MeetingSignUp.Answer.NOT or not any(needs.values()):
        SignUpNeeds.objects.filter(sign_up=signed).delete()
    else:
        SignUpNeeds.objects.update_or_create(sign_up=signed, defaults=needs)
    if was != answer:
        _log("meeting.sign-up", meeting, by=by, after=answer)
    return signed


@transaction.atomic
def write_memo(meeting, *, text, base_number, language, by):
    """Write a meeting's memo anew, and return the revision; the meeting was held.

    Raise MemoChangedError if somebody wrote it since ``base_number``, 0 for none, and
    RoundEndedError after the round.
    """
    meeting = lock_meeting(meeting)
    latest = meeting.memo_revisions.first()
    if latest is not None and latest.text == text:
        return latest
    number = latest.number if latest else 0
    if number != base_number:
        raise MemoChangedError(latest)
    revision = MemoRevision.objects.create(
        meeting=meeting, number=number + 1, text=text, language=language, created_by=by
    )
    if meeting.state == Meeting.State.PLANNED and meeting.starts_at <= timezone.now():
        meeting.state = Meeting.State.HELD
        _save(meeting, "state", by=by)
    index_later(meeting)
    _log("meeting.memo", meeting, by=by, number=revision.number)
    if revision.number == 1:
        _tell(Notice.Kind.MEMO, meeting, by=by)
    return revision


def forget_needs():
    """Forget what people needed at meetings that ended two weeks ago; return how many."""
    before = timezone.now() - NEEDS_ARE_KEPT
    return SignUpNeeds.objects.filter(sign_up__meeting__ends_at__lt=before).delete()[0]


def hold_round(round):
    """Return the round as it is now, held until the transaction ends; it goes on."""
    round = Round.objects.select_for_update(of=("self",)).get(pk=round.pk)
    if round.has_ended:
        raise RoundEndedError
    return round


def lock_meeting(meeting):
    """Return the meeting as it is now, held until the transaction ends; its round goes on."""
    meeting = (
        Meeting.objects.select_for_update(of=("self",))
        .select_related("round", "host__museum")
        .get(pk=meeting.pk)
    )
    if meeting.round.has_ended:
        raise RoundEndedError
    return meeting


def _tell(kind, meeting, *, by):
    """Tell of a meeting in the workspace, once for each change."""
    number = "" if kind == Notice.Kind.MEMO else meeting.number
    tell_of_meeting(kind, meeting, by=by, number=number)


def _save(meeting, *names, by):
    meeting.number += 1
    meeting.changed_at, meeting.changed_by = timezone.now(), by
    meeting.save(update_fields=[*names, "number", "changed_at", "changed_by"])


def _log(action, meeting, *, by, **detail):
    museum = meeting.host.museum_id if meeting.host else None
    log(action, meeting, by=by, round_id=meeting.round_id, museum_id=museum, **detail)
