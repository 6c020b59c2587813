"""Answers in words."""

from django import forms
from django.utils.formats import number_format
from django.utils.translation import ngettext

from .base import Question, at_most


class TextField(forms.CharField):
    """A text that says what is too much instead of cutting it off."""

    def __init__(self, *, limit, **kwargs):
        super().__init__(**kwargs)
        self.max_length = limit
        self.validators.append(at_most(limit))

    def widget_attrs(self, widget):
        """Return no maxlength: a browser would cut what is pasted, in silence."""
        return {}


class LineField(TextField):
    """A line whose limit is told below it, as a box's is."""

    tells_limit = True


class Text(Question):
    """An answer in words, with a limit."""

    @property
    def limit_in_words(self):
        """Return how many characters there may be."""
        if not self.limit:
            return ""
        return ngettext("At most one character", "At most %(shown)s characters", self.limit) % {
            "shown": number_format(self.limit, force_grouping=True)
        }


class ShortText(Text):
    """A line of text."""

    kind = "short_text"

    def fields(self):
        """Return one line."""
        return {"": LineField(limit=self.limit or 200, **self.common())}


class LongText(Text):
    """Paragraphs of plain text."""

    kind = "long_text"

    def fields(self):
        """Return a box as tall as its limit suggests."""
        limit = self.limit or 2000
        rows = 4 if limit <= 500 else 6 if limit <= 1500 else 9
        return {"": TextField(limit=limit, widget=forms.Textarea({"rows": rows}), **self.common())}
