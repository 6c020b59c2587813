"""Plans are offered, advice is given and answered; each step is the act of one museum."""

from django.db import transaction
from django.utils import timezone

from accounts.services import log
from cms.tokens import token_for
from knowledge.exceptions import AdviceChangedError, AdviceGivenError, NotInRoundError
from knowledge.models import Advice, Answer, NextStep, Participation, Plan, SparringRequest
from knowledge.search.index import index_later, remove

from . import telling
from .audiences import change_audience, lend_version
from .plans import lock


@transaction.atomic
def offer_plan(plan, *, questions, not_about, receivers, by):
    """Offer the latest revision of a plan for sparring, and return the request.

    ``receivers`` are participations that get the version, or nothing: the whole round,
    to which the plan is then shown. Offered again with the same words to the same museums, it
    is offered once. Raise RoundEndedError after the round, and NotInRoundError for a receiver
    from elsewhere.
    """
    plan = lock(plan)
    if same := _offered_already(plan, questions, not_about, receivers):
        return same
    if receivers:
        lend_version(plan, receivers=receivers, by=by)
    else:
        change_audience(plan, audience=Plan.Audience.ROUND, by=by)
    request = SparringRequest.objects.create(
        plan=plan,
        revision=plan.revisions.get(number=plan.revision_number),
        questions=questions,
        not_about=not_about,
        is_for_round=not receivers,
        offered_by=by,
    )
    request.receivers.set(receivers)
    index_later(request)
    _log("sparring.offer", plan, plan, by=by, number=plan.revision_number, partners=len(receivers))
    telling.tell_of_offer(request, receivers, by=by)
    return request


def _offered_already(plan, questions, not_about, receivers):
    """Return the request that holds, if it says the very same and all who were asked can read."""
    request = plan.sparring_requests.first()
    if request is None or request.revision.number != plan.revision_number:
        return None
    asked = {seat.pk for seat in receivers}
    if plan.audience != Plan.Audience.ROUND:
        held = plan.given_versions.filter(ended_at=None, revision=request.revision)
        if not asked or not asked <= set(held.values_list("receiver", flat=True)):
            return None
    is_same = (request.questions, request.not_about) == (questions, not_about)
    return request if is_same and {each.pk for each in request.receivers.all()} == asked else None


@transaction.atomic
def draft_advice(plan, *, revision, giver, kind, goal, text, language, token, by):
    """Keep a draft of a museum's advice, and return it.

    ``giver`` is the participation of the museum that writes, and ``revision`` what it
    read. The same ``token`` and words again return what they made. Raise RoundEndedError after the
    round, and NotInRoundError for a museum from elsewhere or the plan's own.
    """
    plan = lock(plan)
    seats = Participation.objects.current().exclude(pk=plan.participation_id)
    if not seats.filter(pk=giver.pk, round=plan.participation.round_id).exists():
        raise NotInRoundError
    token = token_for(token, kind, goal, text)
    earlier = plan.advice.filter(giver=giver, request_token=token).first() if token else None
    if earlier is not None:
        return earlier
    advice = Advice.objects.create(
        plan=plan,
        revision=revision,
        giver=giver,
        kind=kind,
        goal=goal,
        text=text,
        language=language,
        request_token=token,
        written_by=by,
    )
    index_later(advice)
    _log("advice.draft", advice, plan, by=by, giver=str(giver.museum_id))
    return advice


@transaction.atomic
def revise_advice(advice, *, kind, goal, text, base_number, by):
    """Change a draft, and return it.

    Raise AdviceChangedError if a colleague changed it since ``base_number``,
    AdviceGivenError if it is given, and RoundEndedError after the round.
    """
    advice = _lock(advice)
    if advice.given_at is not None:
        raise AdviceGivenError
    if (advice.kind, advice.goal, advice.text) == (kind, goal, text):
        return advice
    if advice.number != base_number:
        raise AdviceChangedError(advice)
    advice.kind, advice.goal, advice.text = kind, goal, text
    advice.number += 1
    advice.written_by = by
    advice.save(update_fields=["kind", "goal", "text", "number", "written_by"])
    index_later(advice)
    return advice


@transaction.atomic
def give_advice(advice, *, by):
    """Give a draft to the museum whose plan it is about; given twice it is given once.

    Raise RoundEndedError after the round.
    """
    advice = _lock(advice)
    if advice.given_at is None:
        advice.given_at, advice.given_by = timezone.now(), by
        advice.save(update_fields=["given_at", "given_by"])
        index_later(advice)
        _log("advice.give", advice, advice.plan, by=by, giver=str(advice.giver.museum_id))
        telling.tell_of_advice(advice, by=by)
    return advice


