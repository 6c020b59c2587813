"""What is done to people, museums and invitations."""

import datetime as dt
import secrets

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from accounts import duties, emails
from accounts.exceptions import (
    AccountExistsError,
    InvitationClosedError,
    InvitedAnotherError,
)
from accounts.models import Event, Invitation, Membership, Museum, User
from accounts.models.invitations import hash_token
from accounts.origins import origin_of_request

INVITATION_LASTS = dt.timedelta(days=14)
TOKEN_BYTES = 32


def log(action, subject, *, by, round_id=None, museum_id=None, right="", **detail):
    """Write down that ``by`` did ``action`` to ``subject``, and return the event.

    ``action`` is a word such as ``plan.audience``; ``detail`` holds states and
    numbers, never a text. ``right`` is the place or duty that let them do it, where one
    decided. Without a person (``by=None``) the system did it.
    """
    return Event.objects.create(
        action=action,
        actor=by if by is not None and by.is_authenticated else None,
        subject=subject._meta.label_lower,
        subject_id=subject.pk,
        round_id=round_id,
        museum_id=museum_id,
        detail=detail,
        right=right,
        origin=origin_of_request(),
    )


def drop_old_events(now=None):
    """Delete the events that are older than EVENT_MONTHS, and return how many there were."""
    now = now or timezone.now()
    oldest = now - dt.timedelta(days=settings.EVENT_MONTHS * 365.25 / 12)
    return Event.objects.filter(at__lt=oldest).delete()[0]


@transaction.atomic
def invite(museum, *, email, name, role, language, by):
    """Invite a person to a museum by mail, and return the invitation.

    An earlier invitation of the same address to the same museum stops working. The
    same happens, and the same mail goes out, whether the address has an account or
    not. The token is nowhere but in that mail.
    """
    Museum.objects.select_for_update().get(pk=museum.pk)
    to = {"museum": museum, "role": role}
    return _invite(museum.invitations, to, email=email, name=name, language=language, by=by)


def invite_to_duty(round_id, *, email, name, language, by):
    """Invite a person to facilitate a round, as ``invite`` does; the caller holds the round.

    Asked again within a minute, it returns what it made.
    """
    waiting = Invitation.objects.filter(round_id=round_id)
    just_now = timezone.now() - dt.timedelta(minutes=1)
    same = waiting.open().filter(email=email.strip().lower(), created_at__gt=just_now).first()
    to = {"round_id": round_id}
    return same or _invite(waiting, to, email=email, name=name, language=language, by=by)


def _invite(earlier, to, *, email, name, language, by):
    email = email.strip().lower()
    now = timezone.now()
    earlier.filter(email=email, accepted_at=None, revoked_at=None).update(revoked_at=now)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    invitation = Invitation.objects.create(
        token_hash=hash_token(token),
        email=email,
        name=name,
        language=language,
        invited_by=by,
        created_at=now,
        expires_at=now + INVITATION_LASTS,
        **to,
    )
    role = {"role": invitation.role or "facilitator"}
    log("invitation.send", invitation, by=by, **_place_of(invitation), **role)
    emails.send_invitation(invitation, token)
    return invitation


def _place_of(invitation):
    return {"museum_id": invitation.museum_id, "round_id": invitation.round_id}


@transaction.atomic
def accept_invitation(invitation, *, by):
    """Use an invitation up and return the membership that it gives, if it is to a museum.

    Raise InvitationClosedError if it is used, withdrawn or expired, and
    InvitedAnotherError if it was sent to another address than that of ``by``. Who
    belongs to the museum already keeps the higher of the two roles.
    """
    invitation = _lock_open(invitation)
    if by.email.lower() != invitation.email:
        raise InvitedAnotherError

    invitation.accepted_at = timezone.now()
    invitation.accepted_by = by
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    if invitation.round_id:
        duties.give(invitation, by=by)
        log("invitation.accept", invitation, by=by, **_place_of(invitation), role="facilitator")
        return None

    membership, is_new = Membership.objects.get_or_create(
        user=by,
        museum_id=invitation.museum_id,
        ended_at=None,
        defaults={"role": invitation.role},
    )
    if not is_new and invitation.role == Membership.Role.CONTACT:
        membership.role = invitation.role
        membership.save(update_fields=["role"])
    log(
        "invitation.accept",
        invitation,
        by=by,
        **_place_of(invitation),
        role=membership.role,
    )
    return membership


@transaction.atomic
def create_account(invitation, *, first_name, last_name, password, language):
    """Make the account of an invited person, accept for them, and return the person.

    The mail that brought the link proves the address. Raise InvitationClosedError, or
    AccountExistsError if the address has an account: a link never changes a password.
    """
    invitation = _lock_open(invitation)
    try:
        with transaction.atomic():
            user = User.objects.create_user(
                invitation.email,
                password,
                first_name=first_name,
                last_name=last_name,
                language=language,
            )
    except IntegrityError as error:
        raise AccountExistsError from error
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    log("account.create", user, by=user, museum_id=invitation.museum_id)
    accept_invitation(invitation, by=user)
    return user


@transaction.atomic
def update_profile(user, *, first_name, last_name, language, by):
    """Change a person's name and the language of their mail, and return the person."""
    user.first_name, user.last_name, user.language = first_name, last_name, language
    user.save(update_fields=["first_name", "last_name", "language"])
    log("account.update", user, by=by)
    return user


@transaction.atomic
def change_role(membership, *, role, by):
    """Make a colleague a contact person, or the other way round, and return the membership."""
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if membership.role != role:
        membership.role = role
        membership.save(update_fields=["role"])
        log("membership.role", membership, by=by, museum_id=membership.museum_id, role=role)
    return membership


@transaction.atomic
def end_membership(membership, *, by):
    """End a person's place in a museum now; rights are read anew at each request.

    Invitations to come back that were sent before stop working too, and so do those that
    the person sent to others and nobody has used.
    """
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    now = timezone.now()
    if membership.ended_at is not None and membership.ended_at <= now:
        return membership

    membership.ended_at = now
    membership.save(update_fields=["ended_at"])
    theirs = Q(email=membership.user.email.lower()) | Q(invited_by=membership.user_id)
    Invitation.objects.filter(
        theirs, museum_id=membership.museum_id, accepted_at=None, revoked_at=None
    ).update(revoked_at=now)
    log("membership.end", membership, by=by, museum_id=membership.museum_id)
    sign_out_if_nothing_is_left(membership.user)
    return membership


def sign_out_if_nothing_is_left(user):
    """End the sessions of a person who has no place and no duty any more."""
    has_duty = user.round_roles.of(user).exists() or user.must_have_second_factor()
    if has_duty or Membership.objects.of(user).exists():
        return
    for session in UserSession.objects.filter(user=user):
        session.end()


def _lock_open(invitation):
    """Return the invitation as it is now, held until the end of the transaction."""
    locked = (
        Invitation.objects.open().select_for_update(of=("self",)).filter(pk=invitation.pk).first()
    )
    if locked is None:
        raise InvitationClosedError
    return locked
