"""Where each walk begins: three rounds, five museums, people of every kind, all in the log."""

import copy

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile

from accounts.models import AUDITORS, User
from knowledge import services
from knowledge.models import Participation, Plan
from knowledge.services.duties import appoint
from tests.factories.accounts import MuseumFactory, UserFactory
from tests.factories.knowledge import RoundFactory

from . import exchange, meetings
from . import people as going
from .ledger import Ledger
from .picking import WORD

SEATS = {
    "earlier": ["Kuunjoki", "Tervaportti", "Saarikoski"],
    "running": ["Kuunjoki", "Norrskata", "Tervaportti"],
    "later": ["Norrskata", "Koivuranta"],
}
PLACES = {
    "a contact": ("Kuunjoki", "contact"),
    "a colleague": ("Kuunjoki", "member"),
    "a peer": ("Norrskata", "contact"),
    "a partner": ("Tervaportti", "contact"),
    "an earlier one": ("Saarikoski", "contact"),
    "a later one": ("Koivuranta", "contact"),
    "an earlier coordinator": ("Norrskata", "member"),
}
DUTIES = {
    "a coordinator": ("running", "coordinator"),
    "a facilitator": ("running", "facilitator"),
    "a reviewer": ("running", "reviewer"),
    "an earlier coordinator": ("earlier", "coordinator"),
}
# What has been done before the walk, by the steps of the walk: (step, who, which).
BEGUN = [
    (exchange.announce, "a contact", 4),
    (exchange.announce, "a peer", 2),
    (exchange.ask_match, "a contact", 0),
    (exchange.answer_match, "a peer", 0),
    (exchange.answer_match, "a contact", 0),
    (meetings.plan_meeting, "a coordinator", 1),
    (meetings.sign_up, "a peer", 0),
    (meetings.allocate, "a coordinator", 1),
    (exchange.write_experience, "a contact", 3),
    (exchange.ask_consents, "a contact", 1),
    (exchange.give_consents, "a contact", 0),
    (exchange.give_consents, "a peer", 0),
    (exchange.give_consents, "a partner", 0),
    (exchange.write_experience, "an earlier one", 2),
    (exchange.ask_consents, "an earlier one", 1),
    (exchange.give_consents, "an earlier one", 0),
    (exchange.release_experience, "an earlier one", 1),
]
APART = ["a superuser", "an auditor", "an outsider"]


class World:
    """The rounds, museums and people by name, and the ledger that has followed all of it."""

    def __init__(self):
        starts = {"earlier": "2024-03-01", "running": "2026-03-01", "later": "2027-03-01"}
        self.rounds = {
            name: RoundFactory(name_fi=name, starts_on=day) for name, day in starts.items()
        }
        names = sorted({name for seats in SEATS.values() for name in seats})
        self.museums = {name: MuseumFactory(name=name) for name in names}
        self.people = {
            who: UserFactory(is_superuser=who == "a superuser", first_name=WORD)
            for who in [*PLACES, *DUTIES, *APART]
        }
        self.people["an auditor"].groups.add(Group.objects.get_or_create(name=AUDITORS)[0])
        self.ledger = Ledger()
        self.ledger.promises = {each.pk: each.promise.number for each in self.rounds.values()}
        self._come()
        self._write()
        for step, who, n in BEGUN:
            step(self.people[who], n)
        self.ledger.follow()

    def _come(self):
        for round, museums in SEATS.items():
            for museum in museums:
                going.come_to_round(self.museums[museum], self.rounds[round])
        for who, (museum, role) in PLACES.items():
            going.come_to_museum(self.people[who], self.museums[museum], role=role)
        for who, (round, role) in DUTIES.items():
            appoint(self.rounds[round], email=self.people[who].email, role=role, by=None)
        for person in self.people.values():
            going.give_promise(person, 0)

    def _write(self):
        """Let Kuunjoki have a plan at each audience, and Tervaportti a shown one it is advised on."""
        owner, partner = self.people["a contact"], self.people["a partner"]
        mine, theirs = self._seat("Kuunjoki"), self._seat("Tervaportti")
        self._plan(mine, owner)
        lent, shown = self._plan(mine, owner), self._plan(theirs, partner)
        services.change_audience(lent, audience="partners", receivers=[theirs], by=owner)
        services.change_audience(shown, audience="round", by=partner)
        for plan, seat, giver in [(lent, theirs, partner), (shown, mine, owner)]:
            advice = services.draft_advice(
                plan, revision=plan.revisions.get(), giver=seat, kind="question", goal="",
                text=WORD, language="fi", token=None, by=giver,
            )  # fmt: skip
            services.give_advice(advice, by=giver)
        old = Participation.objects.get(museum__name="Saarikoski")
        services.change_audience(
            self._plan(old, self.people["an earlier one"]), audience="round", by=None
        )

    def _seat(self, museum):
        return Participation.objects.get(museum__name=museum, round=self.rounds["running"])

    def _plan(self, seat, person):
        plan = services.open_plan(
            seat, title=f"Suunnitelma {WORD}", content={"sections": {"miksi": WORD}},
            language="fi", origin="", by=person,
        )  # fmt: skip
        services.copy_attachment(
            plan, source_file=ContentFile(b"kuva"), name=f"{WORD}.png", content_type="image/png",
            size=4, sha256="0" * 64, by=person,
        )  # fmt: skip
        return Plan.objects.get(pk=plan.pk)

    def ledger_of_its_own(self):
        """Return a ledger that goes on from here."""
        return copy.deepcopy(self.ledger)

    def person(self, n):
        """Return the n-th person as they are now."""
        ids = [person.pk for person in self.people.values()]
        return User.objects.get(pk=ids[n % len(ids)])
