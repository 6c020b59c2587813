"""What an export is to hold."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """The kinds of file."""

    XLSX = "xlsx", _("Excel workbook (XLSX)")
    CSV = "csv", _("Text in columns (CSV), semicolons between them")
    JSON = "json", _("JSON, for another system")


class ExportForm(forms.Form):
    """A kind of file, and whether it holds personal data."""

    kind = forms.ChoiceField(
        label=_("Kind of file"),
        choices=Kind,
        widget=forms.RadioSelect,
        initial=Kind.XLSX,
        error_messages={
            "required": _("Choose the kind of file"),
            "invalid_choice": _("Choose the kind of file"),
        },
    )
    without_personal = forms.BooleanField(
        label=_("Leave out personal data"),
        help_text=_(
            "Leaves out the applicants' addresses and the answers to questions that hold personal data."
        ),
        required=False,
    )

    use_required_attribute = False
