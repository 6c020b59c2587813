"""The registry's file of case numbers."""

import csv

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.diary import MOST_BYTES, MOST_LINES, decode, read_lines


class CaseNumberForm(forms.Form):
    """A CSV file, or the text of one that has been read already and is confirmed.

    Valid, it has ``lines`` as ``applications.diary.read_lines`` returns them.
    """

    file = forms.FileField(
        label=_("The registry's file (CSV)"),
        help_text=_("On each line the reference first and the case number last."),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput({"accept": ".csv,.txt"}),
    )
    text = forms.CharField(
        required=False, widget=forms.HiddenInput, max_length=MOST_BYTES, strip=False
    )

    use_required_attribute = False

    def __init__(self, data=None, files=None, *, handled):
        super().__init__(data, files)
        self.handled, self.lines = handled, []
        self.fields["file"].is_part = True

    def clean_file(self):
        """Return the file if it is not too big."""
        file = self.cleaned_data["file"]
        if file and file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is too big: at most 1 MB."))
        return file

    def clean(self):
        """Read the lines."""
        cleaned = super().clean()
        if self.errors:
            return cleaned
        file = cleaned.get("file")
        cleaned["text"] = decode(file.read()) if file else cleaned["text"]
        try:
            self.lines = read_lines(cleaned["text"], self.handled)
        except csv.Error:
            self.lines = []
        if not 0 < len(self.lines) <= MOST_LINES:
            sentence = _("Choose a CSV file with a reference and a case number on each line.")
            self.add_error("file", sentence)
        return cleaned
