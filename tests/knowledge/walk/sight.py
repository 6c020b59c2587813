"""What the site shows to a person, and what the log allows them; both as (kind, id)."""

from knowledge.models import (
    Advice,
    AllocatedPair,
    Allocation,
    Attachment,
    Consent,
    Experience,
    HostingWish,
    Match,
    Meeting,
    MeetingSignUp,
    NextStep,
    Offer,
    Participation,
    Plan,
    PlanRevision,
    ProgressUpdate,
    Round,
    SignUpNeeds,
    SparringConflict,
    SparringRequest,
)
from knowledge.models.standing import StandingsKept

FURTHER = ("all-rounds", "public")
# The rules of sight. What the log allows is exactly what these show, but for BOUNDED.
RULES = {
    "round": Round.objects.visible_to,
    "seat": Participation.objects.visible_to,
    "plan": Plan.objects.visible_to,
    "whole plan": Plan.objects.wholly_visible_to,
    "outline": Plan.objects.outlined_to,
    "read": PlanRevision.objects.read_by,
    "revision": PlanRevision.objects.visible_to,
    "file": Attachment.objects.visible_to,
    "update": ProgressUpdate.objects.visible_to,
    "request": SparringRequest.objects.visible_to,
    "advice": Advice.objects.visible_to,
    "step": NextStep.objects.visible_to,
    "offer": Offer.objects.visible_to,
    "hosting wish": HostingWish.objects.visible_to,
    "match": Match.objects.visible_to,
    "listed match": Match.objects.listed_to,
    "meeting": Meeting.objects.visible_to,
    "sign-up": MeetingSignUp.objects.visible_to,
    "needs": SignUpNeeds.objects.visible_to,
    "experience": Experience.objects.visible_to,
    "consent": Consent.objects.visible_to,
    "pair": AllocatedPair.objects.visible_to,
    "allocation": Allocation.objects.visible_to,
    "conflict": SparringConflict.objects.visible_to,
}
# Narrowed by more than the log tells: text taken back, who has come and gone, answers.
BOUNDED = {"update", "sign-up", "needs", "consent"}
# Other sights of the same thing.
ALIASES = {
    "whole plan": "plan",
    "outline": "plan",
    "read": "revision",
    "listed match": "match",
    "needs": "sign-up",
}


def shown_to(user, rows):
    """Return everything that the rules of sight show to a person, of what there is."""
    with StandingsKept():
        return {
            (kind, pk)
            for kind, rule in RULES.items()
            if rows[ALIASES.get(kind, kind)]
            for pk in rule(user).order_by().values_list("pk", flat=True)
        }


def things():
    """Return rows that never change, by kind: whose each thing is, and what it hangs on."""
    seat, hung = ("museum", "round"), ("plan__participation__museum", "plan__participation__round")
    at = "participation__"
    return {
        "round": _rows(Round, "starts_on"),
        "seat": _rows(Participation, *seat),
        "plan": _rows(Plan, f"{at}museum", f"{at}round"),
        "revision": _rows(PlanRevision, "plan", "number"),
        "file": _rows(Attachment, "plan"),
        "update": _rows(ProgressUpdate, "plan"),
        "request": _rows(SparringRequest, "plan", "receivers__museum"),
        "advice": _rows(Advice, *hung, "plan", "giver__museum"),
        "step": _rows(NextStep, "plan", "advice"),
        "offer": _rows(Offer, f"{at}museum", f"{at}round"),
        "hosting wish": _rows(HostingWish, f"{at}museum", f"{at}round"),
        "match": _rows(Match, "offer__participation__museum", "need__participation__museum",
                       "offer__participation__round"),
        "meeting": _rows(Meeting, "host__museum", "round"),
        "sign-up": _rows(MeetingSignUp, "user", "answer", "meeting__host__museum", "meeting__round"),
        "experience": _rows(Experience, f"{at}museum", f"{at}round"),
        "consent": _rows(Consent, "experience", f"{at}museum", "audience", f"{at}round"),
        "pair": _rows(AllocatedPair, "giver__museum", "receiver__museum", "allocation__round",
                      "allocation"),
        "allocation": _rows(Allocation, "round"),
        "conflict": _rows(SparringConflict, "declarer__museum", "other__museum", "declarer__round"),
    }  # fmt: skip


