"""Finnish words: by Voikko if the machine has it, else by Snowball's stemmer."""

import functools
import threading

import snowballstemmer

MOST_PARTS = 4
SHORTEST_PART = 3
_lock = threading.Lock()
_snowball = snowballstemmer.stemmer("finnish")


def _load():
    """Return Voikko, or nothing where its library or dictionary is missing."""
    try:
        import libvoikko
    except (ImportError, OSError):
        return None
    # A half-made object would raise as it is thrown away.
    tidy, libvoikko.Voikko.__del__ = libvoikko.Voikko.__del__, lambda self: None
    try:
        voikko = libvoikko.Voikko("fi")
    except (libvoikko.VoikkoException, OSError, AttributeError):
        return None
    libvoikko.Voikko.__del__ = tidy
    return voikko


_voikko = _load()


def is_whole():
    """Whether words are known by a dictionary, compounds too."""
    return _voikko is not None


def knows(word):
    """Whether the dictionary has a word."""
    return bool(_known_bases(word))


def _analyze(word):
    """Return Voikko's readings of a word; it serves one thread at a time."""
    if _voikko is None:
        return []
    with _lock:
        return _voikko.analyze(word) or _voikko.analyze(word.capitalize())


@functools.lru_cache(maxsize=20_000)
def bases_of(word):
    """Return the base forms of a word, in small letters; a stem if it is unknown.

    The first part of a compound may stand alone: *kehittämis-* is *kehittäminen*.
    """
    known = _known_bases(word) or (_known_bases(f"{word[:-1]}nen") if word.endswith("s") else ())
    return known or frozenset({_snowball.stemWord(word)} if len(word) > 3 else ())


@functools.lru_cache(maxsize=60_000)
def _known_bases(word):
    return frozenset(reading["BASEFORM"].casefold() for reading in _analyze(word))


@functools.lru_cache(maxsize=20_000)
def parts_of(word):
    """Return the base forms of every part of a compound, and of neighbours together."""
    parts = []
    for base, pieces in _compounds(word):
        for first in range(len(pieces)):
            for last in range(first + 1, min(len(pieces), first + MOST_PARTS) + 1):
                if last - first < len(pieces):
                    parts.append(_forms(base, pieces, first, last))
    return tuple(parts)


@functools.lru_cache(maxsize=2_000)
def segments_of(word):
    """Return the base forms of each single part of a compound, by its first reading."""
    for base, pieces in _compounds(word):
        return tuple(_forms(base, pieces, n, n + 1) for n in range(len(pieces)))
    return ()


def _forms(base, pieces, first, last):
    """Return the base forms of a run of pieces; the last one's is the end of the word's own."""
    surface = "".join(pieces[first:last])
    if last == len(pieces):
        return frozenset({base[len("".join(pieces[:first])) :]} | bases_of(surface))
    return frozenset({surface, *bases_of(surface)})


def _compounds(word):
    """Return (base form, pieces) of each way in which a word is a compound."""
    found = {}
    for reading in _analyze(word):
        pieces, at = [], 0
        for shape in reading["STRUCTURE"].split("=")[1:]:
            pieces.append(word[at : at + len(shape)].strip("-"))
            at += len(shape)
        if len(pieces) > 1 and all(len(piece) >= SHORTEST_PART for piece in pieces):
            found[reading["BASEFORM"].casefold(), tuple(pieces)] = None
    return [(base, list(pieces)) for base, pieces in found]


def corrections_of(word):
    """Return what Voikko would write instead of a word, in small letters."""
    if _voikko is None:
        return []
    with _lock:
        return [each.casefold() for each in _voikko.suggest(word) if " " not in each]
