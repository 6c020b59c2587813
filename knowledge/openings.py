"""Who has opened a museum's plan, and when: for the museum itself."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import Event, Museum, User

OPENINGS = ["plan.open", "plan.export", "attachment.open"]


@dataclass(frozen=True)
class Opening:
    """The last time that a person of another museum, or a helper, opened a plan."""

    person: User
    museum: Museum | None
    at: datetime
    times: int


def openings_of(plan):
    """Return one ``Opening`` a person who is not of the plan's museum, the latest first."""
    own = str(plan.participation.museum_id)
    found = Event.objects.filter(action__in=OPENINGS, subject_id=plan.pk, actor__isnull=False)
    events = [event for event in found.select_related("actor") if event.detail.get("reader") != own]
    readers = {event.detail.get("reader") for event in events} - {None}
    museums = {str(museum.pk): museum for museum in Museum.objects.filter(pk__in=readers)}
    latest, times = {}, {}
    for event in events:
        latest.setdefault(event.actor_id, event)
        times[event.actor_id] = times.get(event.actor_id, 0) + 1
    return [
        Opening(event.actor, museums.get(event.detail.get("reader")), event.at, times[person])
        for person, event in latest.items()
    ]
