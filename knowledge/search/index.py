"""The index is kept: after each change in a task, and by the clock for what was missed."""

from functools import partial

from django.apps import apps
from django.db import connection, transaction
from django_tasks import task

from cms import analysis
from knowledge.models import SearchEntry, SearchTerm

from .kinds import KINDS

BATCH = 200
MOST_TERMS = 15_000
SHORTEST_TERM, LONGEST_TERM = 3, 30


def index_later(thing):
    """Have the index follow a thing that was made or changed, once that is certain.

    What it said before is found no longer from this moment, as others may be about to see
    it. Tasks are told an id only.
    """
    remove(thing)
    transaction.on_commit(partial(follow.enqueue, thing._meta.label_lower, str(thing.pk)))


def remove(thing):
    """Take a thing out of the index, at once."""
    names = [kind.name for kind in KINDS if kind.source == (type(thing), "pk")]
    SearchEntry.objects.filter(kind__in=names, object_id=thing.pk).delete()


@task()
def follow(label, pk):
    """Write anew what the index says of one thing, named by its model and id."""
    model = apps.get_model(label)
    for kind in KINDS:
        source, path = kind.source
        if source is model:
            _follow(kind, path, pk)


@transaction.atomic
def _follow(kind, path, pk):
    rows = list(kind.rows().filter(**{path: pk}))
    name = "object_id" if path == "pk" else path
    known = SearchEntry.objects.filter(kind=kind.name, **{name: pk})
    known.exclude(object_id__in=[row.pk for row in rows]).delete()
    write(kind, rows)


def write(kind, rows):
    """Store the entries of rows of a kind, in place of what there was."""
    entries = [entry_of(kind, row) for row in rows]
    changed = [
        field.name for field in SearchEntry._meta.fields if field.name not in {"id", "object_id"}
    ]
    SearchEntry.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=[name for name in changed if name != "kind"],
    )
    remember({term for entry in entries for term in entry.words.split()})


def entry_of(kind, row):
    """Return the entry of a row, not stored."""
    card, body = kind.card(row), kind.body(row)
    names = [each.name for each in (card.museum,) if each]
    title = analysis.terms_of(card.title)
    words = title | analysis.terms_of("\n".join([*card.texts, *card.context, *names, body]))
    return SearchEntry(
        kind=kind.name,
        object_id=row.pk,
        plan=card.plan,
        museum=card.museum,
        round=card.round,
        language=card.language,
        title_words=" ".join(sorted(title)),
        words=" ".join([*map(theme_term, card.themes), *sorted(words)[:MOST_TERMS]]),
        body=body,
        analyser=analysis.NAME,
        changed_at=card.at,
    )


def theme_term(key):
    """Return the term under which things of a theme are found; no text has such a one."""
    return "0theme" + "".join(letter for letter in key if letter.isalnum())


def remember(terms):
    """Keep new words, for mending others."""
    words = [
        term for term in terms if term.isalpha() and SHORTEST_TERM <= len(term) <= LONGEST_TERM
    ]
    SearchTerm.objects.bulk_create(
        (
            SearchTerm(term=term, length=len(term), head=term[:2], tail=term[-2:])
            for term in sorted(words)
        ),
        ignore_conflicts=True,
        batch_size=1000,
    )


def rebuild():
    """Write the whole index anew; return the number of entries."""
    SearchTerm.objects.all().delete()
    SearchEntry.objects.all().delete()
    for kind in KINDS:
        rows = kind.rows().order_by("pk")
        batch = []
        for row in rows.iterator(chunk_size=BATCH):
            batch.append(row)
            if len(batch) == BATCH:
                write(kind, batch)
                batch = []
        write(kind, batch)
    tidy()
    return SearchEntry.objects.count()


def tidy():
    """Let the database count what it holds, so that it plans its searches well."""
    with connection.cursor() as cursor:
        for model in (SearchEntry, SearchTerm):
            cursor.execute(f"ANALYZE {model._meta.db_table}")
        if connection.vendor == "sqlite":
            cursor.execute(
                "INSERT INTO knowledge_searchwords (knowledge_searchwords) VALUES ('optimize')"
            )


def catch_up(limit=BATCH):
    """Write what is missing, or was made by another analyser; remove what is gone.

    At most ``limit`` things of each kind at a time; return how many were written.
    """
    written = 0
    for kind in KINDS:
        rows, entries = kind.rows(), SearchEntry.objects.filter(kind=kind.name)
        entries.exclude(object_id__in=rows.order_by().values("pk")).delete()
        current = entries.filter(analyser=analysis.NAME).values("object_id")
        missing = list(rows.exclude(pk__in=current).order_by("pk")[:limit])
        write(kind, missing)
        written += len(missing)
    return written
