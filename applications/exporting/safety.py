"""Texts that a spreadsheet takes for texts."""

from applications.clean_text import clean_text

# What begins a formula in some spreadsheet, the full-width forms included.
FORMULA = ("=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠")
BLANK = "\u200b\u200c\u200d\u2060\ufeff"
MOST = 32_767
XML_REFUSES = dict.fromkeys([0xFFFE, 0xFFFF])


def plain(text):
    """Return a text without control characters, whatever came into the database once.

    It is cut where a cell would be full.
    """
    text = clean_text(str(text)).translate(XML_REFUSES)
    return text if len(text) <= MOST else f"{text[: MOST - 1]}…"


def harmless(text):
    """Return a plain text that begins with ' where a spreadsheet would see a formula."""
    text = plain(text)
    first = text.lstrip(BLANK + " \t\n\r\u00a0\u3000\u2000\u2009\u202f").lstrip()[:1]
    return f"'{text}" if (first in FORMULA and first) or text[:1] in ("\t", "\n") else text
