"""People are given duties in a round, invited to them, and relieved of them."""

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone

from accounts.exceptions import InvitationClosedError
from accounts.models import Invitation, User
from accounts.services import invite_to_duty, log, sign_out_if_nothing_is_left
from knowledge.models import Round, RoundRole

from .meetings import hold_round


@transaction.atomic
def appoint(round, *, email, first_name="", last_name="", role, by):
    """Give a person a duty in a round, and return it; one who has it keeps it.

    Somebody without an account gets one without a password: they sign in with a mailed
    code, and like all staff take a second factor into use before anything else.
    """
    email = email.strip().lower()
    user, is_new = User.objects.get_or_create(
        email=email, defaults={"first_name": first_name, "last_name": last_name}
    )
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        log("account.create", user, by=by)
    duty, is_new = RoundRole.objects.get_or_create(round=round, user=user, role=role, ended_at=None)
    if is_new:
        log("duty.start", duty, by=by, round_id=round.pk, role=role)
    return duty


@transaction.atomic
def relieve(round, *, email, role, by):
    """End a person's duty in a round now; return whether they had it."""
    duties = RoundRole.objects.select_for_update().current()
    ended = False
    for duty in duties.filter(round=round, user__email=email.strip().lower(), role=role):
        duty.ended_at = timezone.now()
        duty.save(update_fields=["ended_at"])
        log("duty.end", duty, by=by, round_id=round.pk, role=role)
        ended = True
    return ended


@transaction.atomic
def invite_facilitator(round, *, email, name, language, by):
    """Invite a person to facilitate a round, and return the invitation.

    The same happens whether or not the address has an account; whoever accepts still has to
    give the round's promise. Raise RoundEndedError after the round.
    """
    round = hold_round(round)
    return invite_to_duty(round.pk, email=email, name=name, language=language, by=by)


def facilitate(invitation, *, by):
    """Give the person who accepts an invitation the duty.

    Raise InvitationClosedError if the round has ended, or who invited does not coordinate
    it any more.
    """
    round = Round.objects.select_for_update(of=("self",)).get(pk=invitation.round_id)
    inviter = RoundRole.objects.of(invitation.invited_by or AnonymousUser())
    coordinates = inviter.filter(round=round, role=RoundRole.Role.COORDINATOR).exists()
    if round.has_ended or not coordinates:
        raise InvitationClosedError
    duty, is_new = RoundRole.objects.get_or_create(
        round=round, user=by, role=RoundRole.Role.FACILITATOR, ended_at=None
    )
    if is_new:
        log("duty.start", duty, by=by, round_id=round.pk, role=duty.role)


@transaction.atomic
def end_facilitating(duty, *, by):
    """End a facilitator's duty now; done twice it is done once.

    Invitations to come back stop working, and who has nothing left here is signed out.
    """
    duty = RoundRole.objects.select_for_update(of=("self",)).get(pk=duty.pk)
    if duty.ended_at is not None:
        return
    now = timezone.now()
    duty.ended_at = now
    duty.save(update_fields=["ended_at"])
    waiting = Invitation.objects.filter(round_id=duty.round_id, email=duty.user.email.lower())
    waiting.filter(accepted_at=None, revoked_at=None).update(revoked_at=now)
    log("duty.end", duty, by=by, round_id=duty.round_id, role=duty.role)
    sign_out_if_nothing_is_left(duty.user)


def name_of(round_id):
    """Return what a round is called, in the reader's language."""
    return Round.objects.get(pk=round_id).name
