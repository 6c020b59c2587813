"""Who spars whom in the demo's running round: proposed with two each, and confirmed."""

import datetime as dt

from knowledge import services
from knowledge.models import Allocation


def create_allocation(demo, round, seats):
    """Allocate the running round, unless it is; ``seats`` are as in ``create_sparring``."""
    if Allocation.objects.filter(round=round).exists():
        return
    users = demo.share["users"]
    services.declare_conflict(
        seats["running", "norrskata"],
        other=seats["running", "pellavamaki"],
        reason="Vi söker samma bidrag i år och vill inte läsa varandras planer.",
        by=users["norrskata_contact"],
    )
    services.rule_pair(
        round,
        kind="pin",
        giver=seats["running", "tervaportti"],
        receiver=seats["running", "kuunjoki"],
        reason="Kuunjoki haluaa kuulla Tervaportin asiakaspalautteesta.",
        by=users["coordinator"],
    )
    allocation = services.propose_allocation(round, k=2, seed=2026, by=users["coordinator"])
    services.confirm_allocation(allocation, by=users["coordinator"])
    at = demo.now - dt.timedelta(days=120)
    Allocation.objects.filter(pk=allocation.pk).update(created_at=at, confirmed_at=at)
