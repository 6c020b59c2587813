"""What people send, before anything reads it."""

import unicodedata

KEPT = "\n\t"
# They turn the order of what follows, so that a reader sees other words than were written.
TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
LINE_ENDS = str.maketrans({"\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n"})


def clean_text(text):
    """Return a text in composed form (NFC), with plain line ends and no control characters.

    The breaks that word processors paste become line ends. One control character made
    whole exports fail elsewhere, and nobody types them. What nothing is seen of is empty.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(LINE_ENDS)
    text = text.translate(TURNING)
    text = "".join(c for c in text if c in KEPT or unicodedata.category(c) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", text) if any(map(_is_seen, text)) else ""


def drop_invisible(text):
    """Return a text without marks such as those that a copied phone number brings along."""
    return "".join(c for c in text if unicodedata.category(c) != "Cf")


def _is_seen(letter):
    return not letter.isspace() and unicodedata.category(letter) != "Cf"
