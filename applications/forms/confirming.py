"""Asking a director, and the director's answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.models.confirmations import CallRules, Confirmation
from applications.questions.texts import TextField
from cms.tokens import TokenField

from .starting import address_field


class DirectorForm(forms.Form):
    """Who is asked, and a token against a second click."""

    name = TextField(
        limit=100,
        label=_("Name of the museum director"),
        error_messages={"required": _("Enter the name of the museum director")},
    )
    email = address_field(help_text=_("A personal work address: the link goes there alone."))
    token = TokenField()

    use_required_attribute = False


class DirectorAnswerForm(forms.Form):
    """Whether the director confirms, and why not."""

    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=Confirmation.Answer.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose your answer"),
            "invalid_choice": _("Choose your answer"),
        },
    )
    note = TextField(
        limit=1000,
        label=_("A word to those who write the application"),
        required=False,
        help_text=_("The organisers do not see it."),
        widget=forms.Textarea({"rows": 4}),
    )
    shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    use_required_attribute = False


class CallRulesForm(forms.Form):
    """What a coordinator sets of a round's applications."""

    director = forms.ChoiceField(
        label=_("The museum director's confirmation"),
        choices=CallRules.Director.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one"), "invalid_choice": _("Choose one")},
    )

    use_required_attribute = False
