"""Which museums a text may tell of, by their names in any form."""

from cms import analysis

# A word with so many letters of a name's beginning may be a form of it: *Norrskatassa*.
SHORTEST = 5
# Of a name's end, so many letters may be an ending: *Hohtolan*, *Hohtolassa*.
ENDING = 2


def named_in(text, names):
    """Return those of ``names`` that stand in the text as they are, capital or not."""
    text = text.casefold()
    return [name for name in names if name.casefold() in text]


def perhaps_named_in(text, names):
    """Return those of ``names`` whose own words stand in the text in some form.

    *Kuunjoella* and *Kuunjoen museossa* may tell of *Kuunjoen museo*. A name's own words are
    those with a capital letter, less *museo*; the text has them in a row, with a capital.
    """
    words = [(text[start], word) for start, _end, word in analysis.words_in(text)]
    forms = {}
    for capital, word in words:
        if capital.isupper() and word not in forms:
            forms[word] = _forms(word)
    words = [word if capital.isupper() else "" for capital, word in words]
    return [name for name in names if _stands_in(own_words(name), words, forms)]


def own_words(name):
    """Return the words of a museum's name that are its own; all of them if none is."""
    words = [(name[start], word) for start, _end, word in analysis.words_in(name)]
    own = [word for capital, word in words if capital.isupper() and "muse" not in word]
    return own or [word for _capital, word in words]


def _stands_in(own, words, forms):
    wanted = [(analysis.fold(word), _forms(word)) for word in own]
    for at in range(len(words) - len(own) + 1):
        if all(
            word in forms and _is_form(*each, word, forms[word])
            for each, word in zip(wanted, words[at:], strict=False)
        ):
            return True
    return False


def _is_form(folded, own, word, theirs):
    """Whether a word is the same word as one of a name, or begins as it does."""
    beginning = folded[: max(SHORTEST, len(folded) - ENDING)]
    return bool(own & theirs) or (
        len(beginning) >= SHORTEST and analysis.fold(word).startswith(beginning)
    )


def _forms(word):
    """Return the base forms and stems of a word that are no shorter than may tell it apart."""
    forms = {analysis.fold(form) for form in analysis.forms_of(word)}
    return {form for form in forms if len(form) >= min(SHORTEST, len(word))}
