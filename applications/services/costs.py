"""The calculator's numbers are kept with the draft."""

from django.db import transaction
from django.utils import timezone

from accounts.services import log
from applications.exceptions import ChangedMeanwhileError
from applications.fingerprints import fingerprint

from .drafts import lock_draft


@transaction.atomic
def save_costs(application, *, numbers, base, by=None):
    """Keep the calculator's numbers in a draft and return it; the same again change nothing.

    ``base`` is the fingerprint of what the writer was shown. Raise ChangedMeanwhileError if
    a colleague has saved others since, AlreadySentError after sending.
    """
    application = lock_draft(application)
    if fingerprint(numbers) == fingerprint(application.costs):
        return application
    if base != fingerprint(application.costs):
        raise ChangedMeanwhileError(application)
    application.costs = numbers
    application.saved_at = timezone.now()
    application.version += 1
    application.save(update_fields=["costs", "saved_at", "version", "form_version"])
    log("application.costs", application, by=by, round_id=application.round_id)
    return application
