"""What differs between two texts, word by word, inside the paragraphs that differ."""

import re
from difflib import SequenceMatcher

SAME, ADDED, REMOVED = "same", "added", "removed"
# Beyond so many pairs of paragraphs those that are everywhere, such as empty ones, are not
# matched: thousands of equal lines would take minutes.
MOST_PAIRS = 1_000_000


def compare(before, after):
    """Return the difference as a list of (``same``, ``added`` or ``removed``, text)."""
    pieces = []
    old, new = _paragraphs(before), _paragraphs(after)
    has_many = len(old) * len(new) > MOST_PAIRS
    for what, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=has_many).get_opcodes():
        if what == "equal":
            _add(pieces, SAME, "".join(old[a:b]))
        else:
            for kind, text in _compare_words("".join(old[a:b]), "".join(new[c:d])):
                _add(pieces, kind, text)
    return pieces


def _compare_words(before, after):
    old, new = _words(before), _words(after)
    for what, a, b, c, d in SequenceMatcher(a=old, b=new).get_opcodes():
        if what == "equal":
            yield SAME, "".join(old[a:b])
        else:
            yield REMOVED, "".join(old[a:b])
            yield ADDED, "".join(new[c:d])


def _add(pieces, kind, text):
    if text and pieces and pieces[-1][0] == kind:
        pieces[-1] = (kind, pieces[-1][1] + text)
    elif text:
        pieces.append((kind, text))


def _paragraphs(text):
    return re.findall(r"[^\n]*\n+|[^\n]+", text)


def _words(text):
    return re.findall(r"\s*\S+|\s+$", text)
