"""How long the applications of a round are kept."""

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.models import Retention

PERIODS = ["draft", "withdrawn", "declined", "reserve", "accepted", "personal"]


class RetentionForm(forms.ModelForm):
    """The periods in months, and the version from which they are changed."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    use_required_attribute = False

    class Meta:
        model = Retention
        fields = PERIODS
        help_texts = {
            "draft": _("Months from the closing of the call, or from the last saving."),
            "withdrawn": _("Months from the closing of the call, or from the last saving."),
            "declined": _("Months from the decision."),
            "reserve": _("Months from the decision."),
            "accepted": _("Months from the decision. The development plan stays."),
            "personal": _(
                "Months, counted likewise, after which addresses and the answers to personal "
                "questions are emptied. Left empty, they go with the rest."
            ),
        }

    @property
    def periods(self):
        """Return the months by name."""
        return {name: self.cleaned_data[name] for name in PERIODS}

    def previewed(self, round):
        """Return the periods that were sent, not saved, or None where they are not right."""
        return Retention(round=round, **self.periods) if self.is_valid() else None
