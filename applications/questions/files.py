"""Files, which are added one by one and live in rows of their own."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .base import Question

ACCEPTED = ".pdf,.docx,.odt"


class UploadField(forms.Field):
    """A place to choose a file; adding and checking it is a service's work."""

    widget = forms.FileInput({"accept": ACCEPTED})


class Files(Question):
    """Up to ``limit`` files."""

    kind = "files"
    template = "applications/questions/files.html"
    missing_sentence = _("Add a file to “%(label)s”")

    def fields(self):
        """Return the place to choose one file; whether there are any is asked below."""
        return {"": UploadField(**self.common(required=False))}

    def compose(self, parts):
        """Return no value: the files are rows."""
        return

    def parts(self, value):
        """Return none: a browser takes no file from a page."""
        return {}

    def problems(self, parts, files):
        """Return the sentence for no file where one is needed."""
        return {"": self.missing} if self.is_required and not files else {}
