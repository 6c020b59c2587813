"""Case numbers from the registry: a CSV read line by line, with what is wrong in each."""

import csv
import io
from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from applications.clean_text import clean_text
from applications.models import Application

MOST_LINES = 5000
MOST_BYTES = 1_000_000
LENGTH = Application._meta.get_field("diary_number").max_length


@dataclass
class Line:
    """A line of the registry's file: its number, what it says, and what is to be told of it.

    ``error`` is a sentence, "" where nothing is wrong. ``is_new`` tells that the case
    number is not there yet.
    """

    number: int
    reference: str
    diary_number: str
    application: Application | None = None
    error: str = ""

    @property
    def is_new(self):
        """Whether saving the line changes anything."""
        return not self.error and not self.application.diary_number


def decode(data):
    """Return the text of a file: UTF-8, or what Excel in the Nordic countries writes."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return clean_text(text)


def read_lines(text, handled):
    """Return the Lines of a text in two columns or more, checked against applications.

    The first column is the reference and the last one the case number, with ; or , or a
    tab between. A first line without any reference is a heading. A line without a case
    number says nothing and is left out. ``handled`` are the applications a person may
    change: another's reference is as unknown as one that does not exist.
    """
    lines = list(_split(text))
    known = {a.reference: a for a in handled.only("reference", "diary_number", "museum_name")}
    if lines and lines[0].reference not in known and not _has_digit(lines[0].reference):
        lines = lines[1:]
    taken = {a.diary_number: a for a in known.values() if a.diary_number}
    references = Counter(line.reference for line in lines)
    numbers = Counter(line.diary_number for line in lines)
    for line in lines:
        line.application = known.get(line.reference)
        line.error = _error(line, taken.get(line.diary_number), references, numbers)
    return lines


def _split(text):
    first = text.partition("\n")[0]
    delimiter = next((mark for mark in ";\t," if mark in first), ";")
    rows = csv.reader(io.StringIO(text), delimiter=delimiter)
    for number, row in enumerate(rows, 1):
        cells = [cell.strip().lstrip("'") for cell in row]
        if len(cells) > 1 and cells[-1]:
            yield Line(number, cells[0].upper(), cells[-1])
        elif len(cells) == 1 and cells[0]:
            yield Line(number, cells[0].upper(), "")


def _has_digit(text):
    return any(c.isdigit() for c in text)


def _error(line, holder, references, numbers):
    """Return the sentence for what is wrong with a line, "" for nothing."""
    application = line.application
    if not line.diary_number:
        return _("The line has no case number. Write the reference, a semicolon and the number.")
    if len(line.diary_number) > LENGTH:
        return _("The case number is too long: at most %(count)d characters.") % {"count": LENGTH}
    if application is None:
        return _("No application of this round that you handle has this reference.")
    if references[line.reference] > 1:
        return _("The reference is in the file more than once.")
    if numbers[line.diary_number] > 1:
        return _("The case number is in the file more than once.")
    if application.diary_number not in ("", line.diary_number):
        return _("The application has another case number already: %(number)s.") % {
            "number": application.diary_number
        }
    if holder is not None and holder != application:
        return _("The case number belongs to another application already: %(reference)s.") % {
            "reference": holder.reference
        }
    return ""
