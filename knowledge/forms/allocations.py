"""Who spars whom: the proposal, rules for pairs, and what a museum asks to avoid."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from knowledge.models import Participation

from .fields import PlainTextField

MOST_PARTNERS = 6
MOST_SEED = 2**31 - 1
NOT_HERE = {
    "required": _("Choose a museum"),
    "invalid_choice": _("Choose museums of this round"),
    "invalid_pk_value": _("Choose museums of this round"),
}


class AllocationForm(forms.Form):
    """How many each spars, the seed, and whether present pairs are kept.

    ``token`` makes a second sending do nothing.
    """

    k = forms.IntegerField(
        label=_("How many museums does each spar?"),
        help_text=_("Each is sparred by as many."),
        min_value=1,
        max_value=MOST_PARTNERS,
    )
    seed = forms.IntegerField(
        label=_("Seed"),
        help_text=_(
            "The same seed gives the same pairs. Another gives others that are as good, "
            "if there are any."
        ),
        min_value=0,
        max_value=MOST_SEED,
    )
    keeps = forms.BooleanField(
        label=_("Change as few of the present pairs as possible"), required=False
    )
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, has_present, **kwargs):
        super().__init__(*args, **kwargs)
        if not has_present:
            del self.fields["keeps"]


class PairRuleForm(forms.Form):
    """A pair that is always allocated, or never. ``seats`` are the museums to choose from."""

    kind = forms.ChoiceField(
        label=_("What holds of the pair?"),
        choices=[("pin", _("The pair is always made")), ("ban", _("The pair is never made"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what holds of the pair")},
    )
    giver = forms.ModelChoiceField(
        label=_("Who spars?"), queryset=Participation.objects.none(), error_messages=NOT_HERE
    )
    receiver = forms.ModelChoiceField(
        label=_("Who is sparred?"), queryset=Participation.objects.none(), error_messages=NOT_HERE
    )
    reason = PlainTextField(
        label=_("Why?"),
        help_text=_("Seen by coordinators of the round only."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args, seats, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("giver", "receiver"):
            self.fields[name].queryset = seats
            self.fields[name].label_from_instance = lambda seat: seat.museum.name

    def clean_receiver(self):
        """Refuse a museum paired with itself."""
        receiver = self.cleaned_data["receiver"]
        if receiver == self.cleaned_data.get("giver"):
            raise ValidationError(_("Choose two different museums"))
        return receiver


class SparringConflictForm(forms.Form):
    """The museum that one's own should not spar, and why. ``peers`` are those to choose from."""

    other = forms.ModelChoiceField(
        label=_("Which museum?"), queryset=Participation.objects.none(), error_messages=NOT_HERE
    )
    reason = PlainTextField(
        label=_("Why?"),
        help_text=_("For instance that you compete for the same grant. A sentence is enough."),
        max_length=300,
        error_messages={"required": _("Write why")},
    )

    def __init__(self, *args, peers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = peers
        self.fields["other"].label_from_instance = lambda seat: seat.museum.name
