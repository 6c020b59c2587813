"""Who spars whom: the proposal, rules for pairs, and what a museum asks to avoid."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.tokens import TokenField
from knowledge.models import Participation

from .fields import PlainTextField

MOST_PARTNERS = 6
MOST_SEED = 2**31 - 1


class SeatField(forms.ModelChoiceField):
    """One museum of a round; anything else is refused in the same words."""

    default_error_messages = {
        "required": _("Choose a museum"),
        "invalid_choice": _("Choose museums of this round"),
    }

    def __init__(self, **kwargs):
        super().__init__(queryset=Participation.objects.none(), **kwargs)

    def label_from_instance(self, seat):
        """Return the museum's name."""
        return seat.museum.name

    def to_python(self, value):
        """Return the participation."""
        try:
            return super().to_python(value)
        except ValidationError as error:
            raise ValidationError(self.error_messages["invalid_choice"]) from error


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
    token = TokenField()

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
    giver = SeatField(label=_("Who spars?"))
    receiver = SeatField(label=_("Who is sparred?"))
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

    def clean_receiver(self):
        """Refuse a museum paired with itself."""
        receiver = self.cleaned_data["receiver"]
        if receiver == self.cleaned_data.get("giver"):
            raise ValidationError(_("Choose two different museums"))
        return receiver


class SparringConflictForm(forms.Form):
    """The museum that one's own should not spar, and why. ``peers`` are those to choose from."""

    other = SeatField(label=_("Which museum?"))
    reason = PlainTextField(
        label=_("Why?"),
        help_text=_("For instance that you compete for the same grant. A sentence is enough."),
        max_length=300,
        error_messages={"required": _("Write why")},
    )

    def __init__(self, *args, peers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = peers
