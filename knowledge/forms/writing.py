"""Names of versions, progress updates, and which plan goes on."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.tokens import TokenField
from knowledge.models import Plan

from .fields import PlainTextField


class VersionNameForm(forms.Form):
    """A name for a version; empty takes it away."""

    name = PlainTextField(
        label=_("Name of the version"),
        help_text=_(
            "Such as “To the board in May”. The version stays as it is; empty takes the name away."
        ),
        max_length=80,
        required=False,
    )


class ProgressUpdateForm(forms.Form):
    """How the work goes."""

    text = PlainTextField(
        label=_("How does it go?"),
        help_text=_(
            "What has been done, what turned out otherwise, what is next. A few lines are enough."
        ),
        max_length=2000,
        rows=4,
        error_messages={"required": _("Write how it goes")},
    )
    token = TokenField()


class ContinuesForm(forms.Form):
    """The museum's own plan of another round that a plan continues."""

    earlier = forms.ModelChoiceField(
        label=_("This plan continues"),
        queryset=Plan.objects.none(),
        empty_label=_("No earlier plan"),
        required=False,
        error_messages={"invalid_choice": _("Choose a plan of your own museum")},
    )

    def __init__(self, *args, earlier, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["earlier"].queryset = earlier
        self.fields["earlier"].label_from_instance = lambda plan: (
            f"{plan.title} ({plan.participation.round.name})"
        )
