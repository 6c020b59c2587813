"""The words of a decision's letter, from a round's text and what was decided."""

import hashlib
import re
from dataclasses import dataclass

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from knowledge.models import Round

SUBJECT_LENGTH = 200
PLACEHOLDERS = (
    "museum", "round", "reference", "reason", "rank", "contact", "next_steps", "link",
)  # fmt: skip
# Without these a letter gives no reasons, names nobody to ask or leads nowhere.
NEEDED = ("reason", "contact", "link")
MARK = re.compile(r"\{([^{}\n]{0,40})\}")


@dataclass(frozen=True)
class Draft:
    """A letter as it would be frozen now."""

    language: str
    subject: str
    body: str
    contact_email: str = ""

    @property
    def digest(self):
        """Return the SHA-256 of subject and body."""
        return hashlib.sha256(f"{self.subject}\n\n{self.body}".encode()).hexdigest()


def unknown_marks(text):
    """Return the placeholders in a text that are none."""
    return [mark for mark in MARK.findall(text) if mark not in PLACEHOLDERS]


def missing_marks(text):
    """Return the placeholders that a letter's text needs and does not have."""
    found = MARK.findall(text)
    return [mark for mark in NEEDED if mark not in found]


def write_letter(decision, template):
    """Return a decision's letter in the applicant's language, or None where a text is missing.

    What a placeholder stands for is put in once: braces within a reason stay braces.
    """
    application = decision.application
    language = application.language
    if template is None or not template.has_language(language) or not decision.reason:
        return None
    texts = template.texts[language]
    values = {
        "museum": application.museum_name,
        "round": Round.name.of(application.round, language),
        "reference": application.reference,
        "reason": decision.reason,
        "rank": str(decision.rank or ""),
        "contact": f"{template.contact_name}, {template.contact_email}",
        "link": way_back(language),
    }
    values["next_steps"] = _filled(texts.get("next_steps", ""), values)
    subject = " ".join(_filled(texts["subject"], values).split())[:SUBJECT_LENGTH]
    body = re.sub(r"\n{3,}", "\n\n", _filled(texts["body"], values)).strip()
    return Draft(language, subject, body, template.contact_email)


def _filled(text, values):
    return MARK.sub(lambda mark: values.get(mark[1], mark[0]), text)


def way_back(language):
    """Return the address where a link to the application can be asked for."""
    with override(language):
        return f"{settings.SITE_URL}{reverse('applications:application_link')}"


def short_acceptance(application):
    """Return the site's own letter of a place in the round, for one accepted by itself."""
    context = {
        "reference": application.reference,
        "round": Round.name.of(application.round, application.language),
    }
    with override(application.language):
        template = get_template("applications/emails/accepted.txt").template
        text = template.render(Context(context, autoescape=False))
    subject, _rest, body = text.strip().partition("\n")
    subject = subject.removeprefix("Subject:").strip()[:SUBJECT_LENGTH]
    return Draft(application.language, subject, body.strip())


def first_texts(outcome):
    """Return the texts that a coordinator begins from, in every language."""
    found = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            subject, opening, next_steps = _said(outcome)
            parts = [_("Hello,"), opening, _("Reasons: {reason}"), "{next_steps}", _closing()]
            found[language] = {
                "subject": subject,
                "body": "\n\n".join(parts),
                "next_steps": next_steps,
            }
    return found


def _closing():
    questions = _("If you have questions, ask: {contact}")
    link = _(
        "Your application ({reference}) and this decision can be read by asking for a link here: {link}"
    )
    return f"{questions}\n\n{link}"


def _said(outcome):
    """Return the subject, the first words and what happens next, in the active language."""
    if outcome == "accepted":
        return (
            _("{museum} has been chosen to the forum: {round}"),
            _("{museum} has been chosen to the museums' peer development forum: {round}. Welcome."),
            _(
                "The contact person and the people you named get another letter with an invitation to the workspace, where your preliminary plan waits for you."
            ),
        )
    if outcome == "reserve":
        return (
            _("{museum} is in reserve: {round}"),
            _(
                "{museum} is in reserve for the museums' peer development forum: {round}. Your place in the reserve is {rank}."
            ),
            _("If a place becomes free, we write to you. You need do nothing."),
        )
    return (
        _("{museum} was not selected this time: {round}"),
        _(
            "thank you for your application to the museums' peer development forum: {round}. {museum} was not selected this time."
        ),
        _(
            "You can apply to the next call with the answers you have already written: open your application by the link below when the call is open."
        ),
    )
