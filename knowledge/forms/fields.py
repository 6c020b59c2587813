"""Fields for texts that people write."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import ngettext

LINE_ENDS = str.maketrans({"\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n"})


class PlainTextField(forms.CharField):
    """Text without control characters, in composed letters, at most ``max_length`` long.

    What word processors paste as page and line breaks becomes a line break; other
    control characters are dropped. A line break counts as one character.
    """

    def __init__(self, *, rows=None, max_length, **kwargs):
        if rows:
            kwargs["widget"] = forms.Textarea(attrs={"rows": rows})
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value):
        """Return the text, cleaned."""
        text = str(value or "").replace("\r\n", "\n").replace("\r", "\n").translate(LINE_ENDS)
        text = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc")
        return super().to_python(unicodedata.normalize("NFC", text))

    def run_validators(self, value):
        """Say by how much a text is too long; check the rest as usual."""
        over = len(value) - self.max_length
        if over > 0:
            raise ValidationError(
                ngettext(
                    "Shorten “%(label)s” by %(over)d character: it may have %(limit)d.",
                    "Shorten “%(label)s” by %(over)d characters: it may have %(limit)d.",
                    over,
                )
                % {"label": self.label, "over": over, "limit": self.max_length},
                code="max_length",
            )
        super().run_validators(value)


class ManyFilesInput(forms.ClearableFileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class ManyFilesField(forms.FileField):
    """Several uploads, each checked by ``check``, which raises ``ValidationError``."""

    widget = ManyFilesInput

    def __init__(self, *, check, **kwargs):
        super().__init__(**kwargs)
        self.check = check

    def clean(self, data, initial=None):
        """Return the checked uploads."""
        files = [file for file in data or [] if file]
        if self.required and not files:
            raise ValidationError(self.error_messages["required"], code="required")
        return [self.check(file) for file in files]
