"""Who spars whom: each museum gives k and gets k. Knows nothing of the database.

See ``objective`` for what is weighed against what, and ``flow`` for why it is exact.
"""

from .case import Case, Seat
from .impossible import Impossible, ImpossibleError
from .objective import total
from .reasons import reasons_for
from .solving import allocate

__all__ = ["Case", "Impossible", "ImpossibleError", "Seat", "allocate", "reasons_for", "total"]
