"""The directory of expertise: what museums have done and learnt, and whom to ask."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, OuterRef, Subquery
from django.db.models.fields.json import KT

from accounts.models import Museum
from knowledge.audiences import contacts_of
from knowledge.models import Advice, Experience, ExperienceRevision, Match, Participation

MOST = 200


@dataclass
class Expertise:
    """What one museum has done for others and let others read, as one person may know it.

    - exchanges: done ones that it gave; experiences: released ones, newest first, each
      with ``ask``, whom its text tells to ask
    - advice: how many pieces of its advice the person can read
    - people: its contact persons, if the person meets the museum
    - themes: (heading, how many exchanges, how many experiences)
    """

    museum: Museum
    exchanges: list = field(default_factory=list)
    experiences: list = field(default_factory=list)
    advice: int = 0
    people: list = field(default_factory=list)
    themes: list = field(default_factory=list)


def expertise_for(user, theme=None):
    """Return the expertise a person may know of by museum, of a theme if one is told.

    It takes the same few queries for any number of museums.
    """
    found = {}
    for match in _exchanges(user, theme):
        museum = match.offer.participation.museum
        found.setdefault(museum.pk, Expertise(museum)).exchanges.append(match)
    for experience in _experiences(user, theme):
        museum = experience.participation.museum
        found.setdefault(museum.pk, Expertise(museum)).experiences.append(experience)
    advice, people = _advice(user), contacts_of(_met(user, found))
    for pk, each in found.items():
        each.advice, each.people = advice.get(pk, 0), people[pk]
        each.themes = _themes(each)
    return sorted(found.values(), key=lambda each: each.museum.name.casefold())


def _exchanges(user, theme):
    done = (
        Match.objects.listed_to(user)
        .select_related("offer__participation__museum")
        .prefetch_related("offer__themes")
        .order_by("-done_at", "pk")
    )
    return (done.filter(offer__themes=theme) if theme else done)[:MOST]


def _experiences(user, theme):
    """Return what museums have released, with whom each text tells to ask."""
    latest = ExperienceRevision.objects.filter(
        experience=OuterRef("pk"), number=OuterRef("revision_number")
    ).annotate(told=KT("content__sections__ask"))
    released = (
        Experience.objects.visible_to(user)
        .exclude(audience=Experience.Audience.MUSEUM)
        .select_related("participation__museum")
        .annotate(ask=Subquery(latest.values("told")[:1]))
        .prefetch_related("themes")
        .order_by("-updated_at", "-pk")
    )
    return (released.filter(themes=theme) if theme else released)[:MOST]


def _advice(user):
    given = Advice.objects.visible_to(user).filter(given_at__isnull=False).order_by()
    return dict(given.values_list("giver__museum").annotate(Count("pk", distinct=True)))


def _met(user, museums):
    """Return those of some museums whose people the person may know."""
    met = Participation.objects.visible_to(user).filter(museum__in=list(museums))
    return list(met.values_list("museum", flat=True).distinct())


def _themes(expertise):
    """Return (heading, exchanges, experiences) of a museum, the most first."""
    counts = defaultdict(Counter)
    headings = {}
    for sort, things in (
        ("exchange", [match.offer for match in expertise.exchanges]),
        ("experience", expertise.experiences),
    ):
        for heading in (heading for thing in things for heading in thing.themes.all()):
            headings[heading.pk] = heading
            counts[heading.pk][sort] += 1
    most = sorted(counts, key=lambda pk: (-counts[pk].total(), pk))
    return [(headings[pk], counts[pk]["exchange"], counts[pk]["experience"]) for pk in most]
