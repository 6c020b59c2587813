"""Sending after the call has closed, where a coordinator has permitted it."""

import copy

from django.db import transaction
from django.utils import timezone

from accounts.services import log
from applications import emails
from applications.models import LatePermit
from knowledge.models import Round


@transaction.atomic
def permit_late(round, *, email, reason, until_at, by):
    """Let the drafts begun with an address be sent until a moment; tell them by mail.

    The same leave again is there once, and tells nobody anew.
    """
    Round.objects.select_for_update(of=("self",)).get(pk=round.pk)
    given = LatePermit.objects.filter(round=round, email__iexact=email, withdrawn_at=None)
    if same := given.filter(reason=reason, until_at=until_at).first():
        return same
    permit = LatePermit.objects.create(
        round=round, email=email, reason=reason, until_at=until_at, given_by=by
    )
    log("application.permit_late", permit, by=by, round_id=round.pk, until=until_at.isoformat())
    for draft in round.applications.filter(status="draft", email__iexact=email):
        emails.send_late_permit(permit, draft)
    return permit


@transaction.atomic
def withdraw_permit(permit, *, by):
    """End a permit at once and tell who was given it; a second time changes nothing."""
    permit = (
        LatePermit.objects.select_for_update(of=("self",)).select_related("round").get(pk=permit.pk)
    )
    if permit.withdrawn_at is not None:
        return permit
    permit.withdrawn_at, permit.withdrawn_by = timezone.now(), by
    permit.save(update_fields=["withdrawn_at", "withdrawn_by"])
    log("application.withdraw_late_permit", permit, by=by, round_id=permit.round_id)
    for draft in permit.round.applications.filter(status="draft", email__iexact=permit.email):
        emails.send_late_permit_withdrawn(permit, draft)
    return permit


def round_as_for(application):
    """Return the round as it stands for one application: a late permit moves its closing."""
    round = application.round
    if round.call_state() != round.CallState.CLOSED:
        return round
    permit = LatePermit.objects.of(application)
    if permit is None:
        return round
    moved = copy.copy(round)
    moved.closes_at = permit.until_at
    return moved
