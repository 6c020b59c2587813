"""Swedish words: Snowball's stemmer, mended where it tells forms of one word apart."""

import functools

import snowballstemmer

# The forms of words whose stem changes, the first for all; compounds may end in them.
FAMILIES = """
museum museet museer museerna museums museets museernas museers musei
bok boken böcker böckerna bokens
stad staden städer städerna stadens städers
land landet länder länderna landets
ledamot ledamoten ledamöter ledamöterna
medel medlet medlen medels
nyckel nyckeln nycklar nycklarna
regel regeln regler reglerna
exempel exemplet exemplen
titel titeln titlar titlarna
tecken tecknet tecknen
centrum centret centren centrer centrumet
arv arvet arven arvets
sommar sommaren somrar somrarna
vinter vintern vintrar
ansökan ansökans ansökning ansökningen ansökningar ansökningarna
lärdom lärdomen lärdomar lärdomarna
natt natten nätter nätterna
hand handen händer händerna
"""
# Words that are too short or too common at the end of others to be looked for in compounds.
ALONE = """
man mannen män männen männens
år året åren årets årens
ö ön öar öarna öns
ny nya nytt
ung unga ungt unge
gammal gamla gammalt
liten litet lilla små
öppen öppna öppet
bra bättre bäst
idé idén idéer idéerna ide
skriva skriver skrev skrivit skriven
använda använder använde använt
få fått fick
far fadern fäder
mor modern mödrar
son sonen söner
"""
# What compounds of museum work are made of.
PARTS = """
aktivitet ansvar ansökning arbete arkiv arv avtal barn behov berättelse besök besökare bevarande bibliotek bild
bok budget butik byggnad center centrum dag data deltagare demokrati depå digitalisering dokument dokumentation
dörr elev enkät erfarenhet evenemang expert familj fartyg film forskning forum foto fotografi framtid frivillig
fråga förening föremål försök förvaltning grupp guide guidning hamn handledare handledning hantverk hembygd
historia hus hållbarhet hälsa idé information insamling intendent inventering kafé katalog klimat klubb kommun
kommunikation konferens konservator konservering konst konstnär kostnad kris kultur kund kunskap kurs kvalitet
landskap ledare ledning lokal lista lån lärande lärare magasin marknadsföring material medel medlem metod miljö
minne modell museum mångfald mål möte nätverk objekt område omgång organisation park pedagog pedagogik personal
plan planering plats policy politik praktik process produkt program projekt publik rapport region register
respons rum råd rådgivning samarbete samling samtal sal skola skärgård slott soldat sparring spel språk stad
stöd strategi studie stuga stämma svar system säkerhet text tid tillgänglighet trygghet turism ungdom
undervisning upplevelse utbildning utlåning utredning utställning utvärdering utveckling vandring verksamhet
verkstad verktyg vård väg värd värde värld växelverkan webb workshop år öppettid önskemål
"""
SHORTEST_HEAD, SHORTEST_UNKNOWN_HEAD = 3, 4
MOST_ROUNDS = 3

_snowball = snowballstemmer.stemmer("swedish")


def _forms(text):
    families = [line.split() for line in text.split("\n") if line]
    return {form: forms[0] for forms in families for form in forms}


_endings = _forms(FAMILIES)
_words = _endings | _forms(ALONE)


@functools.lru_cache(maxsize=20_000)
def stem(word):
    """Return the stem of a word: the same for all its forms, but not always a word."""
    if word in _words:
        return _words[word]
    for start in range(SHORTEST_HEAD, len(word) - 2):
        if key := _endings.get(word[start:]):
            return word[:start] + key
    for _round in range(MOST_ROUNDS):
        shorter = _shorten(_snowball.stemWord(word))
        if shorter == word:
            break
        word = shorter
    return word


def _shorten(word):
    """Take off what Snowball leaves: articles, a neuter t, a doubled consonant."""
    if len(word) >= 6 and word.endswith(("et", "an", "en")):
        return word[:-2]
    if len(word) >= 5 and word.endswith(("ån", "ön", "yn", "in", "alt", "igt", "bart", "mm", "nn")):
        return word[:-1]
    if len(word) == 4 and word.endswith(("mm", "nn")):
        return word[:-1]
    if len(word) >= 6 and word.endswith("bar"):
        return word[:-2]
    return word


_parts = {stem(part): part for part in PARTS.split()}


@functools.lru_cache(maxsize=20_000)
def segments_of(word):
    """Return the forms of the two parts of a compound, or nothing for other words."""
    for at in range(len(word) - SHORTEST_HEAD, SHORTEST_HEAD - 1, -1):
        head, tail = word[:at], word[at:]
        if stem(tail) not in _parts or len(stem(tail)) < 2:
            continue
        heads = _heads(head)
        if len(head) >= SHORTEST_UNKNOWN_HEAD or heads & _parts.keys():
            return (frozenset({head, *heads}), frozenset({tail, stem(tail)}))
    for at in range(SHORTEST_HEAD, len(word) - SHORTEST_UNKNOWN_HEAD + 1):
        head = word[:at]
        if _words.get(head) in _parts or (head.endswith("s") and stem(head[:-1]) in _parts):
            return (frozenset({head, *_heads(head)}), frozenset({word[at:], stem(word[at:])}))
    return ()


def _heads(head):
    """Return the stems that the first part of a compound may have, its joint left out."""
    joints = [head, head[:-1]] if head.endswith(("s", "e", "o", "u", "a")) else [head]
    return frozenset(stem(each) for each in joints if len(each) >= SHORTEST_HEAD)


def parts_of(word):
    """Return the forms of each part of a compound, and of the parts of its parts."""
    segments = segments_of(word)
    if not segments:
        return ()
    deeper = [part for side in segments for piece in side for part in segments_of(piece)]
    return (*segments, *deeper)
