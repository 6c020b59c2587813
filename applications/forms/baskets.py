"""A basket's name and reason, and the note of an application in it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.questions.texts import TextField
from cms.tokens import TokenField

NO_VERSION = {"required": _("Open the page again"), "invalid": _("Open the page again")}


class BasketForm(forms.Form):
    """What a basket is called and why it is made; ``version`` is what they began from."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=0, error_messages=NO_VERSION)
    name = TextField(
        label=_("Name of the basket"),
        help_text=_("Such as “Small museums first”. At most 80 characters."),
        limit=80,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": _("Write a name for the basket")},
    )
    reason = TextField(
        label=_("Reason"),
        help_text=_(
            "Why this would make a good round. Every coordinator of the round reads it, "
            "so name no museum here: write of one in its note."
        ),
        limit=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class NewBasketForm(BasketForm):
    """A new basket, empty or with what another one has; its token makes a second click none."""

    token = TokenField()
    source = forms.ChoiceField(
        label=_("Begin with"),
        required=False,
        error_messages={"invalid_choice": _("Choose from the list")},
    )
    field_order = ["token", "version", "name", "reason", "source"]

    def __init__(self, *args, baskets, **kwargs):
        super().__init__(*args, **kwargs)
        self.baskets = {str(basket.pk): basket for basket in baskets}
        named = [(pk, basket.name) for pk, basket in self.baskets.items()]
        self.fields["source"].choices = [("", _("an empty basket")), *named]


class NoteForm(forms.Form):
    """Why an application is in a basket."""

    version = forms.IntegerField(widget=forms.HiddenInput, error_messages=NO_VERSION)
    note = TextField(
        label=_("Note"),
        help_text=_("Only the round's coordinators who may open the application read this."),
        limit=300,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
