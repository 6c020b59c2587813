"""People are given duties in a round, and relieved of them."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.services import log
from knowledge.models import RoundRole


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
