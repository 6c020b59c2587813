"""A colleague's address, for a link of their own."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.tokens import TokenField

from .starting import address_field


class WriterForm(forms.Form):
    """Whom to invite to write, and a token against a second click."""

    email = address_field(help_text=_("Each colleague gets a link of their own by mail."))
    token = TokenField()

    use_required_attribute = False
