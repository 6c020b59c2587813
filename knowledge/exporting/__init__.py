"""What a museum has in a round, as a ZIP that it keeps.

- ``material``: what there is, each kind through its rule of sight
- ``records``: JSON, its shape told there · ``bundle``: the ZIP with pages, JSON and files
"""

from .bundle import write_museum_bundle

__all__ = ["write_museum_bundle"]
