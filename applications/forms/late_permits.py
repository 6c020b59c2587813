"""Leave for one applicant to send late."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.models import Application

from .starting import address_field

FORMATS = ["%Y-%m-%dT%H:%M", "%d.%m.%Y %H.%M", "%d.%m.%Y %H:%M"]


class LatePermitForm(forms.Form):
    """Whose draft, in which of the rounds one coordinates, until when and why."""

    round = forms.ModelChoiceField(None, label=_("Forum round"), empty_label=None)
    email = address_field(help_text=_("The address with which the draft was begun."))
    until_at = forms.DateTimeField(
        label=_("May be sent until"),
        input_formats=FORMATS,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format=FORMATS[0]),
        error_messages={
            "required": _("Choose a day and a time to come"),
            "invalid": _("Choose a day and a time to come"),
        },
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("The applicant and the reviewers see the reason."),
        error_messages={"required": _("Write why a late application is permitted")},
    )

    use_required_attribute = False

    def __init__(self, data=None, *, rounds):
        super().__init__(data)
        self.fields["round"].queryset = rounds
        sentence = _("No unsent draft was begun with this address")
        self.fields["email"].error_messages |= dict.fromkeys(["required", "invalid"], sentence)

    def clean_until_at(self):
        """Return the moment if it is to come."""
        if self.cleaned_data["until_at"] <= timezone.now():
            raise forms.ValidationError(_("Choose a day and a time to come"))
        return self.cleaned_data["until_at"]

    def clean(self):
        """Ask for an address that has an unsent draft in the round."""
        cleaned = super().clean()
        if {"round", "email"} <= cleaned.keys():
            drafts = Application.objects.filter(status=Application.Status.DRAFT)
            if not drafts.filter(round=cleaned["round"], email__iexact=cleaned["email"]).exists():
                self.add_error("email", _("No unsent draft was begun with this address"))
        return cleaned
