"""Decisions are prepared in quiet, and one alone may be made at once."""

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone

from accounts.services import log
from applications import emails
from applications.exceptions import AlreadyDecidedError, ChangedMeanwhileError
from applications.letters import short_acceptance
from applications.models import UNDECIDED, Application, Decision
from applications.models.decisions import Outcome
from applications.preliminary_plan import PreliminaryPlan
from knowledge.models import Round

from .admitting import admit
from .letters import add_letter, freeze_anew

ACTIONS = {
    Outcome.ACCEPTED: "application.accept",
    Outcome.RESERVE: "application.reserve",
    Outcome.DECLINED: "application.decline",
}


@transaction.atomic
def accept_application(application, *, by, is_contact_confirmed=False):
    """Take one applying museum into the round at once, and return its development plan.

    It is the preparing and the releasing of one decision. The letter that leaves is the
    frozen one of a prepared acceptance, otherwise the site's own short one. Raise
    AlreadyDecidedError if somebody was here first,
    AlreadyTakingPartError if the museum is in the round by another way, and
    UnknownContactError if the museum has people here, the contact person is none of
    them and ``by`` has not confirmed that they act for it: anybody can write the name
    of a museum, and who belongs to it reads what it has written in earlier rounds.
    """
    Round.objects.select_for_update().get(pk=application.round_id)
    application = _lock(application)
    decision = application.decisions.prepared().first() or Decision(application=application)
    letter = decision.letters.first() if decision.outcome == Outcome.ACCEPTED else None
    decision.revision = application.revisions.first()
    decision.outcome, decision.rank = Outcome.ACCEPTED, None
    if letter is None:
        decision.reason, decision.prepared_by = "", by
        decision.save()
        letter = add_letter(decision, short_acceptance(application), by=by)
    decision.application = application
    return settle(decision, letter, by=by, is_contact_confirmed=is_contact_confirmed)


def settle(decision, letter, *, by, is_contact_confirmed=False):
    """Make a decision known, within the caller's transaction; return the plan, if there is one.

    The letter leaves to the contact person and to whoever began the application, once to
    an address. The application and its round are locked by the caller. Raise as ``admit`` does.
    """
    application, plan = decision.application, None
    if decision.outcome == Outcome.ACCEPTED:
        plan = admit(application, by=by, is_contact_confirmed=is_contact_confirmed)
    application.status, application.reserve_rank = decision.outcome, decision.rank
    decision.released_at = application.decided_at = timezone.now()
    decision.released_by = application.decided_by = by
    decision.save()
    application.save(
        update_fields=["status", "reserve_rank", "museum", "plan", "decided_at", "decided_by"]
    )
    log(
        ACTIONS[decision.outcome],
        application,
        by=by,
        round_id=application.round_id,
        museum_id=application.museum_id,
    )
    letter.decision = decision
    to = [PreliminaryPlan(application).contact_email, application.email]
    emails.send_decision(letter, application, to=to)
    return plan


@transaction.atomic
def prepare_basket(basket, *, by):
    """Prepare the acceptance of a basket's applications that are undecided; return how many.

    What has been prepared stays as it is, and so does what ``by`` may not decide.
    """
    found = basket.applications.chosen_by(by).filter(status__in=UNDECIDED)
    decided = Decision.objects.prepared().exclude(outcome="")
    found = found.exclude(pk__in=decided.values("application")).defer("answers")
    found = found.prefetch_related(
        Prefetch("decisions", Decision.objects.prepared(), to_attr="begun")
    )
    for application in found:
        begun = application.begun[0] if application.begun else Decision()
        prepare_decision(
            application,
            by=by,
            outcome=Outcome.ACCEPTED,
            reason=begun.reason,
            version=begun.version,
        )
    return len(found)


@transaction.atomic
def prepare_decision(application, *, by, outcome, rank=None, reason="", version):
    """Write down what is to become of an application; return the decision and a new letter.

    Nobody outside learns of it. ``version`` is the one they began from, 0 for none. The
    letter is None unless one had been frozen: then it is frozen anew with what changed. Raise
    ChangedMeanwhileError if another window has saved since, AlreadyDecidedError if it is out.
    """
    application = _lock(application)
    if outcome == Outcome.RESERVE == application.status:
        raise ValueError("in reserve already")
    decision = application.decisions.prepared().first() or Decision(application=application)
    if decision.version != version:
        raise ChangedMeanwhileError(decision)
    newest = application.revisions.first()
    rank = rank if outcome == Outcome.RESERVE else None
    is_same = (decision.outcome, decision.rank, decision.reason) == (outcome, rank, reason)
    if is_same and (version == 0 or decision.revision_id == newest.pk):
        return decision, None
    decision.outcome, decision.rank, decision.reason = outcome, rank, reason
    decision.revision = newest
    decision.version, decision.prepared_at, decision.prepared_by = version + 1, timezone.now(), by
    decision.save()
    log(
        "decision.prepare",
        application,
        by=by,
        round_id=application.round_id,
        outcome=outcome,
        number=decision.version,
    )
    return decision, freeze_anew(decision, by=by)


def _lock(application):
    application = (
        Application.objects.select_for_update(of=("self",))
        .select_related("round")
        .get(pk=application.pk)
    )
    if not application.can_be_decided:
        raise AlreadyDecidedError
    return application
