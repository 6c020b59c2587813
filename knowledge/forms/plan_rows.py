"""The rows of a plan: targets, goals and milestones."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from knowledge.models import Heading, PlanRevision
from knowledge.models.plans import GOAL_TEXTS

from .fields import PlainTextField

MORE_OF_A_GOAL = ("measures", "responsible", "resources", "risks")
NUMBERS = [("", "–"), *((n, str(n)) for n in range(1, 6))]


class TargetForm(forms.Form):
    """A development target: a heading of either model or another, and two numbers."""

    key = forms.ChoiceField(label=_("Development target"), required=False)
    other = PlainTextField(
        label=_("Another target"),
        help_text=_("If none of the headings fits."),
        max_length=200,
        required=False,
    )
    now = forms.TypedChoiceField(
        label=_("Where we are"),
        help_text=_("1 is at the start, 5 is where you want to be."),
        choices=NUMBERS,
        coerce=int,
        empty_value=None,
        required=False,
    )
    weight = forms.TypedChoiceField(
        label=_("How much it matters"),
        help_text=_("1 is a little, 5 is very much."),
        choices=NUMBERS,
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(self, *args, headings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["key"].choices = [
            ("", _("No heading chosen")),
            *group_headings(headings),
            ("other", _("Another target")),
        ]

    def clean(self):
        """Ask for the name of another target; a name alone is another target."""
        data = super().clean()
        if data.get("other") and not data.get("key"):
            data["key"] = "other"
        if data.get("key") == "other" and not data.get("other") and "other" in data:
            self.add_error("other", _("Write the name of the other target"))
        return data

    def value(self):
        """Return the target as a plan keeps it, or nothing for an empty row."""
        key = self.cleaned_data.get("key")
        if not key:
            return None
        return {
            "key": key,
            "other": self.cleaned_data["other"] if key == "other" else "",
            "now": self.cleaned_data["now"],
            "weight": self.cleaned_data["weight"],
        }


class GoalForm(forms.Form):
    """A goal, how one notices it, its next step, and its place on the hill."""

    id = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)
    title = PlainTextField(label=_("Goal"), max_length=150, required=False)
    sign = PlainTextField(label=_("How we notice it"), max_length=500, rows=2, required=False)
    next = PlainTextField(label=_("What is next"), max_length=500, rows=2, required=False)
    measures = PlainTextField(
        label=_("Measures"),
        help_text=_("What you do to get there, one to a line."),
        max_length=1500,
        rows=3,
        required=False,
    )
    responsible = PlainTextField(label=_("Responsible people"), max_length=300, required=False)
    resources = PlainTextField(
        label=_("Resources"),
        help_text=_("Working time, money and partners."),
        max_length=500,
        rows=2,
        required=False,
    )
    risks = PlainTextField(label=_("Risks"), max_length=500, rows=2, required=False)
    state = forms.ChoiceField(
        label=_("Where it is"),
        choices=PlanRevision.GoalState,
        widget=forms.RadioSelect,
        initial=PlanRevision.GoalState.EXPLORING,
        required=False,
    )

    def clean(self):
        """Ask for a name of a goal that has anything else."""
        data = super().clean()
        if not data.get("title") and any(data.get(part) for part in GOAL_TEXTS):
            self.add_error("title", _("Write the name of the goal, or empty its other fields"))
        return data

    def value(self):
        """Return the goal as a plan keeps it, or nothing for an empty row."""
        if not self.cleaned_data.get("title"):
            return None
        data = self.cleaned_data
        more = {part: data[part] for part in MORE_OF_A_GOAL if data[part]}
        return {
            "id": data["id"] or uuid.uuid4().hex,
            "title": data["title"],
            "sign": data["sign"],
            "next": data["next"],
            "state": data["state"] or PlanRevision.GoalState.EXPLORING.value,
            **more,
        }

    @property
    def more(self):
        """Return the fields that a goal need not have, which stand behind a summary."""
        return [self[part] for part in MORE_OF_A_GOAL]

    @property
    def has_more(self):
        """Whether one of those fields says something, or is to be corrected."""
        return any(bound.value() or bound.errors for bound in self.more)


class MilestoneForm(forms.Form):
    """Something that is to be there by a day."""

    title = PlainTextField(label=_("Milestone"), max_length=150, required=False)
    due_on = forms.DateField(
        label=_("By when?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write the day like 31.12.2026")},
        required=False,
    )
    is_done = forms.BooleanField(label=_("It is done"), required=False)

    def clean(self):
        """Ask for a name of a milestone that has a day."""
        data = super().clean()
        if not data.get("title") and (data.get("due_on") or data.get("is_done")):
            self.add_error("title", _("Write the name of the milestone, or empty its day"))
        return data

    def value(self):
        """Return the milestone as a plan keeps it, or nothing for an empty row."""
        if not self.cleaned_data.get("title"):
            return None
        day = self.cleaned_data["due_on"]
        return {
            "title": self.cleaned_data["title"],
            "due_on": day.isoformat() if day else "",
            "is_done": self.cleaned_data["is_done"],
        }


TargetFormSet = forms.formset_factory(
    TargetForm, extra=1, max_num=12, absolute_max=20, validate_max=True
)
GoalFormSet = forms.formset_factory(
    GoalForm, extra=1, max_num=12, absolute_max=20, validate_max=True
)
MilestoneFormSet = forms.formset_factory(
    MilestoneForm, extra=1, max_num=20, absolute_max=30, validate_max=True
)


def group_headings(headings):
    """Return headings as the grouped choices of a select; unofficial names say so."""
    parts = {heading.parent_id for heading in headings}
    return [
        (
            scheme.label,
            [(h.key, h.label) for h in headings if h.scheme == scheme and h.key not in parts],
        )
        for scheme in Heading.Scheme
    ]
