"""What is written into a plan."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.tokens import TokenField
from knowledge.models import Heading, Plan, PlanRevision

from .fields import PlainTextField
from .plan_rows import GoalFormSet, MilestoneFormSet, TargetFormSet
from .rich_text import RichTextField

SECTION_LENGTH = 10_000


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
    token = TokenField()

    def __init__(self, *args, headings, **kwargs):
        super().__init__(*args, **kwargs)
        self.headings = headings
        for heading in headings:
            self.fields[f"section_{heading.key}"] = RichTextField(
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


class PlanEditor:
    """The form of a plan with its rows of targets, goals and milestones, filled from a revision."""

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
        # A page that was open before there were milestones sends none, and keeps them.
        sent = data if data and "milestones-TOTAL_FORMS" in data else None
        self.milestones = MilestoneFormSet(
            sent, prefix="milestones", initial=content.get("milestones", [])
        )

    def is_valid(self):
        """Whether all of it is; each part is checked, so that every error is told at once."""
        parts = [self.form, self.targets, self.goals, self.milestones]
        invalid = [part for part in parts if part.is_bound and not part.is_valid()]
        return self.form.is_bound and not invalid

    @property
    def has_errors(self):
        """Whether it was sent and something is to be corrected."""
        return self.form.is_bound and not self.is_valid()

    @property
    def values(self):
        """Return what ``revise_plan`` takes. Texts under headings not asked here are kept."""
        data = self.form.cleaned_data
        asked = {heading.key: data[f"section_{heading.key}"] for heading in self.form.headings}
        milestones = self._milestones()
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
                **({"milestones": milestones} if milestones else {}),
            },
        }

    def _milestones(self):
        if not self.milestones.is_bound:
            return self.revision.content.get("milestones", [])
        return [value for form in self.milestones if (value := form.value())]

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


def _initial(revision):
    sections = revision.content.get("sections", {})
    return {
        **{f"section_{key}": text for key, text in sections.items()},
        "title": revision.title,
        "stage": revision.stage,
        "question": revision.content.get("question", ""),
        "base_number": revision.number,
    }
