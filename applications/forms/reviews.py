"""What reviewers write, and the criteria that coordinators set."""

import uuid

from django import forms
from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from applications.questions.texts import TextField

LANGUAGES = [code for code, _name in settings.LANGUAGES]
MARKS = [(str(mark), str(mark)) for mark in range(1, 6)]
PARTS = {
    "name": (_("Criterion"), 120),
    "low": (_("What 1 means"), 300),
    "high": (_("What 5 means"), 300),
}


class ReviewForm(forms.Form):
    """Marks by the rubric and notes; ``revision`` and ``version`` tell what was read."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    notes = TextField(
        label=_("Your notes"),
        help_text=_(
            "The museum does not see them. Other reviewers do once they have saved their own."
        ),
        limit=5000,
        required=False,
        widget=forms.Textarea({"rows": 6}),
    )

    def __init__(self, *args, rubric, **kwargs):
        super().__init__(*args, **kwargs)
        self.rubric = rubric
        self.criteria = rubric.read_in(get_language()) if rubric else []
        for criterion in self.criteria:
            self.fields[f"mark-{criterion['id']}"] = forms.ChoiceField(
                label=criterion["name"],
                help_text=_("1 = %(low)s · 5 = %(high)s") % criterion,
                choices=MARKS,
                widget=forms.RadioSelect,
                required=False,
                error_messages={"invalid_choice": _("Choose a number from 1 to 5")},
            )
        for field in self.fields.values():
            field.is_part = True

    def clean(self):
        """Refuse a review that says nothing."""
        data = super().clean()
        if not self.errors and not data["notes"] and not self.marks:
            raise forms.ValidationError(_("Give a mark or write a note first."))
        return data

    @staticmethod
    def initial_of(review):
        """Return what the form holds of a saved review, or of none."""
        if review is None:
            return {"version": 0}
        marks = {f"mark-{id}": str(mark) for id, mark in review.marks.items()}
        return {"version": review.version, "notes": review.notes, **marks}

    def anew(self, *, version):
        """Return the form with the same words, to be saved over another version."""
        return ReviewForm(initial={**self.cleaned_data, "version": version}, rubric=self.rubric)

    @property
    def mark_fields(self):
        """Return the marks to give, bound."""
        return [self[f"mark-{criterion['id']}"] for criterion in self.criteria]

    @cached_property
    def marks(self):
        """Return {criterion's id: mark} of those given."""
        given = {c["id"]: self.cleaned_data.get(f"mark-{c['id']}") for c in self.criteria}
        return {id: int(mark) for id, mark in given.items() if mark}


class CriterionForm(forms.Form):
    """A criterion with its weight and texts in three languages; without a name it is left out."""

    id = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)
    weight = forms.IntegerField(
        label=_("Weight"), min_value=1, max_value=10, initial=1, required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = dict(settings.LANGUAGES)
        self.fields["weight"].is_part = True
        for part, (label, limit) in PARTS.items():
            for code in LANGUAGES:
                field = TextField(limit=limit, required=False)
                field.label, field.is_part = f"{label} ({names[code]})", True
                field.widget.attrs["lang"] = code
                self.fields[f"{part}_{code}"] = field

    def clean(self):
        """Ask for every language of a criterion that has any text."""
        data = super().clean()
        names = [f"{part}_{code}" for part in PARTS for code in LANGUAGES]
        if any(data.get(name) for name in names):
            for name in names:
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Write this in every language"))
        return data

    @property
    def criterion(self):
        """Return the criterion as it is stored, or None where no text was written."""
        data = self.cleaned_data
        if not data.get("name_fi"):
            return None
        texts = {part: {code: data[f"{part}_{code}"] for code in LANGUAGES} for part in PARTS}
        return {"id": data["id"] or uuid.uuid4().hex, "weight": data["weight"] or 1, **texts}

    @staticmethod
    def initial_of(criterion):
        """Return what the form holds of a stored criterion."""
        texts = {f"{part}_{code}": criterion[part][code] for part in PARTS for code in LANGUAGES}
        return {"id": criterion["id"], "weight": criterion["weight"], **texts}


class BaseRubricForm(forms.BaseFormSet):
    """The criteria of a rubric; an emptied one is left out of the next version."""

    def clean(self):
        """Refuse ids that are not the rubric's own, and one given twice."""
        known = {form.initial.get("id") for form in self.forms}
        given = [form.cleaned_data.get("id") for form in self.forms if form.is_valid()]
        given = [id for id in given if id]
        if len(set(given)) < len(given) or set(given) - known:
            raise forms.ValidationError(_("The form was out of date. Open the page anew."))

    @property
    def criteria(self):
        """Return the criteria as they are stored."""
        return [form.criterion for form in self.forms if form.criterion]


RubricForm = forms.formset_factory(CriterionForm, formset=BaseRubricForm, extra=2, max_num=20)
