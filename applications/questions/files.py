"""Files, which are added one by one and live in rows of their own."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from .base import Question

MOST_FILES = 10
ACCEPTED = ".pdf,.docx,.odt"


class UploadField(forms.Field):
    """A place to choose a file; adding and checking it is a service's work."""

    widget = forms.FileInput({"accept": ACCEPTED})


class Files(Question):
    """Up to ``limit`` files."""

    kind = "files"
    template = "applications/questions/files.html"
    missing_sentence = _("Add a file to “%(label)s”")

    @property
    def most(self):
        """Return how many files there may be."""
        return self.limit or MOST_FILES

    @property
    def megabytes(self):
        """Return how large each file may be: as the editor says, within the site's limit."""
        most = settings.APPLICATION_FILE_MEGABYTES
        return min(self.definition.get("megabytes") or most, most)

    @property
    def limit_in_words(self):
        """Return how many files there may be, and how large."""
        return ngettext(
            "At most one file of %(size)s MB",
            "At most %(count)d files of %(size)s MB each",
            self.most,
        ) % {"count": self.most, "size": self.megabytes}

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
