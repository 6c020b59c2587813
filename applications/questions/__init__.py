"""The kinds of question: each knows its fields, its value and its sentences.

A kind is named like its block in ``applications.blocks``. Values are JSON:

- short_text, long_text, email, phone: a text
- number: a decimal as text, "12.5" · date: "2027-03-18"
- choice: a code · choices, acknowledgement: a list of codes
- yes_no: {"answer": "yes" | "no" | "unknown", "text"}
- museum: {"id": the register's id or "", "name"}
- people: [{"name", "email", "role"}]
- targets: [{"key": a heading's key or "other", "other", "now": 1–5, "weight": 1–5}]
- files, information: none; files are rows of their own

In a draft a value that does not pass its check stays as it was written.
"""

from .choosing import Acknowledgement, Choice, Choices, YesNo
from .facts import Date, Email, Number, Phone
from .files import Files
from .information import Information
from .museums import MuseumPick
from .people import People
from .targets import Targets
from .texts import LongText, ShortText

KINDS = {
    kind.kind: kind
    for kind in (
        ShortText, LongText, Email, Phone, Number, Date, Choice, Choices, YesNo,
        MuseumPick, People, Targets, Files, Acknowledgement, Information,
    )
}  # fmt: skip

__all__ = ["KINDS"]
