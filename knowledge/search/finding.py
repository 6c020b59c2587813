"""What a person finds: in the index by words, and again by the rule of sight of each kind."""

from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import Q

from cms import analysis
from cms.analysis import near
from knowledge.models import Participation, SearchEntry, SearchTerm

from .cards import Card
from .excerpts import excerpt, mark
from .index import theme_term
from .kinds import BY_NAME, KINDS, LABELS

CANDIDATES = 1000
PAGE = 20
MOST_PAGES = 25
LONGEST = 200
TITLE_SCORE = 4


@dataclass(frozen=True)
class Filters:
    """What a search is narrowed to; each may be left out.

    ``groups`` are keys of ``GROUPS``, ``theme`` a heading.
    """

    groups: tuple = ()
    round: object = None
    museum: object = None
    theme: object = None


@dataclass(frozen=True)
class Hit:
    """A thing found, by its id: its card, with its title and an excerpt where the words are marked."""

    pk: object
    label: str
    group: str
    card: Card
    title: str
    excerpt: str


@dataclass(frozen=True)
class Findings:
    """A page of hits. ``mended`` are (word, word that was searched for) of words with slips."""

    hits: list = field(default_factory=list)
    has_more: bool = False
    mended: list = field(default_factory=list)


def find(user, text, filters=None, page=1):
    """Return what a person finds by the words of ``text``: all of them, in any form.

    If nothing that they may see has all words, those that stand nowhere are mended.
    """
    filters = filters or Filters()
    query = analysis.query_of(text[:LONGEST])
    if not query and not filters.theme:
        return Findings()
    entries = _narrow(SearchEntry.objects.visible_to(user), user, filters)
    found = _page(user, entries, query, filters, page)
    if found.hits or page > 1 or not query:
        return found
    mended = _mend(user, entries, query)
    if mended == query:
        return found
    found = _page(user, entries, mended, filters, page)
    changed = [
        (word, _said(word, found.hits, mended)) for word in query if mended[word] != query[word]
    ]
    return Findings(found.hits, found.has_more, changed)


def _narrow(entries, user, filters):
    if filters.groups:
        kinds = [kind.name for kind in KINDS if kind.group in filters.groups]
        entries = entries.filter(kind__in=kinds)
    if filters.museum:
        entries = entries.filter(museum=filters.museum)
    if filters.round:
        there = Participation.objects.visible_to(user).filter(round=filters.round)
        people = Q(kind="person", museum__in=there.values("museum"))
        entries = entries.filter(Q(round=filters.round) | people)
    return entries


def _page(user, entries, query, filters, page):
    """Return a page of the visible things that fit a query, best first."""
    page = min(max(page, 1), MOST_PAGES)
    rows = _visible(user, _ranked(entries, query, filters), page * PAGE + 1)
    shown = rows[(page - 1) * PAGE : page * PAGE]
    terms = _terms(query)
    bodies = dict(
        SearchEntry.objects.filter(
            kind="file", object_id__in=[row.pk for kind, row in shown if kind.name == "file"]
        ).values_list("object_id", "body")
    )
    hits = [_hit(kind, row, terms, bodies.get(row.pk, "")) for kind, row in shown]
    return Findings(hits, len(rows) > page * PAGE and page < MOST_PAGES)


def _ranked(entries, query, filters):
    """Return (kind, id) of the newest entries that fit, those with the words in a title first."""
    wanted = list(query.values())
    if filters.theme:
        wanted.append(((frozenset({theme_term(filters.theme.pk)}),),))
    rows = (
        entries.saying(wanted)
        .order_by("-changed_at", "kind", "object_id")
        .values_list("kind", "object_id", "title_words")[:CANDIDATES]
    )
    scored = [
        (-_score(set(title.split()), query), number, kind, pk)
        for number, (kind, pk, title) in enumerate(rows)
    ]
    return [(kind, pk) for _score, _number, kind, pk in sorted(scored)]


def _score(title, query):
    """Return how well a title fits: by words it has in any reading, more for their own forms."""
    score = 0
    for readings in query.values():
        if any(all(terms & title for terms in reading) for reading in readings):
            score += TITLE_SCORE
    return score


def _visible(user, ranked, count):
    """Return (kind, row) of the first ``count`` things that their own rules show."""
    found, at = [], 0
    while len(found) < count and at < len(ranked):
        chunk = ranked[at : at + count + PAGE]
        at += len(chunk)
        rows = {}
        for name, group in groupby(sorted(chunk, key=lambda each: each[0]), lambda each: each[0]):
            ids = [pk for _name, pk in group]
            visible = BY_NAME[name].visible_to(user).filter(pk__in=ids)
            rows |= {(name, row.pk): row for row in visible}
        found += [(BY_NAME[key[0]], rows[key]) for key in chunk if key in rows]
    return found[:count]


def _hit(kind, row, terms, body):
    card = kind.card(row)
    texts = [*card.texts, body] if body else card.texts
    return Hit(
        row.pk, LABELS[kind.name], kind.group, card, mark(card.title, terms), excerpt(texts, terms)
    )


def _terms(query):
    return frozenset(
        term
        for readings in query.values()
        for reading in readings
        for terms in reading
        for term in terms
    )


def _mend(user, entries, query):
    """Return the query with near words in place of those that nothing visible has."""
    return {
        word: readings if _is_found(user, entries, readings) else (_near(word) or readings)
        for word, readings in query.items()
    }


def _is_found(user, entries, readings):
    rows = entries.saying([readings]).order_by("-changed_at", "kind", "object_id")
    return bool(_visible(user, list(rows.values_list("kind", "object_id")[:CANDIDATES]), 1))


def _near(word):
    """Return readings of words that begin with a word, or are a slip or two from it."""
    allowed = near.slips_allowed(word)
    lengths = {"length__gte": len(word) - allowed, "length__lte": len(word) + allowed}
    ends = Q(head=word[:2]) | Q(tail=word[-2:])
    terms = SearchTerm.objects.filter(ends, **lengths).values_list("term", flat=True)
    close = near.nearest(word, terms) if allowed else []
    longer = SearchTerm.objects.filter(term__startswith=word).order_by("length", "term")
    if len(word) > 2:
        close += longer.values_list("term", flat=True)[:12]
    spelt = [
        frozenset().union(*each)
        for right in analysis.corrections_of(word)
        for each in analysis.readings_of(right)[:1]
    ]
    return tuple((terms,) for terms in dict.fromkeys([*(frozenset({t}) for t in close), *spelt]))


def _said(word, hits, mended):
    """Return the word of what was found that was taken for ``word``, or nothing."""
    terms = _terms({word: mended[word]})
    for hit in hits:
        for text in [hit.card.title, *hit.card.texts]:
            for start, end, each in analysis.words_in(text):
                if analysis.terms_of_word(each) & terms:
                    return text[start:end]
    return ""
