"""What a person looks for among plans."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Museum
from knowledge.models import Participation, Round
from knowledge.models.sight import opening_rounds
from knowledge.models.standing import standing_of

from .fields import PlainTextField


class PlanFilterForm(forms.Form):
    """Words, a round and a museum, each of them optional.

    It offers the rounds that the person may enter, those with plans opened to them, and the
    museums that they meet; the id of another is as unknown as one that does not exist.
    """

    q = PlainTextField(label=_("Words in a plan"), max_length=200, required=False)
    round = forms.ModelChoiceField(
        label=_("Round"),
        queryset=Round.objects.none(),
        empty_label=_("All your rounds"),
        required=False,
    )
    museum = forms.ModelChoiceField(
        label=_("Museum"),
        queryset=Museum.objects.none(),
        empty_label=_("All museums"),
        required=False,
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        seats = Participation.objects.visible_to(user)
        standing = standing_of(user)
        rounds = standing.entered | opening_rounds(standing)
        self.fields["round"].queryset = Round.objects.filter(pk__in=rounds)
        self.fields["museum"].queryset = Museum.objects.filter(pk__in=seats.values("museum"))

        for field in self.fields.values():
            name = "select" if isinstance(field.widget, forms.Select) else "input"
            field.widget.attrs["class"] = name

    @property
    def is_used(self):
        """Whether anything is looked for."""
        return any(self.data.get(name) for name in self.fields)

    def narrow(self, plans, *, museum="plan__participation__museum"):
        """Return the rows of ``plans`` in the chosen round and museum."""
        data = self.cleaned_data if self.is_valid() else {}
        if data.get("round"):
            plans = plans.filter(**{museum.replace("museum", "round"): data["round"]})
        if data.get("museum"):
            plans = plans.filter(**{museum: data["museum"]})
        return plans


class EventFilterForm(forms.Form):
    """Days and a kind of act, each of them optional."""

    action = PlainTextField(label=_("What was done"), max_length=60, required=False)
    since = forms.DateField(
        label=_("From"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "input"}, format="%Y-%m-%d"),
    )
    until = forms.DateField(
        label=_("To"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "input"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["action"].widget.attrs["class"] = "input"

    def narrow(self, events):
        """Return the events that are looked for; all where something is not right."""
        data = self.cleaned_data if self.is_valid() else {}
        if data.get("action"):
            events = events.filter(action__startswith=data["action"].lower())
        if data.get("since"):
            events = events.filter(at__date__gte=data["since"])
        if data.get("until"):
            events = events.filter(at__date__lte=data["until"])
        return events
