"""A text with headings, lists and links: lines without JavaScript, an editor with it."""

from django import forms
from django.templatetags.static import static

from knowledge.markup import to_html, to_lines

from .fields import PlainTextField

# No editor needs more for the longest text that is taken; what is beyond is not read. Tags
# within tags without end take minutes to tell apart.
MOST_HTML, MOST_TAGS = 300_000, 5_000


class RichTextArea(forms.Textarea):
    """A text area of lines which ``static/js/rich-text.js`` turns into an editor.

    The editor sends HTML and says so with ``<name>-html``; it comes in as lines.
    """

    def __init__(self, attrs=None):
        super().__init__(
            {
                "data-rich-text": static("django_prose_editor/editor.js"),
                "autocomplete": "off",
                **(attrs or {}),
            }
        )

    def get_context(self, name, value, attrs):
        """Add what the editor begins with."""
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["data-html"] = to_html(value or "")
        return context

    def value_from_datadict(self, data, files, name):
        """Return the lines of what was sent."""
        value = super().value_from_datadict(data, files, name)
        return to_lines(_readable(value)) if value and data.get(f"{name}-html") else value


def _readable(source):
    """Return as much of a text's HTML as is read."""
    return "<".join(source[:MOST_HTML].split("<", MOST_TAGS + 1)[: MOST_TAGS + 1])


class RichTextField(PlainTextField):
    """Text in the lines of ``knowledge.markup``, at most ``max_length`` long."""

    def __init__(self, *, rows, max_length, **kwargs):
        super().__init__(max_length=max_length, widget=RichTextArea({"rows": rows}), **kwargs)
