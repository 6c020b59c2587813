"""Who can open a plan: ``visible_to`` read backwards, in names and numbers."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F
from django.utils import timezone

from accounts.models import Membership
from knowledge.later import rounds_after, widened
from knowledge.models import GivenVersion, Participation, Plan, PromiseAcceptance, RoundRole


@dataclass(frozen=True)
class Audience:
    """Those who can open a plan.

    ``kind`` is a ``Plan.Audience``; ``museums`` maps each museum to its people who can
    open it now, ``helpers`` are coordinators and facilitators who can, and ``waiting``
    maps each museum to people who could once they have given the round's promise.
    """

    kind: str
    museums: dict
    helpers: list
    waiting: dict

    @property
    def people(self):
        """Return the museums' people, each once."""
        return {person for people in self.museums.values() for person in people}

    @property
    def museum_count(self):
        """Return how many museums have somebody who can open it."""
        return sum(1 for people in self.museums.values() if people)

    def __bool__(self):
        """Whether it is for anybody, now or after a promise."""
        return bool(self.expected)

    @property
    def expected(self):
        """Return everybody the plan is meant for, the promise given or not."""
        later = {person for people in self.waiting.values() for person in people}
        return self.people | later | set(self.helpers)


class Roll:
    """The people of some rounds, loaded once, in the same few queries for any number."""

    def __init__(self, rounds):
        self.rounds = {round.pk: round for round in rounds}
        everybody = Participation.objects.filter(round__in=self.rounds)
        self.seats = defaultdict(dict)
        for seat in everybody.current().select_related("museum").order_by("museum__name"):
            self.seats[seat.round_id][seat.pk] = seat
        self.members = defaultdict(list)
        for membership in (
            Membership.objects.current()
            .filter(museum__in=everybody.values("museum"), user__is_active=True)
            .select_related("user")
            .order_by("user__last_name", "user__first_name", "user__email")
        ):
            self.members[membership.museum_id].append(membership)
        words = PromiseAcceptance.objects.filter(round__in=self.rounds, promise=F("round__promise"))
        self.words = {
            (round, user): at
            for round, user, at in words.values_list("round_id", "user_id", "accepted_at")
        }
        self.duties = defaultdict(list)
        for duty in (
            RoundRole.objects.running()
            .current()
            .filter(round__in=self.rounds, user__is_active=True)
            .select_related("user")
        ):
            self.duties[duty.round_id].append(duty)

    def audience_of(self, plan, *, kind=None, receivers=None):
        """Return who can open a plan of these rounds, or could if its audience were ``kind``.

        ``receivers`` are ids of the participations that hold a version of it.
        """
        kind = kind or plan.audience
        own = plan.participation
        round = self.rounds[own.round_id]
        museums = {own.museum: self._own_people(own, round)}
        helpers = []
        if own.pk in self.seats[round.pk]:
            for seat in self._peers(own, kind, receivers or ()):
                museums[seat.museum] = self._peers_in_time(seat, round)
            helpers = self.helpers_of(round) if kind == Plan.Audience.ROUND else []
        return self._sort(kind, museums, helpers, round)

    def _peers(self, own, kind, receivers):
        seats = self.seats[own.round_id]
        if kind == Plan.Audience.ROUND:
            return [seat for seat in seats.values() if seat.pk != own.pk]
        if kind == Plan.Audience.PARTNERS:
            return [seat for seat in seats.values() if seat.pk in receivers and seat.pk != own.pk]
        return []

    def _own_people(self, own, round):
        """Return the people of the plan's museum; if it has left, those still in the round."""
        people = [membership.user for membership in self.members[own.museum_id]]
        if own.pk in self.seats[round.pk]:
            return people
        return [person for person in people if person in self._joined(round)]

    def _joined(self, round):
        museums = (seat.museum_id for seat in self.seats[round.pk].values())
        members = {member.user for museum in museums for member in self.members[museum]}
        return members | {duty.user for duty in self.duties[round.pk]}

    def _peers_in_time(self, seat, round):
        if round.ended_at and seat.joined_at >= round.ended_at:
            return []
        return [
            membership.user
            for membership in self.members[seat.museum_id]
            if self._met(round, membership)
        ]

    def meeting(self, round):
        """Return the people of each museum of a round who meet the others, by museum."""
        return {
            seat.museum: [
                person
                for person in self._peers_in_time(seat, round)
                if (round.pk, person.pk) in self.words
            ]
            for seat in self.seats[round.pk].values()
        }

    def helpers_of(self, round):
        """Return the coordinators and facilitators who know what the round knows."""
        return list(
            {
                duty.user: None
                for duty in self.duties[round.pk]
                if self._met(round, duty) and (round.pk, duty.user_id) in self.words
            }
        )

    def _met(self, round, place):
        """Whether a membership or duty, and its person's promise, are from the round's time."""
        if round.ended_at is None:
            return True
        word = self.words.get((round.pk, place.user_id))
        return place.started_at < round.ended_at and word is not None and word < round.ended_at

    def _sort(self, kind, museums, helpers, round):
        now, later = {}, {}
        for museum, people in museums.items():
            now[museum] = [p for p in people if (round.pk, p.pk) in self.words]
            if waiting := [p for p in people if (round.pk, p.pk) not in self.words]:
                later[museum] = waiting
        members = {person for people in now.values() for person in people}
        return Audience(kind, now, [p for p in helpers if p not in members], later)


