"""One page of a long list, found by where the last one ended: no counting, no skipping."""

import uuid
from dataclasses import dataclass

from django.db.models import Q


@dataclass(frozen=True)
class Keyset:
    """Rows of a page, newest first, and the rows from which its neighbours begin or None."""

    rows: list
    newer: object = None
    older: object = None


def newest_first(found, *, known, size, query):
    """Return the page of ``found`` that ``query`` asks for, a Keyset.

    ``query`` may have "after" or "before", the id of an application among ``known``, or
    "oldest". Anything unknown in it is passed over.
    """
    if last := _row(known, query.get("after")):
        rows, more = _read(_beyond(found, last), size)
        return Keyset(rows, newer=rows[0] if rows else None, older=rows[-1] if more else None)
    first = _row(known, query.get("before"))
    if first or "oldest" in query:
        rows, more = _read(_beyond(found, first, is_back=True), size, is_back=True)
        older = rows[-1] if rows and first else None
        return Keyset(rows, newer=rows[0] if more else None, older=older)
    rows, more = _read(found, size)
    return Keyset(rows, older=rows[-1] if more else None)


def _row(known, address):
    """Return (moment of arrival, id) of a known application, or None."""
    try:
        pk = uuid.UUID(address)
    except (TypeError, ValueError):
        return None
    return known.filter(pk=pk).values_list("received_at", "pk").first()


def _beyond(found, row, *, is_back=False):
    """Return what comes after a row, or before it.

    The first condition says less than the others: with it alone an index begins there.
    """
    if row is None:
        return found
    moment, pk = row
    sign, same = ("gt", "lt") if is_back else ("lt", "gt")
    tie = Q(received_at=moment, **{f"pk__{same}": pk})
    return found.filter(
        Q(**{f"received_at__{sign}": moment}) | tie, **{f"received_at__{sign}e": moment}
    )


def _read(found, size, *, is_back=False):
    """Return a page of rows, newest first, and whether there are more beyond it."""
    order = ("received_at", "-pk") if is_back else ("-received_at", "pk")
    rows = list(found.order_by(*order)[: size + 1])
    page = rows[:size]
    return (page[::-1] if is_back else page), len(rows) > size
