"""Who is told of what happens in the workspace: ids and moments, never words."""

from django.db import transaction
from django_tasks import task

from accounts.models import Membership
from knowledge.mailing import post_at_once
from knowledge.models import Mute, Notice, Participation, Plan, RoundRole

Kind = Notice.Kind


def notify(kind, subject, *, round, people, by, museum=None, plan=None, event=""):
    """Write a notice for each of ``people``, ids of users, but not for the doer.

    ``museum`` is the id of the doer's, ``plan`` the thread and ``event`` what happened to
    the subject: the same again tells nobody anew. The number of queries does not grow
    with the people. Mail leaves after the commit.
    """
    quiet = {by.pk} if by else set()
    if plan is not None:
        quiet |= set(Mute.objects.filter(plan=plan).values_list("user", flat=True))
    Notice.objects.bulk_create(
        [
            Notice(
                recipient_id=person,
                kind=kind,
                subject_id=subject.pk,
                event=event,
                round_id=round.pk,
                museum_id=museum,
                plan=plan,
            )
            for person in sorted(set(people) - quiet)
        ],
        ignore_conflicts=True,
    )
    transaction.on_commit(_post.enqueue, robust=True)


@task()
def _post():
    """Send what people want at once."""
    post_at_once()


def people_of(round, seats):
    """Return the ids of the people of some participations who have given the round's promise."""
    members = Membership.objects.current().filter(
        museum__participations__in=seats,
        user__is_active=True,
        user__promises__round=round,
        user__promises__promise=round.promise_id,
    )
    return set(members.values_list("user", flat=True))


def helpers_of(round):
    """Return the ids of those who run a round and have given its promise."""
    duties = RoundRole.objects.current().running()
    duties = duties.filter(
        round=round,
        user__is_active=True,
        user__promises__round=round,
        user__promises__promise=round.promise_id,
    )
    return set(duties.values_list("user", flat=True))


def seats_of(round):
    """Return the participations of the museums that are in a round now."""
    return Participation.objects.current().filter(round=round)


def tell_of_advice(advice, *, by):
    """Tell the museum of the plan that it has been given advice."""
    _tell_seat(Kind.ADVISED, advice, advice.plan.participation, advice.giver, by=by)


def tell_of_answer(advice, answer, *, by):
    """Tell the giver that its advice is answered; other words of the same answer tell nothing."""
    owner = advice.plan.participation
    _tell_seat(Kind.ANSWERED, advice, advice.giver, owner, by=by, event=answer.kind)


def tell_of_step(advice, *, by):
    """Tell the giver that a promise was made from its advice."""
    _tell_seat(Kind.PROMISED, advice, advice.giver, advice.plan.participation, by=by)


def tell_of_sharing(advice, *, seat, by):
    """Tell the other museum that it is asked, or everybody who may read it that it is shared."""
    owner, giver = advice.plan.participation, advice.giver
    other = giver if seat.pk == owner.pk else owner
    if not advice.is_shared:
        moment = (advice.giver_shared_at or advice.owner_shared_at).isoformat()
        _tell_seat(Kind.SHARING_ASKED, advice, other, seat, by=by, event=moment)
        return
    round = owner.round
    people = people_of(round, [owner, giver])
    if advice.plan.audience == Plan.Audience.ROUND:
        people |= people_of(round, seats_of(round)) | helpers_of(round)
    moment = max(advice.giver_shared_at, advice.owner_shared_at).isoformat()
    _notify(Kind.SHARED, advice, advice.plan, people, by=by, museum=seat.museum_id, event=moment)


def tell_of_offer(request, receivers, *, by):
    """Tell the museums that are asked to spar a plan, or the whole round."""
    seat = request.plan.participation
    seats = receivers or seats_of(seat.round).exclude(pk=seat.pk)
    people = people_of(seat.round, seats)
    _notify(Kind.OFFERED, request, request.plan, people, by=by, museum=seat.museum_id)


def tell_of_version(plan, receivers, *, by):
    """Tell museums, participations by id, that they were given the plan's latest version."""
    seat = plan.participation
    if receivers:
        people = people_of(seat.round, receivers)
        number = str(plan.revision_number)
        _notify(Kind.VERSION, plan, plan, people, by=by, museum=seat.museum_id, event=number)


def tell_of_progress(update, *, by):
    """Tell those to whom the plan is shown as it is now how its work goes."""
    plan = update.plan
    seat = plan.participation
    if plan.audience == Plan.Audience.ROUND:
        people = people_of(seat.round, seats_of(seat.round).exclude(pk=seat.pk))
        people |= helpers_of(seat.round)
        _notify(Kind.PROGRESS, update, plan, people, by=by, museum=seat.museum_id)


def tell_of_meeting(kind, meeting, *, by, number):
    """Tell everybody of a round of its meeting; ``number`` names the change."""
    round = meeting.round
    people = people_of(round, seats_of(round)) | helpers_of(round)
    notify(kind, meeting, round=round, people=people, by=by, event=str(number))


def tell_of_end(round, *, by):
    """Tell everybody of a round that it has ended, and that museums choose for their plans."""
    people = people_of(round, seats_of(round)) | helpers_of(round)
    notify(Kind.ENDED, round, round=round, people=people, by=by)


def tell_of_allocation(allocation, *, by):
    """Tell the museums of a round that their sparring partners are known."""
    round = allocation.round
    people = people_of(round, seats_of(round))
    notify(Kind.ALLOCATED, allocation, round=round, people=people, by=by)


def tell_of_asking(consent, *, people, by):
    """Tell those who may answer that a text waits for their museum; a letter does too."""
    seat = consent.experience.participation
    _notify_of_consent(Kind.CONSENT_ASKED, consent, people, seat.museum_id, by=by)


def tell_of_consent(consent, *, by):
    """Tell the author museum how another one answered, each time it answers otherwise."""
    if consent.participation_id == consent.experience.participation_id:
        return
    seat = consent.experience.participation
    people = people_of(seat.round, [seat])
    moment = consent.answered_at.isoformat()
    museum = consent.participation.museum_id
    kind = Kind(f"consent-{consent.state}")
    _notify_of_consent(kind, consent, people, museum, by=by, event=moment)


def tell_of_void(consents, experience, *, by):
    """Tell each museum that its approval is void, and the author museum whose are.

    ``consents`` are those that were given. Who made the change knows it.
    """
    author = experience.participation
    ours = people_of(author.round, [author])
    for consent in consents:
        seat = consent.participation
        _notify_of_consent(Kind.CONSENT_VOID, consent, ours, seat.museum_id, by=by)
        if seat != author:
            theirs = people_of(author.round, [seat]) - ours
            _notify_of_consent(Kind.CONSENT_VOID, consent, theirs, author.museum_id, by=by)


def _notify_of_consent(kind, consent, people, museum, *, by, event=""):
    round = consent.experience.participation.round
    notify(kind, consent, round=round, people=people, by=by, museum=museum, event=event)


def _tell_seat(kind, advice, seat, doer, *, by, event=""):
    people = people_of(advice.plan.participation.round, [seat])
    _notify(kind, advice, advice.plan, people, by=by, museum=doer.museum_id, event=event)


def _notify(kind, subject, plan, people, *, by, museum, event=""):
    round = plan.participation.round
    notify(kind, subject, round=round, people=people, by=by, museum=museum, plan=plan, event=event)
