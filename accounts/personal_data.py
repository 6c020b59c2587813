"""What is held of a person: taken out for them, and erased as far as it may be.

What points to a person is found through the models themselves, so that nothing new is
forgotten. A model may say

- ``personal_fields``: what of its rows is about the person and goes into the copy; of
  other rows, such as the revision of a plan that somebody saved, the copy tells that
  there is one and when: its words are a museum's, and who has left reads them no more
- ``goes_with_person = True``: its rows are deleted at the erasure
"""

import uuid

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import models, transaction
from django.utils import timezone

from accounts.models import Invitation, Membership, User
from accounts.services import end_membership, log
from cms.models import OutgoingMail

ACCOUNT = ["email", "first_name", "last_name", "language", "date_joined", "last_login"]
# Secrets and machinery: told of by name, never copied.
SECRET = {"password", "token_hash", "data", "session_key"}


def copy_of(user):
    """Return all that is held of a person, as lists and dictionaries of plain values."""
    found = {
        "account": {name: _plain(getattr(user, name)) for name in ACCOUNT},
        "signing_in": {
            "addresses": list(user.emailaddress_set.values_list("email", flat=True)),
            "second_factors": list(
                Authenticator.objects.filter(user=user).values_list("type", flat=True)
            ),
            "organisations": list(
                SocialAccount.objects.filter(user=user).values_list("provider", flat=True)
            ),
        },
        "invitations": [_row(each) for each in Invitation.objects.filter(email=user.email)],
    }
    for relation, rows in _pointing_to(user):
        key = f"{relation.related_model._meta.label_lower}.{relation.field.name}"
        if listed := [_row(each) for each in rows]:
            found[key] = listed
    return found


@transaction.atomic
def erase(user, *, by):
    """Erase a person: their places, sessions and own rows end, and their name is gone.

    What a museum or an authority wrote stays, by somebody whose data was erased; so do the
    events, which the law asks for, until their period is over.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.erased_at is not None:
        return
    for membership in Membership.objects.current().filter(user=user):
        end_membership(membership, by=by)
    user.round_roles.filter(ended_at=None).update(ended_at=timezone.now())
    for relation, rows in _pointing_to(user):
        if getattr(relation.related_model, "goes_with_person", False):
            rows.delete()
    for session in UserSession.objects.filter(user=user):
        session.end()
    for model in (EmailAddress, Authenticator, SocialAccount):
        model.objects.filter(user=user).delete()
    Invitation.objects.filter(email=user.email).update(
        name="", email=f"{uuid.uuid4().hex}@erased.invalid"
    )
    letters = OutgoingMail.objects.filter(recipient__iexact=user.email)
    letters.exclude(sent_at=None, given_up_at=None).update(recipient="")
    log("account.erase", user, by=by)
    user.first_name = user.last_name = ""
    user.email = f"{user.pk.hex}@erased.invalid"
    user.is_active = user.is_staff = user.is_superuser = False
    user.erased_at = timezone.now()
    user.set_unusable_password()
    user.save()
    user.groups.clear()
    user.user_permissions.clear()


def _pointing_to(user):
    """Yield (relation, rows) of every model that points to a person."""
    for relation in User._meta.get_fields(include_hidden=True):
        if relation.auto_created and (relation.one_to_many or relation.one_to_one):
            model = relation.related_model
            yield relation, model._base_manager.filter(**{relation.field.name: user})


def _row(thing):
    """Return a row's id and moments, and what of it is about the person."""
    named = set(getattr(thing, "personal_fields", []))
    return {
        field.attname: _plain(getattr(thing, field.attname))
        for field in thing._meta.concrete_fields
        if field.name not in SECRET
        and (field.primary_key or isinstance(field, models.DateField) or field.name in named)
    }


def _plain(value):
    """Return a value as JSON holds it."""
    if value is None or isinstance(value, bool | int | float | dict | list):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
