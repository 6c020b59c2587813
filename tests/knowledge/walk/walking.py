"""One walk from the world onwards, which its end undoes."""

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import TestCase

from accounts.models import Event
from knowledge import services
from knowledge.models import Notice
from knowledge.search.finding import find

from . import exchange, meetings, people, plans
from .picking import REFUSED, WORD, pick
from .sight import BOUNDED, Allowed, rounds_of, shown_to, things

# What never lets anybody see more.
NARROWING = {
    "advice.drop",
    "advice.unshare",
    "attachment.remove",
    "consent.withdrawn",
    "duty.end",
    "experience.withdraw",
    "meeting.cancel",
    "membership.end",
    "membership.hand-over",
    "offer.withdraw",
    "participation.end",
    "plan.progress-removed",
    "round.end",
}
# What brings a person or a museum in, or opens a plan after its round: nothing else lets
# anybody see more of a round that has ended.
OPENING = {
    "duty.start",
    "invitation.accept",
    "participation.start",
    "plan.archive",
    "promise.accept",
}
# Searches are long: they are asked for at each such check. A step is tried by so many people.
SEARCHED, TRIES = 3, 6


class Walk:
    """Steps of people, and what each of them sees after every few."""

    def __init__(self, world):
        self.world, self.ledger = world, world.ledger_of_its_own()
        self.seen, self.checks, self.over = {}, 0, set()

    def __enter__(self):
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.check()
        return self

    def __exit__(self, *args):
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def take(self, step, who, n):
        """Let the ``who``-th person take a step, or the next one for whom it does anything."""
        if step in OF_WORLD:
            self._try(step, self, self.world.person(who), n)
            return
        before = Event.objects.count()
        for more in range(TRIES):
            self._try(step, self.world.person(who + more), n)
            if Event.objects.count() > before:
                return

    def live(self, life):
        """Lead a life, and stop after each of its moments and at its end."""
        with TestCase.captureOnCommitCallbacks(execute=True):
            yield from life(self.world) or ()
        yield

    def _try(self, step, *args):
        """Take a step; one that its service refuses changes nothing."""
        with TestCase.captureOnCommitCallbacks(execute=True):
            try:
                with transaction.atomic():
                    step(*args)
            except REFUSED:
                pass

    def come_to_museum(self, person, n):
        """Let a person come to some museum."""
        people.come_to_museum(person, pick(self.world.museums.values(), n))

    def come_to_round(self, _person, n):
        """Let a museum come to some round, or come back."""
        museum = pick(self.world.museums.values(), n)
        people.come_to_round(museum, pick(self.world.rounds.values(), n // 5))

    def take_duty(self, person, n):
        """Let a person take a duty in some round, or end it."""
        people.take_duty(person, pick(self.world.rounds.values(), n // 4), n)

    def promise_all(self, _person, n):
        """Let everybody give the promises that wait for them."""
        for who in range(len(self.world.people)):
            people.give_promise(self.world.person(who), n)

    def change_promise(self, _person, n):
        """Give one round a new text of its promise, once a walk."""
        if len(set(self.ledger.promises.values())) == 1:
            round = pick(self.world.rounds.values(), n)
            self.ledger.promises[round.pk] = people.change_promise(round)

    def end_round(self, _person, n):
        """End one of the first two rounds, once a walk."""
        if not self.ledger.ended:
            round = pick(list(self.world.rounds.values())[:2], n)
            services.end_round(round, by=None)

    def deactivate(self, person, _n):
        """Put a person out of use, once a walk."""
        if not self.ledger.inactive:
            self.ledger.inactive.add(person.pk)
            people.deactivate(person)

    def check(self):
        """See that everybody sees what the log allows, and nothing more than by it."""
        actions = {event.action for event in self.ledger.follow()}
        rows = things()
        rounds = rounds_of(rows)
        for who, person in self._people():
            by_log = Allowed(self.ledger, person.pk, rows)
            shown, allowed = shown_to(person, rows), by_log.found
            gained = shown - self.seen.get(who, shown)
            self.seen[who] = shown

            missed = {each for each in allowed - shown if each[0] not in BOUNDED}
            over = {each for each in gained if rounds.get(each) in self.over}
            told = f"{who}, after {sorted(actions)}:"
            assert shown - allowed == set(), f"{told} sees what no event of the log opened"
            assert missed == set(), f"{told} does not see what the log opened"
            assert not (gained and actions <= NARROWING), f"{told} sees more: {gained}"
            assert not (over and not actions & OPENING), f"{told} sees more after a round: {over}"
            if self.checks % SEARCHED == 0:
                check_search(who, person, shown)
                check_notices(who, person, shown | by_log.told)
        self.checks += 1
        self.over = set(self.ledger.ended)

    def _people(self):
        yield "a stranger", AnonymousUser()
        for n, who in enumerate(self.world.people):
            yield who, self.world.person(n)


OF_WORLD = [
    Walk.come_to_museum,
    Walk.come_to_round,
    Walk.take_duty,
    Walk.promise_all,
    Walk.change_promise,
    Walk.end_round,
    Walk.deactivate,
]
STEPS = [*OF_WORLD, *people.STEPS, *plans.STEPS, *exchange.STEPS, *meetings.STEPS]


def check_search(who, person, shown):
    """See that what is found is what the rules of sight show, whatever the index holds."""
    hits, page, has_more = [], 1, True
    while has_more:
        found = find(person, WORD, page=page)
        hits, page, has_more = hits + found.hits, page + 1, found.has_more
    people_found = {hit.pk for hit in hits if hit.group == "person"}
    seen = {pk for _kind, pk in shown}
    assert {hit.pk for hit in hits} - people_found - seen == set(), f"{who} finds what is hidden"
    if not any(kind == "seat" for kind, _pk in shown):
        assert people_found == set(), f"{who} finds people of rounds that are closed to them"


def check_notices(who, person, shown):
    """See that whoever is told of something sees it."""
    seen = {pk for _kind, pk in shown}
    told = Notice.objects.visible_to(person).values_list("recipient", "subject_id")
    assert {recipient for recipient, _subject in told} <= {person.pk}, who
    assert {subject for _recipient, subject in told} - seen == set(), f"{who} is told of hidden"
