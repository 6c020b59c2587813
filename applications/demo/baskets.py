"""Two baskets in which the demo's coordinator weighs the open call."""

import uuid

from applications import services
from applications.models import Application
from knowledge.models import RoundRole

from .form import block_id

BASKETS = {
    "basket-regions": (
        "Koko maa mukaan",
        "Pohjoinen, länsi ja saaristo samassa ryhmässä: matkoja tulee, mutta lähtökohdat eroavat.",
        {"lumisilta": "Ainoa Lapista.", "saltviken": "", "kuparivaara": ""},
    ),
    "basket-people": (
        "Ihmiset ja työyhteisö ensin",
        "Näillä on sama huoli: miten pieni väki jaksaa.",
        {"vanhapato": "Kahden hengen museo.", "kuparivaara": "", "myllysaari": "", "lumisilta": ""},
    ),
}


def create_baskets(demo):
    """Make the baskets that are missing, if somebody coordinates the open round."""
    round = demo.share["rounds"]["open"]
    duties = RoundRole.objects.current().filter(round=round, role=RoundRole.Role.COORDINATOR)
    duty = duties.select_related("user").first()
    for name, (title, reason, notes) in BASKETS.items() if duty else ():
        token = uuid.UUID(block_id(name))
        if not round.baskets.filter(token=token).exists():
            _make(round, duty.user, title, reason, notes, token)


def _make(round, user, title, reason, notes, token):
    by_token = {uuid.UUID(block_id(f"application-{slug}")): note for slug, note in notes.items()}
    applications = Application.objects.sent().filter(round=round, start_token__in=by_token)
    basket = services.create_basket(
        round, by=user, name=title, reason=reason, token=token, applications=applications
    )
    for entry in basket.entries.select_related("application"):
        if note := by_token[entry.application.start_token]:
            services.write_note(entry, by=user, note=note, version=entry.version)
