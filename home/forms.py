"""The feedback form: no account, a trap for robots, and nothing lost."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.clean_text import clean_text
from cms.stamps import age_of_stamp, stamp_now
from home.models.feedback import Feedback

# Nobody writes a message in less; robots do. In seconds.
SHORTEST = 1
SALT = "home.feedback"


class TextField(forms.CharField):
    """A text, cleaned before its length is measured."""

    def to_python(self, value):
        """Return the cleaned text."""
        text = super().to_python(value)
        return super().to_python(clean_text(text))


class FeedbackForm(forms.Form):
    """A message and, for who wants an answer, an address."""

    kind = forms.ChoiceField(
        label=_("What is it about?"),
        choices=Feedback.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is about.")},
    )
    message = TextField(
        label=_("Your message"),
        max_length=5000,
        widget=forms.Textarea({"rows": 8}),
        help_text=_(
            "If something on the site does not work for you, tell on which page and with which device."
        ),
        error_messages={"required": _("Write your message.")},
    )
    name = TextField(
        label=_("Your name"),
        max_length=100,
        required=False,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("Needed only if you want an answer."),
        widget=forms.EmailInput({"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"invalid": _("Enter an email address like name@museum.fi")},
    )
    website = forms.CharField(required=False, label=_("Leave this empty"))
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    use_required_attribute = False

    def __init__(self, data=None):
        fresh = {"token": uuid.uuid4(), "shown": stamp_now(SALT)}
        super().__init__(data, initial=fresh)
        if data is not None and not self._has_true_stamp():
            # A form that was altered or copied is shown again as a fresh one, text and all.
            self.data = {**data.dict(), **{name: str(value) for name, value in fresh.items()}}
            self.is_altered = True

    is_altered = False

    def _has_true_stamp(self):
        try:
            uuid.UUID(self.data.get("token", ""))
        except ValueError:
            return False
        return age_of_stamp(self.data.get("shown", ""), SALT) is not None

    def clean(self):
        """Ask for another try where the form was sent too fast or was not from this page."""
        cleaned = super().clean()
        if self.is_altered or (not self.errors and self._is_too_fast()):
            raise forms.ValidationError(
                _("The form was sent faster than we can take it in. Wait a moment and send again.")
            )
        return cleaned

    def _is_too_fast(self):
        return age_of_stamp(self.data["shown"], SALT) < SHORTEST

    @property
    def is_of_robot(self):
        """Whether the field that nobody sees was filled."""
        return bool(self.cleaned_data["website"])

    @property
    def content(self):
        """Return what is to be kept."""
        names = ("kind", "message", "name", "email", "token")
        return {name: self.cleaned_data[name] for name in names}
