"""Who has opened a museum's plan, and when: for the museum itself."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max
from django.db.models.fields.json import KT

from accounts.models import Event, Museum, User

OPENINGS = ["plan.open", "plan.export", "attachment.open"]
# The museum of who runs the round: SQLite tells JSON's null as a text.
NO_MUSEUM = (None, "", "null")


@dataclass(frozen=True)
class Opening:
    """The last time that a person of another museum, or a helper, opened a plan."""

    person: User
    museum: Museum | None
    at: datetime
    times: int


def openings_of(plan):
    """Return one ``Opening`` a person who is not of the plan's museum, the latest first.

    The database counts them: somebody may have opened it very many times.
    """
    own = str(plan.participation.museum_id)
    found = Event.objects.filter(action__in=OPENINGS, subject_id=plan.pk, actor__isnull=False)
    rows = found.values_list("actor", KT("detail__reader")).annotate(Max("at"), Count("pk"))
    others = [
        (person, None if reader in NO_MUSEUM else UUID(reader), at, count)
        for person, reader, at, count in rows.order_by("-at__max")
        if reader != own
    ]
    people = User.objects.in_bulk({row[0] for row in others})
    museums = Museum.objects.in_bulk({row[1] for row in others if row[1]})
    latest, times = {}, {}
    for person, reader, at, count in others:
        latest.setdefault(person, (museums.get(reader), at))
        times[person] = times.get(person, 0) + count
    return [Opening(people[person], *seen, times[person]) for person, seen in latest.items()]
