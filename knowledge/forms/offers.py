"""What a museum offers or needs, and what a person looks for among that."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import Museum
from cms.tokens import TokenField
from knowledge.models import Heading, Offer

from .fields import PlainTextField

MOST_THEMES = 5


class OfferForm(forms.Form):
    """An offer or a need. ``kind`` is asked of a new one only.

    ``base_number`` is what the writer began from; ``token`` makes a second sending do nothing.
    """

    kind = forms.ChoiceField(
        label=_("Do you offer or need?"),
        choices=[("offer", _("We offer")), ("need", _("We need"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether you offer or need")},
    )
    text = PlainTextField(
        label=_("What?"),
        help_text=_("Two sentences are enough. The museums of the round read this."),
        max_length=1000,
        rows=4,
        error_messages={"required": _("Write what you offer or need")},
    )
    themes = forms.ModelMultipleChoiceField(
        label=_("Themes"),
        help_text=_("At most five. By these offers and needs find each other."),
        queryset=Heading.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    form = forms.ChoiceField(
        label=_("How?"), choices=[("", _("Any way")), *Offer.Form.choices], required=False
    )
    hours = forms.IntegerField(
        label=_("How many hours about?"), min_value=1, max_value=500, required=False
    )
    region = forms.ChoiceField(
        label=_("Region"), choices=[("", _("Anywhere")), *Museum.Region.choices], required=False
    )
    valid_until = forms.DateField(
        label=_("Until when?"),
        help_text=_("After this day it is not proposed to anybody."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
        error_messages={"invalid": _("Write the day like 31.12.2026")},
    )
    base_number = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=10**6)
    token = TokenField()

    def __init__(self, *args, headings, is_new, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["themes"].queryset = headings
        self.fields["themes"].label_from_instance = lambda heading: heading.name
        if not is_new:
            del self.fields["kind"]

    def clean_themes(self):
        """Refuse more themes than a reader can take in."""
        themes = self.cleaned_data["themes"]
        if len(themes) > MOST_THEMES:
            raise ValidationError(_("Choose five themes at most"))
        return themes

    def clean_valid_until(self):
        """Refuse a day gone by."""
        day = self.cleaned_data["valid_until"]
        if day and not (timezone.localdate() <= day and day.year <= 2200):
            raise ValidationError(_("Choose today or a later day"))
        return day

    @property
    def values(self):
        """Return what the services take."""
        data = dict(self.cleaned_data)
        for name in ("base_number", "token"):
            del data[name]
        return data


class OfferFilterForm(forms.Form):
    """A kind, a theme and a region, each of them optional."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("", _("All")), *Offer.Kind.choices], required=False
    )
    theme = forms.ModelChoiceField(
        label=_("Theme"), queryset=Heading.objects.none(), empty_label=_("All"), required=False
    )
    region = forms.ChoiceField(
        label=_("Region"), choices=[("", _("All")), *Museum.Region.choices], required=False
    )

    def __init__(self, *args, headings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = headings
        self.fields["theme"].label_from_instance = lambda heading: heading.name
        for field in self.fields.values():
            field.widget.attrs["class"] = "select"

    def narrow(self, offers):
        """Return the offers that match what was chosen."""
        data = self.cleaned_data if self.is_valid() else {}
        if data.get("kind"):
            offers = offers.filter(kind=data["kind"])
        if data.get("theme"):
            offers = offers.filter(themes=data["theme"])
        if data.get("region"):
            offers = offers.filter(region__in=[data["region"], ""])
        return offers


class DirectoryForm(forms.Form):
    """A theme, optional."""

    theme = forms.ModelChoiceField(
        label=_("Theme"), queryset=Heading.objects.none(), empty_label=_("All"), required=False
    )

    def __init__(self, *args, headings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = headings
        self.fields["theme"].label_from_instance = lambda heading: capfirst(heading.name)
        self.fields["theme"].widget.attrs["class"] = "select"


class HoursForm(forms.Form):
    """How long an exchange took."""

    hours = forms.IntegerField(
        label=_("How many hours did it take?"),
        min_value=1,
        max_value=500,
        error_messages={"required": _("Write the hours as a number")},
    )
