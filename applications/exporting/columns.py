"""The columns of a table of applications: first the facts, then the answers by question id."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils import timezone
from django.utils.translation import gettext as _

HELSINKI, UTC = "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True)
class Column:
    """A heading, a key that no change of wording touches, and what stands below in a record."""

    key: str
    heading: str
    value: Callable


def helsinki(moment):
    """Return a moment as Finland's clocks showed it, such as 2027-03-18 14:59:58."""
    return timezone.localtime(moment).strftime(HELSINKI) if moment else ""


def utc(moment):
    """Return a moment in UTC, such as 2027-03-18T12:59:58Z."""
    return moment.astimezone(dt.UTC).strftime(UTC) if moment else ""


def columns_of(export):
    """Return the columns of an export, headings in the active language."""
    answers = [column for question in export.questions.values() for column in _answer(question)]
    address = Column("email", _("E-mail address"), lambda record: record.application.email)
    return [*_facts(), *([address] if export.with_personal else []), *answers]


def _facts():
    def application(name):
        return lambda record: getattr(record.application, name) or ""

    def moment(write, name):
        return lambda record: write(getattr(record.application, name))

    return [
        Column("reference", _("Reference"), application("reference")),
        Column("diary_number", _("Case number"), application("diary_number")),
        Column("museum", _("Museum"), application("museum_name")),
        Column("language", _("Language"), application("language")),
        Column("status", _("State (code)"), application("status")),
        Column("status_label", _("State"), lambda r: r.application.get_status_display()),
        Column("received_helsinki", _("Arrived (Finnish time)"), moment(helsinki, "received_at")),
        Column("received_utc", _("Arrived (UTC)"), moment(utc, "received_at")),
        Column("is_late", _("Late"), lambda r: _("Yes") if r.application.is_late else _("No")),
        Column("decided_helsinki", _("Decided (Finnish time)"), moment(helsinki, "decided_at")),
        Column("decided_utc", _("Decided (UTC)"), moment(utc, "decided_at")),
        Column("revision", _("Sent version"), lambda r: Decimal(r.revision.number)),
        Column("form_version", _("Form version"), lambda r: Decimal(r.form_number)),
        Column("digest", _("SHA-256 of the answers"), lambda r: r.revision.digest),
    ]


def _answer(question):
    """Return the columns of a question: its text, codes beside it, and the wish for secrecy."""
    columns = [
        Column(
            f"{question.id}{suffix}",
            f"{question.label} ({more})" if more else question.label,
            lambda record, value=value: _valued(value, question, record),
        )
        for suffix, more, value in PARTS.get(question.kind, [("", "", _lines)])
        for more in [str(more() if callable(more) else more)]
    ]
    if question.allows_secret:
        heading = _("%(question)s (wished to be secret, because)") % {"question": question.label}
        columns.append(Column(f"{question.id}.secret", heading, lambda r: _secret(question, r)))
    return columns


def _valued(value, question, record):
    """Return what a column holds of a record; nothing where its form had no such question."""
    own = record.questions.get(question.id)
    if own is None:
        return ""
    return value(question, own, record.answer(question.id), record)


def _secret(question, record):
    wish = record.answer(question.secret_key) or {}
    return wish.get("reason", "") if wish.get("is_asked") else ""


def _lines(question, own, answer, record):
    return "\n".join(own.show(answer))


def _codes(question, own, answer, record):
    chosen = [answer] if isinstance(answer, str) else answer or []
    return ", ".join(filter(None, chosen))


def _labels(question, own, answer, record):
    """Return the newest wording of each option chosen, an older one where it was removed."""
    chosen = [answer] if isinstance(answer, str) else answer or []
    labels = [
        str(question.option_text(code) if _knows(question, code) else own.option_text(code))
        for code in chosen
        if code
    ]
    return "; ".join(labels)


def _knows(question, code):
    return code in question.definition.get("options", [])


def _number(question, own, answer, record):
    try:
        number = Decimal(answer or "")
    except InvalidOperation:
        return answer or ""
    return number if number.is_finite() else str(answer)


def _as_stored(question, own, answer, record):
    return answer or ""


def _yes_no(question, own, answer, record):
    return str(own.option_text(answer["answer"])) if answer and answer.get("answer") else ""


def _part(name):
    return lambda question, own, answer, record: (answer or {}).get(name) or ""


def _target_codes(question, own, answer, record):
    """Return each target as key:now:weight."""
    return ", ".join(f"{row['key']}:{row['now']}:{row['weight']}" for row in answer or [])


def _files(question, own, answer, record):
    return "\n".join(f"{file['name']} ({file['sha256']})" for file in record.files(question.id))


def _code_word():
    return _("code")


CHOSEN = [(".code", _code_word, _codes), ("", "", _labels)]
# For each kind of question: (what its key ends in, what its heading adds, what stands below).
PARTS = {
    "choice": CHOSEN,
    "choices": CHOSEN,
    "acknowledgement": CHOSEN,
    "yes_no": [
        (".code", _code_word, _part("answer")),
        ("", "", _yes_no),
        (".text", lambda: _("text"), _part("text")),
    ],
    "number": [("", "", _number)],
    "date": [("", "", _as_stored)],
    "museum": [("", "", _part("name")), (".id", lambda: _("id in the register"), _part("id"))],
    "targets": [(".code", _code_word, _target_codes), ("", "", _lines)],
    "files": [("", "", _files)],
}
