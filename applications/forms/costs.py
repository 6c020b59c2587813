"""The cost-and-hours calculator's numbers."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.calculator import ITEMS, calculate
from applications.fingerprints import fingerprint
from applications.questions.facts import NumberField


class CostForm(forms.Form):
    """The numbers on which the costs depend; ``base`` tells what the writer was shown."""

    base = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    use_required_attribute = False

    def __init__(self, data=None, *, initial, saved=None):
        super().__init__(data, initial={**initial, "base": fingerprint(saved)})
        for item in ITEMS:
            label = f"{item.label} ({item.unit})" if item.unit else item.label
            self.fields[item.name] = NumberField(
                lowest=Decimal(item.lowest),
                highest=Decimal(item.highest),
                label=label,
                error_messages={"required": _("Enter a number in digits, for example 12")},
            )

    @property
    def numbers(self):
        """Return {name: number as text} of what was sent, cleaned."""
        return {item.name: self.cleaned_data[item.name] for item in ITEMS}

    @property
    def questions(self):
        """Return the fields of the numbers."""
        return [self[item.name] for item in ITEMS]

    @property
    def costs(self):
        """Return the result of right numbers sent, or of those shown; nothing for wrong ones."""
        if not self.is_bound:
            return calculate(self.initial)
        return calculate(self.numbers) if self.is_valid() else None
