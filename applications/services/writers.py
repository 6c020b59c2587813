"""Colleagues who write together."""

from django.db import transaction
from django.utils import timezone

from accounts.services import log
from applications.exceptions import NotOwnerError, TooManyWritersError
from applications.models import Application, Writer

from .links import send_link

MOST_WRITERS = 10


@transaction.atomic
def invite_writer(application, *, email, by_writer, token=None, by=None):
    """Mail a colleague a link of their own to an application; return the writer.

    Somebody removed is let in anew; who has joined is sent nothing, nor is anybody twice
    for the same form's ``token``. Raise NotOwnerError
    unless ``by_writer`` began the application and has proved the address, and
    TooManyWritersError where there are ten already.
    """
    application = _lock(application, by_writer)
    standing = application.writers.standing()
    writer = application.writers.filter(email__iexact=email).first()
    if (writer is None or writer.removed_at) and standing.count() >= MOST_WRITERS:
        raise TooManyWritersError(MOST_WRITERS)
    if writer is None:
        writer = Writer(application=application, email=email.lower())
    elif writer.state == "joined":
        return writer
    writer.removed_at, writer.proved_at = None, None
    writer.invited_at = timezone.now()
    writer.save()
    log("application.invite_writer", writer, by=by, round_id=application.round_id)
    send_link(writer, token=token, by=by, invited_by=by_writer)
    return writer


@transaction.atomic
def remove_writer(application, *, writer_id, by_writer, by=None):
    """End a colleague's link and every browser's right of theirs, at once.

    What they wrote stays. Who began the application is not removed. Raise NotOwnerError
    unless ``by_writer`` began it and has proved the address.
    """
    application = _lock(application, by_writer)
    writer = application.writers.standing().filter(pk=writer_id, is_owner=False).first()
    if writer is None:
        return None
    writer.removed_at = timezone.now()
    writer.epoch += 1
    writer.save(update_fields=["removed_at", "epoch"])
    writer.links.filter(voided_at=None).update(voided_at=writer.removed_at)
    log("application.remove_writer", writer, by=by, round_id=application.round_id)
    return writer


def _lock(application, by_writer):
    if not by_writer.may_choose_writers:
        raise NotOwnerError
    return Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
