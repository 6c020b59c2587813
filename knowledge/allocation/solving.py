"""The best allocation there is."""

from .flow import NoMorePathsError, cheapest_pairs
from .impossible import ImpossibleError, check_plainly, shortage
from .objective import costs


def allocate(case):
    """Return the best allocation of a case: sorted pairs (giver, receiver) of ids.

    Each museum gives exactly ``case.k`` and gets as many. ``objective`` tells what is best.
    The same case gives the same pairs, in whatever order its museums come. Raise
    ImpossibleError, with a reason, if the hard rules leave no allocation.
    """
    check_plainly(case)
    pins = set(case.pinned_pairs())
    allowed = case.allowed_pairs()
    priced = costs(case, allowed) if allowed else {}
    free = {pair: cost for pair, cost in priced.items() if pair not in pins}
    gives = {id: case.k - sum(giver == id for giver, _other in pins) for id in case.ids}
    gets = {id: case.k - sum(receiver == id for _other, receiver in pins) for id in case.ids}
    try:
        chosen = cheapest_pairs(free, gives, gets)
    except NoMorePathsError as error:
        raise ImpossibleError(shortage(list(free), gives, gets, error)) from error
    return sorted(chosen | pins)
