"""Whom a museum, or a coordinator for it, asks in."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership

from .fields import PlainTextField


class InvitationForm(forms.Form):
    """A colleague's name and address, the language of the letter, and what they come for.

    Only who ``may_name_contacts`` is asked the last; everybody else invites colleagues.
    """

    name = PlainTextField(
        label=_("Name"),
        max_length=150,
        error_messages={"required": _("Write the name of your colleague")},
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("A personal work address: the invitation works only with it."),
        max_length=254,
        error_messages={
            "required": _("Write the e-mail address"),
            "invalid": _("Enter an e-mail address such as name@museum.fi."),
        },
    )
    language = forms.ChoiceField(
        label=_("Language of the letter"),
        choices=[(code, capfirst(name)) for code, name in settings.LANGUAGES],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the language of the letter")},
    )
    role = forms.ChoiceField(
        label=_("Comes as"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what they come as")},
    )

    def __init__(self, *args, museum, may_name_contacts, **kwargs):
        super().__init__(*args, **kwargs)
        self.museum = museum
        if may_name_contacts:
            self.fields["role"].choices = [
                (role, capfirst(label)) for role, label in Membership.Role.choices
            ]
        else:
            del self.fields["role"]

    def clean_email(self):
        """Say so if the person is in already: who may invite knows who is."""
        email = self.cleaned_data["email"].lower()
        people = self.museum.memberships.current().values_list("user__email", flat=True)
        if email in {address.lower() for address in people}:
            raise ValidationError(_("This person belongs to the museum already."))
        return email

    @property
    def values(self):
        """Return what ``invite`` takes."""
        return {"role": Membership.Role.MEMBER, **self.cleaned_data}


class FacilitatorForm(InvitationForm):
    """Whom a coordinator asks to facilitate a round."""

    def __init__(self, *args, duties, **kwargs):
        super().__init__(*args, museum=None, may_name_contacts=False, **kwargs)
        self.duties = duties
        self.fields["name"].error_messages["required"] = _("Write the person’s name")

    def clean_email(self):
        """Say so if the person runs the round already: the coordinator sees who does."""
        email = self.cleaned_data["email"].lower()
        if email in {duty.user.email.lower() for duty in self.duties}:
            raise ValidationError(_("This person runs the round already."))
        return email
