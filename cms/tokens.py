"""What tells a second click from a second wish."""

import uuid

from django import forms
from django.core.exceptions import ValidationError


class TokenField(forms.UUIDField):
    """A form's own token, kept with what the form makes; what is none becomes a new one."""

    widget = forms.HiddenInput

    def __init__(self):
        super().__init__(required=False, initial=uuid.uuid4)

    def clean(self, value):
        """Return the token, never an error: nobody could mend a hidden field."""
        try:
            return super().clean(value) or uuid.uuid4()
        except ValidationError:
            return uuid.uuid4()


def token_for(token, *said):
    """Return the token of a form that said this, or nothing where there is no token.

    Sent again it is the same; with other words, after a step back, it is another.
    """
    return token and uuid.uuid5(token, repr(said))
