"""What is written into a plan."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from knowledge.models import Heading, Plan, PlanRevision

from .fields import PlainTextField

SECTION_LENGTH = 10_000
NUMBERS = [("", "–"), *((n, str(n)) for n in range(1, 6))]


class PlanForm(forms.Form):
    """A plan's title, stage and texts, under the headings of its round.

    ``base_number`` is the revision that the writer began from; ``token`` makes a second
    sending of the same form do nothing.
    """

    title = PlainTextField(
        label=_("Name of the plan"),
        help_text=_("A short name that tells the subject."),
        max_length=150,
        error_messages={"required": _("Write the name of the plan")},
    )
    stage = forms.ChoiceField(
        label=_("Stage"),
        help_text=_("Your own estimate of where the work is."),
        choices=Plan.Stage,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the stage")},
    )
    question = PlainTextField(
        label=_("What you need help with"),
        help_text=_("A question is better than a heading: it is easier to answer."),
        max_length=1000,
        rows=3,
        required=False,
    )
    base_number = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=10**6)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, headings, **kwargs):
        super().__init__(*args, **kwargs)
        self.headings = headings
        for heading in headings:
            self.fields[f"section_{heading.key}"] = PlainTextField(
                label=heading.name,
                help_text=heading.help,
                max_length=SECTION_LENGTH,
                rows=8,
                required=False,
            )

    @property
    def sections(self):
        """Return the fields of the headings, in their order."""
        return [self[f"section_{heading.key}"] for heading in self.headings]


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
        if not data.get("title") and (data.get("sign") or data.get("next")):
            self.add_error("title", _("Write the name of the goal, or empty its other fields"))
        return data

    def value(self):
        """Return the goal as a plan keeps it, or nothing for an empty row."""
        if not self.cleaned_data.get("title"):
            return None
        data = self.cleaned_data
        return {
            "id": data["id"] or uuid.uuid4().hex,
            "title": data["title"],
            "sign": data["sign"],
            "next": data["next"],
            "state": data["state"] or PlanRevision.GoalState.EXPLORING.value,
        }


TargetFormSet = forms.formset_factory(
    TargetForm, extra=1, max_num=12, absolute_max=20, validate_max=True
)
GoalFormSet = forms.formset_factory(
    GoalForm, extra=1, max_num=12, absolute_max=20, validate_max=True
)


class PlanEditor:
    """The form of a plan with its rows of targets and goals, filled from a revision."""

    def __init__(self, revision, headings, data=None):
        content = revision.content
        self.revision = revision
        self.form = PlanForm(data, headings=headings, initial=_initial(revision))
        self.targets = TargetFormSet(
            data,
            prefix="targets",
            initial=content.get("targets", []),
            form_kwargs={"headings": list(Heading.objects.all())},
        )
        self.goals = GoalFormSet(data, prefix="goals", initial=content.get("goals", []))

    def is_valid(self):
        """Whether all of it is; each part is checked, so that every error is told at once."""
        return all([self.form.is_valid(), self.targets.is_valid(), self.goals.is_valid()])

    @property
    def has_errors(self):
        """Whether it was sent and something is to be corrected."""
        return self.form.is_bound and not self.is_valid()

    @property
    def values(self):
        """Return what ``revise_plan`` takes. Texts under headings not asked here are kept."""
        data = self.form.cleaned_data
        asked = {heading.key: data[f"section_{heading.key}"] for heading in self.form.headings}
        sections = {**self.revision.content.get("sections", {}), **asked}
        return {
            "title": data["title"],
            "stage": data["stage"],
            "base_number": data["base_number"],
            "token": data["token"],
            "content": {
                "sections": {key: text for key, text in sections.items() if text},
                "question": data["question"],
                "targets": [value for form in self.targets if (value := form.value())],
                "goals": [value for form in self.goals if (value := form.value())],
            },
        }

    def as_revision(self):
        """Return what was written as a revision that is not stored."""
        values = self.values
        parts = {part: values[part] for part in ("title", "stage", "content")}
        return PlanRevision(plan=self.revision.plan, **parts)

    def begin_from(self, revision):
        """Let the next sending begin from ``revision``, with a token of its own."""
        data = self.form.data.copy()
        data["base_number"], data["token"] = revision.number, uuid.uuid4()
        self.form.data = data


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


def _initial(revision):
    sections = revision.content.get("sections", {})
    return {
        **{f"section_{key}": text for key, text in sections.items()},
        "title": revision.title,
        "stage": revision.stage,
        "question": revision.content.get("question", ""),
        "base_number": revision.number,
        "token": uuid.uuid4(),
    }
