"""A round ends; what becomes of a plan after it."""

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from knowledge.models import Plan

Archive = Plan.Archive

# What each choice means, in the order in which they are offered.
CONSEQUENCES = {
    Archive.KEEP: _("Those who could open it when the round ended can open it, and nobody else."),
    Archive.HIDDEN: _(
        "Only our own museum can open it. The round’s other museums and its coordinator lose "
        "sight of it, its files and its sparring."
    ),
    Archive.OPEN: _(
        "The museums of this round and of all later rounds can read the text of the plan as it "
        "is now, and no files, advice or earlier versions."
    ),
}


class RoundEndForm(forms.Form):
    """A coordinator's yes to ending a round."""

    confirm = forms.BooleanField(
        label=_("Yes, the round ends today"),
        error_messages={"required": _("Confirm that the round ends")},
    )


class ArchiveForm(forms.Form):
    """What becomes of a plan after its round; each choice tells what follows from it."""

    archive = forms.ChoiceField(
        label=_("What happens to the plan?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what happens to the plan")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["archive"].choices = [
            (choice.value, format_html("<strong>{}</strong><br>{}", choice.label, words))
            for choice, words in CONSEQUENCES.items()
        ]
