"""What was sent stands where its changes are never sent."""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.services import log
from applications.exceptions import CallClosedError
from applications.models import Application, LatePermit

from .drafts import name_museum


@transaction.atomic
def put_back(application, *, by=None):
    """Let what was sent last take part again, as it arrived; return the application.

    What has been written since stays in it, unsent. Doing it twice changes nothing, nor
    where nothing was ever sent. Raise CallClosedError after the call for what was withdrawn.
    """
    application = (
        Application.objects.select_for_update(of=("self",))
        .select_related("round")
        .get(pk=application.pk)
    )
    revision = application.revisions.select_related("form_version").first()
    if not application.is_draft or revision is None:
        return application
    if not (application.stands_as_sent or application.round.is_call_open()):
        raise CallClosedError
    application.status, application.stands_as_sent = Application.Status.RECEIVED, False
    application.received_at = revision.received_at
    application.form_version, application.language = revision.form_version, revision.language
    name_museum(application, revision.answers)
    application.save()
    log(
        "application.put_back",
        application,
        by=by,
        round_id=application.round_id,
        number=revision.number,
    )
    return application


def put_back_what_stands(now=None):
    """Put back what was being changed as its call closed, once nothing is on its way any more.

    One that has a late permit may still be sent, and waits until that is over.
    """
    now = now or timezone.now()
    grace = dt.timedelta(seconds=settings.SENDING_GRACE_SECONDS)
    found = Application.objects.filter(
        status=Application.Status.DRAFT, stands_as_sent=True, round__closes_at__lt=now - grace
    )
    for application in found.select_related("round").defer("answers"):
        if LatePermit.objects.of(application, now) is None:
            put_back(application)
