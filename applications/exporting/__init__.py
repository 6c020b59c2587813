"""Applications as files: a row for each, whatever its form version and language.

- ``columns``: what a row has · ``records``: which rows there are, for whom
- ``spreadsheets``: CSV and XLSX · ``documents``: JSON by a published schema
- ``bundles``: one application whole, in a ZIP
"""

from .bundles import write_bundle
from .documents import SCHEMAS, write_json
from .records import Export
from .spreadsheets import write_csv, write_registry, write_xlsx

__all__ = [
    "SCHEMAS",
    "Export",
    "write_bundle",
    "write_csv",
    "write_json",
    "write_registry",
    "write_xlsx",
]
