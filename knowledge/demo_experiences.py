"""Experiences of the demo's running round, written in data/experiences.toml."""

import datetime as dt
import tomllib
from pathlib import Path

from django.utils import timezone

from cms.models import OutgoingMail
from knowledge import services
from knowledge.models import Consent, Experience, Heading

FILE = Path(__file__).resolve().parent / "data" / "experiences.toml"


def create_experiences(demo, seats, plans):
    """Create the experiences that are missing; no letter leaves about what is past.

    ``seats`` are participations by the key of a round and the slug of a museum, and
    ``plans`` plans by the name of their file.
    """
    for row in tomllib.loads(FILE.read_text(encoding="utf-8"))["experiences"]:
        seat = seats["running", row["museum"]]
        if not Experience.objects.filter(participation=seat, title=row["title"]).exists():
            _create(demo, seats, plans, seat, row)
    OutgoingMail.objects.filter(key__startswith="consent-", sent_at=None).delete()


def _create(demo, seats, plans, seat, row):
    writer = demo.share["users"][row["by"]]
    review_in = row.get("review_in")
    experience = services.begin_experience(
        seat,
        plan=plans.get(row.get("plan")),
        language=row["language"],
        values={
            "title": row["title"],
            "kind": row["kind"],
            "sections": row["sections"],
            "themes": list(Heading.objects.filter(pk__in=row["themes"])),
            "parties": [seats["running", slug] for slug in row.get("parties", [])],
            "review_on": timezone.localdate() + dt.timedelta(days=review_in) if review_in else None,
        },
        token=None,
        by=writer,
    )
    if audience := row.get("audience"):
        services.ask_consents(experience, audience=audience, by=writer)
        _give(demo, experience, row["givers"])
        if row.get("released"):
            services.release_experience(experience, audience=audience, by=writer)
    at = demo.now - dt.timedelta(days=row["days"])
    experience.revisions.update(created_at=at)
    experience.consents.update(asked_at=at)
    Experience.objects.filter(pk=experience.pk).update(created_at=at, updated_at=at)


def _give(demo, experience, givers):
    for giver in givers:
        user = demo.share["users"][giver]
        for consent in Consent.objects.answerable_by(user).filter(experience=experience):
            services.give_consent(consent, digest=consent.sha256, by=user)
