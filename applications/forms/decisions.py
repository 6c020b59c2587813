"""What a coordinator prepares: decisions, and the texts of their letters."""

import uuid

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from applications.letters import missing_marks, unknown_marks
from applications.models import Application, Decision
from applications.questions.facts import EmailField
from applications.questions.texts import TextField

LANGUAGES = dict(settings.LANGUAGES)
PARTS = {
    "subject": (_("Subject"), 120, 1),
    "body": (_("Letter"), 5000, 14),
    "next_steps": (_("What happens next"), 2000, 4),
}


class DecisionForm(forms.Form):
    """What is to become of one application, the place in the reserve, and why."""

    outcome = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": _("Choose a decision from the list")},
    )
    rank = forms.IntegerField(
        label=_("Place in the reserve"),
        min_value=1,
        max_value=999,
        required=False,
        error_messages=dict.fromkeys(
            ["invalid", "min_value", "max_value"], _("Enter a number from 1 to 999")
        ),
    )
    reason = TextField(
        limit=2000, label=_("Reason"), required=False, widget=forms.Textarea({"rows": 4})
    )
    version = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=0,
        error_messages=dict.fromkeys(
            ["required", "invalid", "min_value"],
            _("The form was out of date. Open the page anew."),
        ),
    )

    use_required_attribute = False

    def __init__(self, data=None, *, application, decision=None, **kwargs):
        self.application, self.decision = application, decision or Decision()
        super().__init__(
            data, prefix=str(application.pk), initial=self._initial(self.decision), **kwargs
        )
        reserved = application.status == Application.Status.RESERVE
        choices = [
            (o.value, o.label) for o in Decision.Outcome if not (reserved and o == "reserve")
        ]
        self.fields["outcome"].choices = [("", _("Not decided")), *choices]
        for field in self.fields.values():
            field.is_part = True
        language = LANGUAGES[application.language]
        self.fields["reason"].help_text = (
            _("The museum reads it in the letter. Language: %s") % language
        )
        self.fields["reason"].widget.attrs["lang"] = application.language
        self.fields["rank"].widget.attrs |= {"inputmode": "numeric"}

    @staticmethod
    def _initial(decision):
        names = ("outcome", "rank", "reason", "version")
        return {name: getattr(decision, name) for name in names}

    def clean(self):
        """Ask for the place of one in reserve."""
        data = super().clean()
        is_reserve = data.get("outcome") == Decision.Outcome.RESERVE
        if is_reserve and not data.get("rank") and "rank" not in self.errors:
            self.add_error("rank", _("Enter the place in the reserve"))
        return data

    def anew(self, decision):
        """Return the form with the same words, to be saved over another version."""
        data = {self.add_prefix(name): value or "" for name, value in self.cleaned_data.items()}
        data[self.add_prefix("version")] = decision.version
        form = DecisionForm(data, application=self.application, decision=decision)
        form.theirs = decision
        return form

    @property
    def is_wrong(self):
        """Whether anything in it must be corrected."""
        return self.is_bound and not self.is_valid()


class LetterTemplateForm(forms.Form):
    """The letter of one outcome in every language, and whom to ask.

    A language may be left for later. Finnish and Swedish, and every language that the letter
    goes out in, stop the release as long as they are missing.
    """

    contact_name = TextField(
        limit=100, label=_("Contact person"), error_messages={"required": _("Enter a name")}
    )
    contact_email = EmailField(
        label=_("Contact person's e-mail"),
        max_length=254,
        error_messages=dict.fromkeys(
            ["required", "invalid"], _("Enter the contact person's e-mail address")
        ),
    )

    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code, language in LANGUAGES.items():
            for part, (label, limit, rows) in PARTS.items():
                widget = forms.Textarea({"rows": rows}) if rows > 1 else forms.TextInput()
                widget.attrs["lang"] = code
                field = TextField(limit=limit, required=False, widget=widget)
                field.label, field.is_part = f"{label} ({language})", True
                self.fields[f"{part}_{code}"] = field

    def clean(self):
        """Refuse placeholders that are none, and a letter without reason, contact or link."""
        data = super().clean()
        for code in LANGUAGES:
            for part in PARTS:
                self._check_marks(f"{part}_{code}", data.get(f"{part}_{code}") or "")
            body = f"body_{code}"
            missing = missing_marks(data.get(body) or "") if data.get(body) else []
            if missing and body not in self.errors:
                names = ", ".join(f"{{{mark}}}" for mark in missing)
                self.add_error(body, _("Add to the letter: %s") % names)
        return data

    def _check_marks(self, name, text):
        unknown = unknown_marks(text)
        if unknown:
            names = ", ".join(f"{{{mark}}}" for mark in unknown)
            self.add_error(name, _("There is no such placeholder: %s") % names)

    @property
    def texts(self):
        """Return the texts as they are stored."""
        data = self.cleaned_data
        return {code: {part: data[f"{part}_{code}"] for part in PARTS} for code in LANGUAGES}

    @staticmethod
    def initial_of(texts):
        """Return what the form holds of stored texts."""
        return {f"{part}_{code}": said[part] for code, said in texts.items() for part in PARTS}

    @property
    def languages(self):
        """Return pairs of a language's name and its fields."""
        return [
            (language, [self[f"{part}_{code}"] for part in PARTS])
            for code, language in LANGUAGES.items()
        ]


def confirmed_in(post):
    """Return the ids of applications whose contact person was confirmed in a form."""
    found = set()
    for text in post.getlist("confirmed"):
        try:
            found.add(uuid.UUID(text))
        except ValueError:
            continue
    return found