@transaction.atomic
def drop_advice(advice, *, by):
    """Throw a draft away. Raise AdviceGivenError if it is given."""
    advice = _lock(advice)
    if advice.given_at is not None:
        raise AdviceGivenError
    _log("advice.drop", advice, advice.plan, by=by, giver=str(advice.giver.museum_id))
    remove(advice)
    advice.delete()


@transaction.atomic
def answer_advice(advice, *, kind, text, has_thanks, language, by):
    """Answer a piece of advice, or change the answer, and return it.

    A changed answer voids what either museum had said about sharing. Raise
    RoundEndedError after the round.
    """
    advice = _lock(advice)
    answer = Answer.objects.filter(advice=advice).first()
    values = {"kind": kind, "text": text, "has_thanks": has_thanks}
    if answer and {name: getattr(answer, name) for name in values} == values:
        return answer
    answer = answer or Answer(advice=advice)
    for name, value in {**values, "language": language, "answered_by": by}.items():
        setattr(answer, name, value)
    answer.answered_at = timezone.now()
    answer.save()
    index_later(advice)
    _unshare(advice)
    _log("advice.answer", advice, advice.plan, by=by, after=kind)
    telling.tell_of_answer(advice, answer, by=by)
    return answer


@transaction.atomic
def share_advice(advice, *, seat, by):
    """Give one museum's word that the round may read the exchange.

    ``seat`` is the participation that speaks: the giver's or the plan's. Raise
    NotInRoundError for another one, and RoundEndedError after the round.
    """
    advice = _lock(advice)
    names = {advice.giver_id: "giver_shared_at", advice.plan.participation_id: "owner_shared_at"}
    if seat.pk not in names or advice.given_at is None:
        raise NotInRoundError
    name = names[seat.pk]
    if getattr(advice, name) is None:
        setattr(advice, name, timezone.now())
        advice.save(update_fields=[name])
        _log("advice.share", advice, advice.plan, by=by, side=name[:5], after=advice.is_shared)
        telling.tell_of_sharing(advice, seat=seat, by=by)
    return advice


@transaction.atomic
def unshare_advice(advice, *, by):
    """Take back what was said about sharing: the exchange is the two museums' again."""
    advice = _lock(advice)
    if _unshare(advice):
        _log("advice.unshare", advice, advice.plan, by=by)
    return advice


@transaction.atomic
def promise_step(advice, *, who, what, due_on, by):
    """Make a promise from a piece of advice, or change it, and return it.

    It changes what both museums spoke for, as an answer does. Raise RoundEndedError
    after the round.
    """
    advice = _lock(advice)
    step, is_new = NextStep.objects.get_or_create(
        advice=advice,
        defaults={
            "plan": advice.plan,
            "who": who,
            "what": what,
            "due_on": due_on,
            "created_by": by,
        },
    )
    if not is_new and (step.who, step.what, step.due_on) == (who, what, due_on):
        return step
    step.who, step.what, step.due_on = who, what, due_on
    step.save()
    _unshare(advice)
    index_later(advice)
    _log("step.promise" if is_new else "step.change", step, advice.plan, by=by)
    if is_new:
        telling.tell_of_step(advice, by=by)
    return step


@transaction.atomic
def finish_step(step, *, by):
    """Mark a promise as kept; done twice it is done once. Raise RoundEndedError."""
    plan = lock(step.plan)
    step = NextStep.objects.select_for_update(of=("self",)).get(pk=step.pk)
    if step.done_at is None:
        step.done_at = timezone.now()
        step.save(update_fields=["done_at"])
        _log("step.done", step, plan, by=by)
    return step


def _lock(advice):
    """Return advice as it is now, with its plan, both held; the round goes on."""
    plan = lock(advice.plan)
    advice = (
        Advice.objects.select_for_update(of=("self",)).select_related("giver").get(pk=advice.pk)
    )
    advice.plan = plan
    return advice


def _unshare(advice):
    """Void both museums' word, and return whether there was any."""
    had = advice.giver_shared_at or advice.owner_shared_at
    if had:
        advice.giver_shared_at = advice.owner_shared_at = None
        advice.save(update_fields=["giver_shared_at", "owner_shared_at"])
    return bool(had)


def _log(action, subject, plan, *, by, **detail):
    seat = plan.participation
    log(action, subject, by=by, round_id=seat.round_id, museum_id=seat.museum_id, **detail)
