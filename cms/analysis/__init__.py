"""Words as searches know them: base forms, parts of compounds and folded letters.

Texts and queries go through the same analyser in Finnish, Swedish and English at once, as
one text may hold all three. Both databases are fed its terms and stem nothing themselves.
"""

import functools
import re
import unicodedata

import snowballstemmer

from . import finnish, swedish
from .finnish import corrections_of  # noqa: F401

# Change it with anything that changes a term: indexes of another version are made anew.
VERSION = "1"
NAME = f"{'voikko' if finnish.is_whole() else 'snowball'}-{VERSION}"

WORD = re.compile(r"[^\W_]+(?:[-‐‑'’:][^\W_]+)*")
JOINTS = re.compile(r"[-‐‑]")
ENDINGS = re.compile(r"['’:].*")
LONGEST = 60
# Letters that are no letter and mark: Sámi, Danish and Norwegian ones.
PLAIN = str.maketrans({"đ": "d", "ŋ": "n", "ŧ": "t", "ø": "o", "æ": "ae", "ð": "d", "þ": "th"})
SHORTEST_FOLDED = 5
IRREGULAR = {"children": "child", "men": "man", "women": "woman", "people": "person"}

_english = snowballstemmer.stemmer("english")


def words_in(text):
    """Return (start, end, word) of each word of a text, in small composed letters."""
    return [
        (match.start(), match.end(), match.group().casefold()[:LONGEST])
        for match in WORD.finditer(text)
    ]


def terms_of(text):
    """Return the set of terms under which a text is found."""
    words = {word for _start, _end, word in words_in(unicodedata.normalize("NFC", text))}
    return {term for word in words for term in terms_of_word(word)}


@functools.lru_cache(maxsize=60_000)
def terms_of_word(word):
    """Return the terms under which a word of a text is found: its forms, their parts, folded."""
    terms = set()
    for piece in _pieces(word):
        terms |= forms_of(piece)
        for part in parts_of(piece):
            terms |= {_plain(form) for form in part}
    return frozenset(term for term in terms | {fold(term) for term in terms} if term)


@functools.lru_cache(maxsize=2_000)
def readings_of(word):
    """Return how a word of a query may be met, as alternatives.

    Each is a tuple of sets: a text fits if it has a term of every set.
    """
    whole, *pieces = _pieces(word)
    readings = [(_asked(whole),)]
    split = [_asked(piece) for piece in pieces] or segments_of(whole)
    if len(split) > 1:
        readings.append(tuple(frozenset(filter(None, map(_plain, part))) for part in split))
    return tuple(readings)


def query_of(text, most=8):
    """Return the readings of each word of a query, of ``most`` words."""
    words = dict.fromkeys(word for _s, _e, word in words_in(unicodedata.normalize("NFC", text)))
    return {word: readings_of(word) for word in list(words)[:most]}


def forms_of(word):
    """Return a word, its base forms and its stems."""
    whole, word = word.replace("’", "'"), ENDINGS.sub("", word) or word
    forms = {word, *finnish.bases_of(word)}
    if whole != word and finnish.knows(whole):  # as in *raa’an*
        forms |= finnish.bases_of(whole)
    if len(word) > 2:
        forms |= {swedish.stem(word), IRREGULAR.get(word) or _english.stemWord(word)}
    return {form for form in map(_plain, forms) if form}


def parts_of(word):
    """Return the forms of the parts of a compound, and of parts next to each other."""
    return finnish.parts_of(word) if finnish.knows(word) else swedish.parts_of(word)


def segments_of(word):
    """Return the forms of each single part of a compound, in order; nothing for other words."""
    return finnish.segments_of(word) if finnish.knows(word) else swedish.segments_of(word)


def fold(word):
    """Return a word in letters without marks."""
    plain = unicodedata.normalize("NFKD", word.translate(PLAIN))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _asked(word):
    """Return the forms of a word that is looked for; folded too if it stays distinct."""
    forms = forms_of(word)
    return frozenset(forms | {fold(form) for form in forms if len(form) >= SHORTEST_FOLDED})


def _plain(form):
    return "".join(letter for letter in form if letter.isalnum())


def _pieces(word):
    """Return a word in one piece and, if it has hyphens, the pieces between them."""
    pieces = JOINTS.split(word)
    return [word] if len(pieces) == 1 else ["".join(pieces), *pieces]
