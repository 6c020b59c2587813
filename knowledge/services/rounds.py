"""Museums and people come into a round."""

from django.db import transaction

from accounts.models import Membership
from accounts.services import log
from knowledge.exceptions import NotInRoundError, RoundEndedError
from knowledge.models import Participation, PromiseAcceptance, Round, RoundRole
from knowledge.search.index import index_later


@transaction.atomic
def admit_museum(round, museum, *, language, by):
    """Take a museum into a round and return its participation.

    One that has left comes back; one that is in stays as it is. Raise RoundEndedError
    if the round is over.
    """
    round = Round.objects.select_for_update(of=("self",)).get(pk=round.pk)
    if round.has_ended:
        raise RoundEndedError
    participation, is_new = Participation.objects.get_or_create(
        round=round, museum=museum, defaults={"language": language}
    )
    if is_new or participation.left_at is not None:
        participation.left_at = None
        participation.save(update_fields=["left_at"])
        index_later(participation)
        log("participation.start", participation, by=by, round_id=round.pk, museum_id=museum.pk)
    return participation


@transaction.atomic
def accept_promise(round, *, by, language):
    """Write down that a person gives the round's promise, and return the acceptance.

    Given twice it is there once. Raise NotInRoundError unless the person belongs to
    the round.
    """
    if not Round.objects.joined_by(by).filter(pk=round.pk).exists():
        raise NotInRoundError
    acceptance, is_new = PromiseAcceptance.objects.get_or_create(
        user=by, round=round, promise_id=round.promise_id, defaults={"language": language}
    )
    if is_new:
        _find_from_now_on(by, round)
        log("promise.accept", round, by=by, round_id=round.pk, number=round.promise.number)
    return acceptance


def _find_from_now_on(person, round):
    """Let a person be found by their name: people come in by other doors than this app's."""
    for place in (
        *Membership.objects.of(person),
        *RoundRole.objects.of(person).filter(round=round),
    ):
        index_later(place)
