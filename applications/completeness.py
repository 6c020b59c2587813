"""Finnish and Swedish are equal: which texts of a form one of them still lacks."""

from django.conf import settings

REQUIRED = ("fi", "sv")
LANGUAGES = [code for code, _ in settings.LANGUAGES]
# One word may well read the same in two languages, such as "MOI!".
SAME_FROM_WORDS = 2


def missing_texts(texts):
    """Return (language, id, name of the text) for all that is not there or not translated.

    ``texts`` are those of a form version. A language without a page of its own lacks
    the id "". A text counts as not translated where it is, word for word, that of the
    first language.
    """
    source_language = next(code for code in LANGUAGES if code in texts)
    source = texts[source_language]
    found = []
    for language in REQUIRED:
        if language not in texts:
            found.append((language, "", ""))
        elif language != source_language:
            found += [
                (language, id, name)
                for id, named in source.items()
                for name, text in named.items()
                if _is_missing(texts[language].get(id, {}).get(name, ""), text)
            ]
    return found


def _is_missing(text, source):
    is_same = text == source and len(source.split()) >= SAME_FROM_WORDS
    return not text.strip() or is_same
