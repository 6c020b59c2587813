"""Excerpts of texts with the words that were looked for marked."""

from django.utils.html import format_html, format_html_join

from cms import analysis

EXCERPT = 220
# Of a long file, so much is looked through for a place to show.
MOST_LETTERS = 60_000


def mark(text, terms):
    """Return a text with the words that have one of ``terms`` in <mark>."""
    parts, end = [], 0
    for start, stop in _places(text, terms):
        parts.append((text[end:start], text[start:stop]))
        end = stop
    marked = format_html_join("", "{}<mark>{}</mark>", parts)
    return format_html("{}{}", marked, text[end:])


def excerpt(texts, terms):
    """Return about as much as fits around the first place of the texts that has a term.

    Without such a place it is the beginning of the first text.
    """
    for text in texts:
        place = next(_places(text[:MOST_LETTERS], terms), None)
        if place:
            return mark(_around(text, place[0]), terms)
    return mark(_around(texts[0], 0), terms) if texts else ""


def _places(text, terms):
    for start, end, word in analysis.words_in(text):
        if analysis.terms_of_word(word) & terms:
            yield start, end


def _around(text, at):
    start = max(0, at - EXCERPT // 3)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    piece = text[start : start + EXCERPT]
    if start + EXCERPT < len(text):
        piece = f"{piece.rsplit(' ', 1)[0]} …"
    return " ".join(f"{'… ' if start else ''}{piece}".split())
