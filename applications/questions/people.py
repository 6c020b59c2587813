"""Who takes part."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .facts import EmailField
from .rows import Rows
from .texts import TextField


class People(Rows):
    """People with their name, work e-mail and role."""

    kind = "people"
    is_always_personal = True
    template = "applications/questions/people.html"
    missing_sentence = _("Add at least one person")
    cells = ("name", "email", "role")
    first_rows = 2

    def row_fields(self, number):
        """Return a name, an address and a role; the row as a whole says what is missing."""
        invalid = _("Enter an email address like name@museum.fi")
        return {
            "name": TextField(limit=100, label=_("Name"), required=False),
            "email": EmailField(
                max_length=254,
                label=_("Work e-mail"),
                required=False,
                error_messages={"invalid": invalid},
                widget=forms.EmailInput({"spellcheck": "false"}),
            ),
            "role": TextField(limit=100, label=_("Role in the museum"), required=False),
        }

    def is_part(self, suffix):
        """Return True but for the role, which may be left out."""
        return not suffix.endswith("role")

    def row_problems(self, row):
        """Ask for the name and the address; a role may be left out."""
        problems = {}
        if not row["name"]:
            problems["name"] = _("Enter the person's name")
        if not row["email"]:
            problems["email"] = _("Enter an email address like name@museum.fi")
        return problems

    def show(self, value):
        """Return a line for each person."""
        return [
            ", ".join(row[cell] for cell in ("name", "role", "email") if row.get(cell))
            for row in value or []
        ]
