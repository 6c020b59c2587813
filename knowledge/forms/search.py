"""What a person looks for in the workspace."""

from django import forms
from django.utils.translation import gettext_lazy as _

from knowledge.models import Heading
from knowledge.search.finding import LONGEST, Filters
from knowledge.search.kinds import GROUPS

from .fields import PlainTextField
from .filters import PlanFilterForm


class SearchForm(PlanFilterForm):
    """Words, and what the findings are narrowed to; each of them optional.

    Rounds and museums are those of ``PlanFilterForm``; themes are the models' headings,
    which anybody may read.
    """

    q = PlainTextField(
        label=_("Search words"),
        max_length=LONGEST,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    theme = forms.ModelChoiceField(
        label=_("Theme"),
        queryset=Heading.objects.none(),
        empty_label=_("All themes"),
        required=False,
    )
    kind = forms.MultipleChoiceField(
        label=_("What to search"),
        choices=list(GROUPS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["theme"].queryset = Heading.objects.all()
        self.fields["kind"].widget.attrs.pop("class", None)

    @property
    def filters(self):
        """Return what a valid form narrows the findings to."""
        data = self.cleaned_data
        return Filters(tuple(data["kind"]), data["round"], data["museum"], data["theme"])
