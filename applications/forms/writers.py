"""A colleague's address, for a link of their own."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from .starting import address_field


class WriterForm(forms.Form):
    """Whom to invite to write, and a token against a second click."""

    email = address_field(help_text=_("Each colleague gets a link of their own by mail."))
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    use_required_attribute = False

    def __init__(self, data=None):
        super().__init__(data, initial={"token": uuid.uuid4()})

    def clean(self):
        """Take a token that is none for a new one."""
        cleaned = super().clean()
        if not cleaned.get("token"):
            self.errors.pop("token", None)
            cleaned["token"] = uuid.uuid4()
        return cleaned
