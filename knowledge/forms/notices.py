"""How a person wants to be told."""

from django import forms
from django.utils.translation import gettext_lazy as _

from knowledge.models import NoticePreference


class NoticePreferenceForm(forms.Form):
    """How often mail comes, and what it says."""

    pace = forms.ChoiceField(
        label=_("How often do you want mail?"),
        help_text=_(
            "A new, changed or cancelled meeting is told at once, unless you want no mail."
        ),
        choices=NoticePreference.Pace,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how often you want mail"),
            "invalid_choice": _("Choose how often you want mail"),
        },
    )
    wants_titles = forms.BooleanField(
        label=_("Name plans and meetings in the mail"),
        help_text=_(
            "Unless you tick this, mail tells only how many notices there are. Texts are never in mail."
        ),
        required=False,
    )
