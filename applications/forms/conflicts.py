"""A reviewer's word about a museum."""

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.models import Declaration
from applications.questions.texts import TextField

Proposal = Declaration.Proposal
HINTS = {
    Proposal.OWN_MUSEUM: _("You belong or have belonged to this museum."),
    Proposal.SAME_BODY: _("The museum has the same maintaining body as yours."),
}


class ReasonForm(forms.Form):
    """Why, in a sentence."""

    reason = TextField(
        label=_("What the conflict is"),
        help_text=_("Only the coordinators of the round read this."),
        limit=300,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )


class DeclarationForm(ReasonForm):
    """A conflict or none with one applying museum; no answer leaves it waiting.

    A proposed conflict is chosen beforehand and may be changed.
    """

    has_conflict = forms.ChoiceField(
        choices=[("no", _("No conflict")), ("yes", _("I have a conflict"))],
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": _("Choose one of the two")},
    )
    field_order = ["has_conflict", "reason"]

    def __init__(self, *args, application, proposal="", **kwargs):
        kwargs["prefix"] = str(application.pk)
        kwargs["initial"] = {"has_conflict": "yes" if proposal else ""}
        super().__init__(*args, **kwargs)
        self.application = application
        field = self.fields["has_conflict"]
        field.label = application.museum_name or _("A museum without a name")
        field.help_text = HINTS.get(proposal, "")
        field.is_part = True
