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


def newest_first(found, *, known, size, query, by="received_at"):
    """Return the page of ``found`` that ``query`` asks for, a Keyset.

    ``query`` may have "after" or "before", the id of a row among ``known``, or "oldest".
    Anything unknown in it is passed over. ``by`` is the field of the moment: an index
    begins with it, newest first, and goes on with the id.
    """
    if last := _row(known, query.get("after"), by):
        rows, more = _read(_beyond(found, last, by), size, by)
        return Keyset(rows, newer=rows[0] if rows else None, older=rows[-1] if more else None)
    first = _row(known, query.get("before"), by)
    if first or "oldest" in query:
        rows, more = _read(_beyond(found, first, by, is_back=True), size, by, is_back=True)
        older = rows[-1] if rows and first else None
        return Keyset(rows, newer=rows[0] if more else None, older=older)
    rows, more = _read(found, size, by)
    return Keyset(rows, older=rows[-1] if more else None)


def kept(query, names):
    """Return what of ``query`` is looked for, as the beginning of an address that goes on."""
    wanted = query.copy()
    for name in set(wanted) - set(names):
        del wanted[name]
    return f"{wanted.urlencode()}&" if wanted else ""


def _row(known, address, by):
    """Return (moment, id) of a known row, or None."""
    try:
        pk = uuid.UUID(address)
    except (TypeError, ValueError):
        return None
    return known.filter(pk=pk).values_list(by, "pk").first()


def _beyond(found, row, by, *, is_back=False):
    """Return what comes after a row, or before it.

    The first condition says less than the others: with it alone an index begins there.
    """
    if row is None:
        return found
    moment, pk = row
    sign, same = ("gt", "lt") if is_back else ("lt", "gt")
    tie = Q(**{by: moment, f"pk__{same}": pk})
    return found.filter(Q(**{f"{by}__{sign}": moment}) | tie, **{f"{by}__{sign}e": moment})


def _read(found, size, by, *, is_back=False):
    """Return a page of rows, newest first, and whether there are more beyond it."""
    order = (by, "-pk") if is_back else (f"-{by}", "pk")
    rows = list(found.order_by(*order)[: size + 1])
    page = rows[:size]
    return (page[::-1] if is_back else page), len(rows) > size
