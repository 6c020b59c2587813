"""Where the director's confirmation of an application stands."""

import hashlib
import json
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from applications.fingerprints import fingerprint
from applications.models import CallRules, Confirmation
from applications.questionnaire import Questionnaire

KEY_KINDS = {"museum", "people", "targets", "acknowledgement"}
STATES = {
    "none": _("Not asked yet"),
    "asked": _("Waits for the director"),
    "confirmed": _("The director has confirmed"),
    "outdated": _("Confirmed for an earlier version"),
    "declined": _("The director has not confirmed"),
}
TONES = {
    "none": ("line", ""),
    "asked": ("info", "mail"),
    "confirmed": ("ok", "check"),
    "outdated": ("warn", "triangle-alert"),
    "declined": ("danger", "circle-alert"),
}


@dataclass(frozen=True)
class Standing:
    """A state by its code, the newest Confirmation or nothing, and whether it is required."""

    code: str
    confirmation: Confirmation | None
    is_required: bool

    @property
    def in_words(self):
        """Return the state for reading."""
        return STATES[self.code]

    @property
    def tone(self):
        """Return the tone of the state's tag."""
        return TONES[self.code][0]

    @property
    def icon(self):
        """Return the picture of the state's tag, "" for none."""
        return TONES[self.code][1]

    @property
    def blocks_sending(self):
        """Whether the application cannot be sent as it stands."""
        return self.is_required and self.code != "confirmed"


def standing_of(application):
    """Return where the confirmation stands, or nothing where the round asks for none."""
    rule = CallRules.director_of(application.round)
    if rule == CallRules.Director.OFF:
        return None
    newest = application.confirmation
    return Standing(_code(application, newest), newest, rule == CallRules.Director.REQUIRED)


def _code(application, newest):
    if newest is None:
        return "none"
    if not newest.answer:
        return "asked"
    if newest.answer == Confirmation.Answer.DECLINED:
        return "declined"
    return "confirmed" if newest.digest == key_digest(application) else "outdated"


def key_digest(application):
    """Return the SHA-256 of what a director confirms.

    It covers the answers that name the museum, its people, targets and conditions, the
    plan's name and text, and the calculator's numbers. An answer that is empty counts as none.
    """
    known = {q["id"]: q for q in application.form_version.questions.values() if _is_key(q)}
    nothing = fingerprint(None)
    marks = {id: fingerprint(application.answers.get(id)) for id in known}
    said = {id: mark for id, mark in marks.items() if mark != nothing}
    canonical = json.dumps([said, fingerprint(application.costs)], sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _is_key(question):
    target = question.get("maps_to") or ""
    return question["kind"] in KEY_KINDS or target == "title" or target.startswith("section:")


class Brief:
    """What a director is shown: whose application, of what, the conditions and the costs."""

    def __init__(self, application, reader):
        self.application = application
        self.questionnaire = Questionnaire(application.form_version, reader)

    @property
    def title(self):
        """Return the name of the project, "" where there is none yet."""
        answers = self.application.answers
        found = (answers.get(q.id) for q in self.questionnaire.mapped_to("title"))
        return next((text for text in found if isinstance(text, str) and text), "")

    @property
    def conditions(self):
        """Return pairs of a condition and whether it is acknowledged in the draft."""
        return [
            point
            for question in self.questionnaire.questions
            if question.kind == "acknowledgement"
            for point in question.points(self.application.answers.get(question.id))
        ]
