"""When a question is shown, and who sees its answer."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

# Read by the admin's script.
WORDS = {"data-yes": _("Yes"), "data-no": _("No"), "data-unknown": _("I do not know")}
REVIEWERS, STAFF = "", "staff"


class ShownIfBlock(blocks.FieldBlock):
    """The answer on which a question depends, as "block id:code"; "" for always.

    The admin's script makes a list of it from the questions above. The ids are the same
    in every language, so it is never offered to translators.
    """

    def __init__(self, **kwargs):
        self._kwargs = {
            "label": _("Shown only if"),
            "help_text": _("An answer to a question above. Save a new question first."),
            "default": "",
            "required": False,
        } | kwargs
        super().__init__(**self._kwargs)

    @cached_property
    def field(self):
        """Return a line that the admin's script turns into a list."""
        return forms.CharField(
            required=False,
            max_length=120,
            help_text=self._kwargs["help_text"],
            widget=forms.TextInput(WORDS),
        )

    def clean(self, value):
        """Refuse what is not a question's id and a code."""
        value = (super().clean(value) or "").strip()
        if value and not all(value.partition(":")):
            raise ValidationError(_("Choose an answer from the list"))
        return value

    def get_translatable_segments(self, value):
        """Return nothing to translate."""
        return []

    def restore_translated_segments(self, value, segments):
        """Return the condition as it is."""
        return value


class SightBlock(blocks.ChoiceBlock):
    """Who of those who handle applications sees the answer."""

    def __init__(self, **kwargs):
        super().__init__(
            **{
                "choices": [(STAFF, _("Coordinators only"))],
                "required": False,
                "default": REVIEWERS,
                "label": _("Seen by"),
                "help_text": _("Left empty: reviewers and coordinators."),
                **kwargs,
            }
        )