def receivers_of(plans):
    """Return the ids of participations that hold a version of each plan, by the plan's id."""
    held = defaultdict(set)
    for plan, receiver in GivenVersion.objects.filter(
        plan__in=plans, ended_at=None, plan__audience=Plan.Audience.PARTNERS
    ).values_list("plan_id", "receiver_id"):
        held[plan].add(receiver)
    return held


def audiences_of(plans):
    """Return who can open each plan, by its id. Plans come with their participation's round."""
    opened = [plan for plan in plans if plan.archive == Plan.Archive.OPEN]
    later = rounds_after((plan.participation.round, plan.archived_at) for plan in opened)
    roll = Roll({plan.participation.round for plan in plans} | later)
    held = receivers_of([plan.pk for plan in plans if plan.audience == Plan.Audience.PARTNERS])
    return {
        plan.pk: _archived(roll, plan, plan.archive, held[plan.pk], later, plan.archived_at)
        for plan in plans
    }


def audiences_by_choice(plan):
    """Return who could open a plan of an ended round by each ``Archive`` choice, by choice.

    The choice that holds counts from when it was made, another from now.
    """
    own, moment = plan.participation.round, timezone.now()
    if plan.archive == Plan.Archive.OPEN:
        moment = plan.archived_at
    later = rounds_after([(own, moment)])
    roll = Roll({own, *later})
    held = receivers_of([plan.pk])[plan.pk]
    return {
        choice.value: _archived(roll, plan, choice, held, later, moment) for choice in Plan.Archive
    }


def _archived(roll, plan, archive, receivers, later, moment):
    seat, kinds = plan.participation, Plan.Audience
    if archive == Plan.Archive.HIDDEN:
        return roll.audience_of(plan, kind=kinds.MUSEUM)
    if archive == Plan.Archive.KEEP:
        return roll.audience_of(plan, receivers=receivers)
    near = roll.audience_of(plan, kind=kinds.ROUND)
    if seat.pk in roll.seats[seat.round_id] and seat.round.starts_on:
        return widened(near, roll, seat.round, later, moment)
    return near


def contacts_of(museums):
    """Return the contact people of museums now, by the museum's id."""
    people = defaultdict(list)
    contacts = Membership.objects.current().filter(
        museum__in=museums, role=Membership.Role.CONTACT, user__is_active=True
    )
    for contact in contacts.select_related("user").order_by("user__last_name", "user__email"):
        people[contact.museum_id].append(contact.user)
    return people
