"""The first words: an address to come back by."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.questions.facts import EmailField


def address_field(**kwargs):
    """Return the field of the applicant's address."""
    sentence = _("Enter an email address like name@museum.fi")
    return EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"required": sentence, "invalid": sentence},
        **kwargs,
    )


class StartForm(forms.Form):
    """An address, a trap for robots, and a token against a second click."""

    email = address_field(help_text=_("We send a link here, with which you can come back."))
    website = forms.CharField(required=False, label=_("Leave this empty"))
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    use_required_attribute = False

    def clean_token(self):
        """Return the token, or a new one in place of what is none."""
        return self.cleaned_data.get("token") or uuid.uuid4()

    def clean(self):
        """Tell a robot, which fills every field, nothing more than a person."""
        cleaned = super().clean()
        if "token" in self.errors:
            del self.errors["token"]
            cleaned["token"] = uuid.uuid4()
        return cleaned

    @property
    def is_of_robot(self):
        """Whether the field that nobody sees was filled."""
        return bool(self.data.get("website"))


class LinkForm(forms.Form):
    """The address of whom wants back to an application."""

    email = address_field()

    use_required_attribute = False
