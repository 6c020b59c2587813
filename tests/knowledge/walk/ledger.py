"""Who may see what, worked out from the log alone.

The ledger follows events and keeps what they tell: who belongs where and since when, and how
wide each thing is. Of rows it takes only what never changes, such as whose a plan is. The
rules of sight must show exactly what it allows.
"""

import uuid
from types import SimpleNamespace

from accounts.models import Event, Membership
from knowledge.models import NextStep, RoundRole


class Ledger:
    """What the log has told so far, by ids.

    What operators do in the admin is no event of this log and is told by hand: ``promises``
    are the numbers of the rounds' promises, and ``inactive`` people out of use.
    """

    def __init__(self):
        self.followed, self.ended, self.promises, self.inactive = set(), {}, {}, set()
        self.places, self.ever, self.duties, self.words = {}, set(), {}, {}
        self.joined, self.present = {}, set()
        self.plans, self.advice, self.experiences, self.consents = {}, {}, {}, {}
        self.matches, self.offers, self.conflicts, self.allocations = {}, {}, {}, {}

    def follow(self):
        """Take in what was logged since the last time, and return the events in order."""
        events = list(Event.objects.exclude(pk__in=self.followed).order_by("at"))
        for event in events:
            self.followed.add(event.pk)
            name = event.action.replace(".", "_").replace("-", "_")
            getattr(self, f"_{name}", lambda event: None)(event)
        return events

    def standing_of(self, person):
        """Return where a person stands by what was logged; see ``knowledge.models.standing``."""
        if person is None or person in self.inactive:
            return SimpleNamespace(
                person=person, museums=set(), seats=set(), peers=set(), entered=set(),
                met=set(), coordinates=set(), ever=set(),
            )  # fmt: skip
        since = {museum: at for (who, museum), at in self.places.items() if who == person}
        seats = {seat for seat in self.present if seat[0] in since}
        peers = {seat for seat in seats if self._was_in_time(seat, since[seat[0]])}
        duties = {
            (round, role): at for (who, round, role), at in self.duties.items() if who == person
        }
        running = {
            round: at
            for (round, role), at in duties.items()
            if role in {"coordinator", "facilitator"}
        }
        joined = {round for _museum, round in seats} | set(running)
        words = {
            round: at
            for (who, round, number), at in self.words.items()
            if who == person and number == self.promises[round]
        }
        met = {round for _museum, round in peers} | {
            round for round, at in running.items() if self.goes_on_at(round, at)
        }
        entered = joined & set(words)
        return SimpleNamespace(
            person=person,
            museums=set(since),
            seats=seats,
            peers=peers,
            entered=entered,
            met={round for round in met & entered if self.goes_on_at(round, words[round])},
            coordinates={round for round in entered if (round, "coordinator") in duties},
            ever={museum for who, museum in self.ever if who == person},
        )

    def goes_on_at(self, round, at):
        return round not in self.ended or at < self.ended[round]

    def _was_in_time(self, seat, since):
        return self.goes_on_at(seat[1], max(since, self.joined[seat]))

    # What each event means: people and museums.

    def _invitation_accept(self, event):
        if event.museum_id is None:
            return  # to a duty, whose start is an event of its own
        self.places.setdefault((event.actor_id, event.museum_id), event.at)
        self.ever.add((event.actor_id, event.museum_id))

    def _membership_end(self, event):
        person = Membership.objects.get(pk=event.subject_id).user_id
        self.places.pop((person, event.museum_id), None)

    def _participation_start(self, event):
        seat = (event.museum_id, event.round_id)
        self.joined.setdefault(seat, event.at)
        self.present.add(seat)

    def _participation_end(self, event):
        self.present.discard((event.museum_id, event.round_id))

    def _round_end(self, event):
        self.ended[event.round_id] = event.at

    def _duty_start(self, event):
        person = RoundRole.objects.get(pk=event.subject_id).user_id
        self.duties.setdefault((person, event.round_id, event.detail["role"]), event.at)

    def _duty_end(self, event):
        person = RoundRole.objects.get(pk=event.subject_id).user_id
        self.duties.pop((person, event.round_id, event.detail["role"]), None)

    def _promise_accept(self, event):
        self.words.setdefault((event.actor_id, event.round_id, event.detail["number"]), event.at)

    # Plans and sparring.

    def _plan_create(self, event):
        self.plans[event.subject_id] = SimpleNamespace(
            audience="museum", number=1, held={}, archive="keep", archived_at=None
        )

    def _plan_revise(self, event):
        self.plans[event.subject_id].number = event.detail["number"]

    def _plan_audience(self, event):
        self._plan_give(event)
        for museum in event.detail["taken_back"]:
            del self.plans[event.subject_id].held[uuid.UUID(museum)]

    def _plan_give(self, event):
        plan, detail = self.plans[event.subject_id], event.detail
        plan.audience = detail["after"]
        plan.held |= dict.fromkeys(map(uuid.UUID, detail["given"]), detail["number"])

    def _plan_archive(self, event):
        plan = self.plans[event.subject_id]
        plan.archive, plan.archived_at = event.detail["after"], event.at

    def _advice_draft(self, event):
        self.advice[event.subject_id] = set()

    def _advice_give(self, event):
        self.advice[event.subject_id] = {"given"}

    def _advice_share(self, event):
        self.advice[event.subject_id].add(event.detail["side"])

    def _advice_unshare(self, event):
        self.advice[event.subject_id] -= {"giver", "owner"}

    _advice_answer = _advice_unshare

    def _step_promise(self, event):
        self.advice[NextStep.objects.get(pk=event.subject_id).advice_id] -= {"giver", "owner"}

    _step_change = _step_promise

    # What museums know and offer.

    def _experience_create(self, event):
        self.experiences[event.subject_id] = ("museum", event.at)

    def _experience_release(self, event):
        self.experiences[event.subject_id] = (event.detail["after"], event.at)

    def _experience_revise(self, event):
        self._end_consents(event.subject_id)

    def _experience_withdraw(self, event):
        """The consent that was taken back stays for its museum and the author to read."""
        self._end_consents(event.subject_id, but="withdrawn")

    def _end_consents(self, experience, but=None):
        self.experiences[experience] = ("museum", None)
        for key, state in list(self.consents.items()):
            if key[0] == experience and state != but:
                del self.consents[key]

    def _consent_ask(self, event):
        for museum in map(uuid.UUID, event.detail["of"]):
            self.consents[event.subject_id, museum, event.detail["audience"]] = "asked"

    def _consent_given(self, event):
        state = event.action.removeprefix("consent.")
        party = uuid.UUID(event.detail["party"])
        self.consents[event.subject_id, party, event.detail["audience"]] = state

    _consent_withdrawn = _consent_given

    def _offer_announce(self, event):
        self.offers[event.subject_id] = True

    def _offer_withdraw(self, event):
        self.offers[event.subject_id] = False

    def _match_ask(self, event):
        self.matches[event.subject_id] = set()

    def _match_done(self, event):
        self.matches[event.subject_id].add("done")

    def _match_open(self, event):
        words = self.matches[event.subject_id]
        (words.add if event.detail["after"] else words.discard)("open")

    # Allocations.

    def _allocation_propose(self, event):
        self.allocations[event.subject_id] = (event.round_id, "draft")

    def _allocation_confirm(self, event):
        for pk, (round, state) in self.allocations.items():
            if round == event.round_id and state == "in force":
                self.allocations[pk] = (round, "ended")
        self.allocations[event.subject_id] = (event.round_id, "in force")

    def _sparring_conflict_declare(self, event):
        self.conflicts[event.subject_id] = True
