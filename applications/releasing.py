"""What the release of a round's decisions would do, and what still stands in its way."""

from collections import Counter
from dataclasses import dataclass, field

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Prefetch, Subquery
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from applications.admission import Admissions
from applications.completeness import REQUIRED
from applications.letters import write_letter
from applications.models import (
    UNDECIDED,
    Application,
    ApplicationRevision,
    Decision,
    Letter,
    LetterTemplate,
)
from applications.models.decisions import Outcome

LANGUAGES = dict(settings.LANGUAGES)


class Obstacle(models.TextChoices):
    """Why a decision cannot leave."""

    UNDECIDED = "undecided", _("No decision has been prepared")
    REASON = "reason", _("The reason is missing")
    RANK = "rank", _("Another application has the same place in the reserve")
    NEWER = "newer", _("The museum has sent a newer version since the decision was prepared")
    TEXT = "text", _("The text of the letter is missing")
    LETTER = "letter", _("The letter has not been frozen")
    CHANGED = "changed", _("The letter has changed since it was frozen")
    MUSEUM = "museum", _("The museum takes part in the round already")
    TWICE = "twice", _("Another accepted application is of the same museum")
    CONTACT = "contact", _("Confirm that the contact person acts for the museum")
    ENDED = "ended", _("The round is over: nobody new comes in")


@dataclass(frozen=True)
class Problem:
    """One thing in the way: of an application, or of a text in one language."""

    obstacle: Obstacle
    application: Application | None = None
    outcome: str = ""
    language: str = ""

    @property
    def outcome_name(self):
        """Return the outcome in words."""
        return Outcome(self.outcome).label

    @property
    def language_name(self):
        """Return the language in words."""
        return LANGUAGES[self.language]


@dataclass
class Entry:
    """An application to be decided, its prepared decision, its letter and what is wrong."""

    application: Application
    decision: Decision | None
    letter: Letter | None = None
    draft: object = None
    obstacles: list = field(default_factory=list)

    @property
    def is_stale(self):
        """Whether the frozen letter says other than the decision and the text do now."""
        return bool(self.letter and self.draft and self.letter.digest != self.draft.digest)


class Release:
    """The decisions of a round that one person may release, read in a constant number of queries.

    A coordinator's own conflict leaves its application out wholly: another coordinator
    releases that one. With ``is_locked`` the applications are held until the transaction ends.
    """

    def __init__(self, round, user, *, is_locked=False):
        self.round, self.user = round, user
        decisions = self._decisions()
        entries = [
            Entry(application, decisions.get(application.pk))
            for application in self._applications(is_locked)
        ]
        self.entries = [
            entry
            for entry in entries
            if entry.decision or entry.application.status == Application.Status.RECEIVED
        ]
        for entry in self.entries:
            self._read(entry)
        self._find_obstacles()

    def _applications(self, is_locked):
        newest = ApplicationRevision.objects.filter(application=OuterRef("pk"))
        found = Application.objects.chosen_by(self.user).filter(
            round=self.round, status__in=UNDECIDED
        )
        found = found.select_related("museum").defer("answers").order_by("museum_name", "id")
        found = found.annotate(newest=Subquery(newest.order_by("-number").values("pk")[:1]))
        return found.select_for_update(of=("self",)) if is_locked else found

    def _decisions(self):
        prepared = Decision.objects.prepared().filter(application__round=self.round)
        prepared = prepared.select_related("prepared_by")
        letters = Prefetch("letters", Letter.objects.all(), to_attr="frozen")
        return {each.application_id: each for each in prepared.prefetch_related(letters)}

    def _read(self, entry):
        application, decision = entry.application, entry.decision
        application.round = self.round
        if decision is None:
            return
        decision.application = application
        entry.letter = decision.frozen[0] if decision.frozen else None
        entry.draft = write_letter(decision, self.templates.get(decision.outcome))

    @cached_property
    def templates(self):
        """Return the round's newest texts by outcome."""
        return LetterTemplate.objects.newest_of(self.round.pk)

    @cached_property
    def admissions(self):
        """Return what accepting would do to museums and people."""
        return Admissions(
            self.round, [e.application for e in self.entries if _is_accepted(e.decision)]
        )

    def _find_obstacles(self):
        ranks = Counter(e.decision.rank for e in self.entries if e.decision)
        for entry in self.entries:
            entry.obstacles = list(self._obstacles_of(entry, ranks))

    def _obstacles_of(self, entry, ranks):
        decision = entry.decision
        if decision is None or not decision.outcome:
            yield Obstacle.UNDECIDED
            return
        if decision.revision_id != entry.application.newest:
            yield Obstacle.NEWER
        if not decision.reason:
            yield Obstacle.REASON
        if decision.rank and ranks[decision.rank] > 1:
            yield Obstacle.RANK
        if not self._has_text(decision.outcome, entry.application.language):
            yield Obstacle.TEXT
        elif entry.draft and entry.letter is None:
            yield Obstacle.LETTER
        elif entry.is_stale:
            yield Obstacle.CHANGED
        if _is_accepted(decision):
            yield from self._obstacles_of_place(entry.application)

    def _obstacles_of_place(self, application):
        if self.round.has_ended:
            yield Obstacle.ENDED
        if self.admissions.takes_part(application):
            yield Obstacle.MUSEUM
        if self.admissions.is_twice(application):
            yield Obstacle.TWICE
        if self.admissions.is_unknown_contact(application):
            yield Obstacle.CONTACT

    def _has_text(self, outcome, language):
        template = self.templates.get(outcome)
        return template is not None and template.has_language(language)

    @cached_property
    def prepared(self):
        """Return the entries that something is decided of."""
        return [entry for entry in self.entries if entry.decision and entry.decision.outcome]

    @property
    def unconfirmed(self):
        """Return the applications whose contact person is to be confirmed."""
        return [e.application for e in self.entries if Obstacle.CONTACT in e.obstacles]

    @property
    def missing_texts(self):
        """Return (outcome, language) of the letters' texts that stop the release.

        A letter that anybody gets is to be there in Finnish and in Swedish whatever the
        applicants wrote in, and in every other language that its applicants did.
        """
        needed = {}
        for entry in self.prepared:
            languages = needed.setdefault(entry.decision.outcome, dict.fromkeys(REQUIRED))
            languages[entry.application.language] = None
        return [
            (outcome, language)
            for outcome in Outcome.values
            for language in needed.get(outcome, ())
            if not self._has_text(outcome, language)
        ]

    def problems(self, confirmed=()):
        """Return what stands in the way, texts first.

        ``confirmed`` holds the ids of applications whose contact person is confirmed.
        """
        found = [Problem(Obstacle.TEXT, None, *missing) for missing in self.missing_texts]
        for entry in self.entries:
            for obstacle in entry.obstacles:
                is_confirmed = entry.application.pk in confirmed
                if obstacle == Obstacle.TEXT or (obstacle == Obstacle.CONTACT and is_confirmed):
                    continue
                found.append(Problem(obstacle, entry.application))
        return found


def _is_accepted(decision):
    return decision is not None and decision.outcome == Outcome.ACCEPTED
