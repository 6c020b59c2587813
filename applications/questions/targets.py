"""What a museum wants to develop, on the board of the evaluation models."""

from itertools import groupby

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from knowledge.models import Heading

from .rows import Rows
from .texts import TextField

OTHER = "other"
NOW = [("", _("Choose")), *((str(n), str(n)) for n in range(1, 6))]


class Targets(Rows):
    """Headings of either model or "other", with where the museum is and how much it matters."""

    kind = "targets"
    template = "applications/questions/targets.html"
    missing_sentence = _("Choose at least one development target")
    cells = ("key", "other", "now", "weight")

    @cached_property
    def headings(self):
        """Return the headings that can be a target, those without parts, in order."""
        return list(Heading.objects.filter(parts=None))

    @cached_property
    def choices(self):
        """Return the headings by model; a wording that is not the model's own says so."""
        by_scheme = groupby(self.headings, key=lambda heading: heading.get_scheme_display())
        return [
            ("", _("Choose a target")),
            *((scheme, [(h.key, h.label) for h in group]) for scheme, group in by_scheme),
            (OTHER, _("Other, in our own words")),
        ]

    def row_fields(self, number):
        """Return a target and its two numbers."""
        again = {"invalid_choice": _("Choose a number from 1 to 5")}
        return {
            "key": forms.ChoiceField(
                label=_("Target"),
                choices=self.choices,
                required=False,
                error_messages={"invalid_choice": _("Choose a target")},
            ),
            "other": TextField(limit=200, label=_("In our own words"), required=False),
            "now": forms.ChoiceField(
                label=_("Where we are (1–5)"),
                choices=NOW,
                required=False,
                error_messages=again,
            ),
            "weight": forms.ChoiceField(
                label=_("How much it matters (1–5)"),
                choices=NOW,
                required=False,
                error_messages=again,
            ),
        }

    def compose(self, parts):
        """Return the rows with their numbers as numbers."""
        return [
            {**row, **{name: _number(row[name]) for name in ("now", "weight")}}
            for row in super().compose(parts)
        ]

    def parts(self, value):
        """Return the cells as texts."""
        return {suffix: str(cell) for suffix, cell in super().parts(value).items()}

    def row_problems(self, row):
        """Ask for the target and both numbers."""
        problems = {}
        if not row["key"] and not row["other"]:
            problems["key"] = _("Choose a target")
        if row["key"] == OTHER and not row["other"]:
            problems["other"] = _("Tell the target in your own words")
        for name in ("now", "weight"):
            if not row[name]:
                problems[name] = _("Choose a number from 1 to 5")
        return problems

    def show(self, value):
        """Return a line for each target."""
        names = {heading.key: heading.name for heading in self.headings}
        line = gettext("%(name)s: where we are %(now)s, how much it matters %(weight)s")
        return [
            line
            % {
                "name": names.get(row["key"]) or row["other"] or row["key"],
                "now": row["now"] or "–",
                "weight": row["weight"] or "–",
            }
            for row in value or []
        ]


def _number(text):
    return int(text) if text in {"1", "2", "3", "4", "5"} else ""
