"""The evaluation models' headings come from a file, so that an operator can add more."""

import csv

from django.db import transaction

from knowledge.models import Heading

OFFICIAL = {"yes": ["fi", "sv", "en"], "en only": ["en"], "pilot name": ["en"], "no": []}


@transaction.atomic
def import_headings(lines):
    """Read headings from the lines of a CSV file, and return how many there were.

    Its columns are scheme, key, parent, fi, sv, en, official and note; a parent stands
    before its parts. A heading whose key is known is changed, and none is taken away:
    plans point at them. Raise ValueError for a row that cannot be read.
    """
    count = 0
    for count, row in enumerate(csv.DictReader(lines), start=1):
        try:
            values = _values(row)
        except KeyError as error:
            raise ValueError(f"Row {count}: unknown column or value {error}.") from error
        Heading.objects.update_or_create(key=row["key"], defaults={**values, "position": count})
    return count


def _values(row):
    if row["scheme"] not in Heading.Scheme.values:
        raise KeyError(row["scheme"])
    return {
        "scheme": row["scheme"],
        "parent_id": row["parent"] or None,
        "name_fi": row["fi"],
        "name_sv": row["sv"],
        "name_en": row["en"],
        "official_languages": OFFICIAL[row["official"]],
    }
