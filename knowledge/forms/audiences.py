"""Who may open a plan."""

from django import forms
from django.utils.translation import gettext_lazy as _

from knowledge.models import Participation, Plan


class AudienceForm(forms.Form):
    """The audience of a plan and, if that is sparring partners, their museums.

    ``partners`` offers the other museums of the plan's round and no others.
    """

    audience = forms.ChoiceField(
        label=_("Who may open the plan?"),
        choices=Plan.Audience,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who may open the plan")},
    )
    partners = forms.ModelMultipleChoiceField(
        label=_("Sparring partners"),
        help_text=_(
            "Each gets the plan as it is now. What you write later is seen by them only when "
            "you give it."
        ),
        queryset=Participation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={
            "invalid_choice": _("Choose museums of this round"),
            "invalid_pk_value": _("Choose museums of this round"),
        },
    )

    def __init__(self, *args, peers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["partners"].queryset = peers
        # Whether it may be left empty depends on the audience.
        self.fields["partners"].is_part = True
        self.fields["partners"].label_from_instance = lambda seat: seat.museum.name

    def clean(self):
        """Ask for at least one partner, if it is for partners."""
        data = super().clean()
        chosen = data.get("partners")
        if data.get("audience") == Plan.Audience.PARTNERS and chosen is not None and not chosen:
            self.add_error("partners", _("Choose at least one sparring partner"))
        return data
