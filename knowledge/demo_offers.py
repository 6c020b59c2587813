"""Offers, needs and two exchanges of the demo's running round, in data/offers.toml."""

import datetime as dt
import tomllib
from pathlib import Path

from django.utils import timezone

from knowledge import services
from knowledge.models import Match, Offer

FILE = Path(__file__).resolve().parent / "data" / "offers.toml"


def create_offers(demo, seats):
    """Create the offers and needs that are missing, and the exchanges agreed and done."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    offers = {}
    for row in data["offers"]:
        seat = seats["running", row["museum"]]
        offer = Offer.objects.filter(participation=seat, text=row["text"]).first()
        if offer is None:
            offer = services.announce(
                seat,
                kind=row["kind"],
                text=row["text"],
                themes=row["themes"],
                form=row.get("form", ""),
                hours=row.get("hours"),
                region=row.get("region", ""),
                valid_until=timezone.localdate() + dt.timedelta(days=row.get("days", 120)),
                language=row["language"],
                by=demo.share["users"][row["by"]],
            )
        offers[row["museum"], row["kind"]] = offer
    if not Match.objects.filter(offer__participation__round=demo.share["rounds"]["running"]):
        _exchange(demo, seats, offers, **data["exchange"])
        done = _exchange(demo, seats, offers, **data["done"]["exchange"])
        giver = data["done"]["exchange"]["giver"]
        services.finish_match(
            done,
            seat=seats["running", giver],
            hours=data["done"]["hours"],
            by=demo.share["users"][f"{giver}_contact"],
        )


def _exchange(demo, seats, offers, *, giver, receiver):
    offer, need = offers[giver, "offer"], offers[receiver, "need"]
    users = demo.share["users"]
    by = users[f"{receiver}_contact"]
    match = services.ask_match(offer, need, seat=seats["running", receiver], by=by)
    seat, by = seats["running", giver], users[f"{giver}_contact"]
    return services.answer_match(match, seat=seat, word=Match.Word.YES, by=by)