def rounds_of(rows):
    """Return the round of each thing that belongs to one, by (kind, id)."""
    found = {}
    last = {"seat", "plan", "offer", "hosting wish", "match", "meeting", "sign-up", "experience"}
    for kind in (*last, "consent", "allocation", "conflict"):
        found |= {(kind, row[0]): row[-1] for row in rows[kind]}
    found |= {("pair", row[0]): row[3] for row in rows["pair"]}
    found |= {("advice", row[0]): row[2] for row in rows["advice"]}
    for kind in ("revision", "file", "update", "request", "step"):
        found |= {(kind, row[0]): found["plan", row[1]] for row in rows[kind]}
    for kind, same in ALIASES.items():
        found |= {(kind, pk): round for (each, pk), round in found.items() if each == same}
    return found


def _rows(model, *names):
    return list(model.objects.order_by().values_list("pk", *names))


class Allowed:
    """What the log allows one person.

    ``found`` they see, and of ``told`` they may be told besides: what became of consents of
    their own museum or to its own text, and that pairs were allocated of which they see one.
    """

    def __init__(self, ledger, person, rows):
        self.ledger, self.rows, self.s = ledger, rows, ledger.standing_of(person)
        self.found, self.told = set(), set()
        for part in (self._rounds, self._plans, self._advice, self._exchange, self._meetings,
                     self._experiences, self._allocations):  # fmt: skip
            part()

    def _add(self, kind, pk, is_allowed):
        if is_allowed:
            self.found.add((kind, pk))

    def _has(self, kind, pk):
        return (kind, pk) in self.found

    def _meets_later(self, round, at):
        """Whether a round met began no earlier than another and had not ended at a moment."""
        starts = dict(self.rows["round"])
        return any(
            starts[other] >= starts[round] and self.ledger.goes_on_at(other, at)
            for other in self.s.met
        )

    def _rounds(self):
        s = self.s
        for round, _starts_on in self.rows["round"]:
            self._add("round", round, round in s.entered)
        for pk, museum, round in self.rows["seat"]:
            met = museum in s.museums or round in s.met
            is_there = (museum, round) in self.ledger.present
            self._add("seat", pk, is_there and met and round in s.entered)

    def _plans(self):
        s, self.own, self.known, reads = self.s, set(), set(), {}
        for pk, museum, round in self.rows["plan"]:
            plan = self.ledger.plans[pk]
            there = (museum, round) in self.ledger.present
            met = there and round in s.met and plan.archive != "hidden"
            own = museum in s.museums and round in s.entered
            held = [number for to, number in plan.held.items() if (to, round) in s.peers]
            lent = bool(plan.audience == "partners" and met and held)
            whole = own or (plan.audience == "round" and met)
            is_open = there and plan.archive == "open"
            opened = is_open and (round in s.met or self._meets_later(round, plan.archived_at))
            if own:
                self.own.add(pk)
            if whole or lent:
                self.known.add(pk)
            if whole or lent or opened:
                reads[pk] = plan.number if whole or opened else max(held)
            self._add("plan", pk, pk in reads)
            self._add("whole plan", pk, whole)
            self._add("outline", pk, round in s.coordinates and plan.archive != "hidden")
        for pk, plan, number in self.rows["revision"]:
            self._add("read", pk, reads.get(plan) == number)
            self._add("revision", pk, plan in self.own or reads.get(plan) == number)
        for kind in ("file", "update"):
            for pk, plan in self.rows[kind]:
                self._add(kind, pk, self._has("whole plan", plan))
        rounds = {pk: round for pk, _museum, round in self.rows["plan"]}
        for pk, plan, museum in self.rows["request"]:
            asked = (museum, rounds[plan]) in s.peers and plan in self.known
            self._add("request", pk, asked or self._has("whole plan", plan))

    def _advice(self):
        s = self.s
        for pk, owner, round, plan, giver in self.rows["advice"]:
            state = self.ledger.advice[pk]
            writes = (giver, round) in s.peers and plan in self.known
            gets = "given" in state and (owner, round) in s.seats and round in s.entered
            met = (owner, round) in self.ledger.present and round in s.met
            shown = self.ledger.plans[plan]
            open_plan = shown.audience == "round" and shown.archive != "hidden" and met
            shared = {"giver", "owner"} <= state and (giver, round) in self.ledger.present
            self._add("advice", pk, writes or gets or (shared and open_plan))
        for pk, plan, advice in self.rows["step"]:
            self._add("step", pk, plan in self.own or self._has("advice", advice))

    def _exchange(self):
        s, mine = self.s, set()
        for pk, museum, round in self.rows["offer"]:
            own = (museum, round) in s.seats and round in s.entered
            there = (museum, round) in self.ledger.present and round in s.met
            self._add("offer", pk, own or (there and self.ledger.offers[pk]))
        for pk, museum, round in self.rows["hosting wish"]:
            own = (museum, round) in s.seats and round in s.entered
            there = (museum, round) in self.ledger.present
            self._add("hosting wish", pk, own or (there and round in s.coordinates))
        for pk, giver, receiver, round in self.rows["match"]:
            words = self.ledger.matches[pk]
            mine = {(giver, round), (receiver, round)} & s.seats and round in s.entered
            known = round in s.met or ("open" in words and s.met)
            self._add("match", pk, mine)
            there = (giver, round) in self.ledger.present
            self._add("listed match", pk, known and there and "done" in words)

    def _meetings(self):
        s = self.s
        for pk, _host, round in self.rows["meeting"]:
            self._add("meeting", pk, round in s.met)
        for pk, user, answer, host, round in self.rows["sign-up"]:
            runs = (host, round) in s.peers or round in s.coordinates
            mine = user == s.person
            self._add("sign-up", pk, round in s.met and (runs or mine or answer != "not"))
            self._add("needs", pk, round in s.met and (runs or mine))

    def _experiences(self):
        s = self.s
        for pk, museum, round in self.rows["experience"]:
            audience, at = self.ledger.experiences[pk]
            own = museum in s.museums and round in s.entered
            reached = audience != "museum" and round in s.met
            if audience in FURTHER:
                reached = reached or self._meets_later(round, at)
            self._add("experience", pk, own or (reached and (museum, round) in self.ledger.present))
        for pk, experience, museum, audience, round in self.rows["consent"]:
            state = self.ledger.consents.get((experience, museum, audience))
            asked = state and (museum, round) in s.seats and round in s.entered
            if museum in s.museums or self._has("experience", experience):
                self.told.add(("consent", pk))
            self._add("consent", pk, asked or (state == "given" and museum in s.museums))

    def _allocations(self):
        s, there = self.s, self.ledger.present
        for pk, round in self.rows["allocation"]:
            self._add("allocation", pk, round in s.coordinates)
        for pk, giver, receiver, round, allocation in self.rows["pair"]:
            ends = {(giver, round), (receiver, round)}
            in_force = self.ledger.allocations[allocation][1] == "in force" and round in s.met
            own = in_force and ends & s.peers and ends <= there
            self._add("pair", pk, own or round in s.coordinates)
            if self._has("pair", pk):
                self.told.add(("allocation", allocation))
        for pk, declarer, other, round in self.rows["conflict"]:
            own = (declarer, round) in s.peers and round in s.entered
            runs = round in s.coordinates and other not in s.ever
            self._add("conflict", pk, own or runs)
