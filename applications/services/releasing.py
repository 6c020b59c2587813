"""The decisions of a round become known together."""

from django.db import transaction

from accounts.services import log
from applications.exceptions import ReleaseRefusedError
from applications.releasing import Release
from knowledge.models import Round

from .deciding import settle


@transaction.atomic
def release_decisions(round, *, by, confirmed=()):
    """Make every prepared decision of a round known at once; return how many there were.

    All leave or none. ``confirmed`` holds the ids of applications whose contact person
    ``by`` has confirmed to act for the museum. Of two who release at once one finds
    nothing left and gets 0. Applications with which ``by`` has a conflict stay as they
    are, for another coordinator. Raise ReleaseRefusedError with what stands in the way.
    """
    round = Round.objects.select_for_update(of=("self",)).get(pk=round.pk)
    release = Release(round, by, is_locked=True)
    if problems := release.problems(confirmed):
        raise ReleaseRefusedError(problems)
    for entry in release.prepared:
        application = entry.application
        settle(
            entry.decision,
            entry.letter,
            by=by,
            is_contact_confirmed=application.pk in confirmed,
        )
    if release.prepared:
        log("decision.release", round, by=by, round_id=round.pk, count=len(release.prepared))
    return len(release.prepared)
