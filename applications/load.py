"""Synthetic applications in bulk, and the rounds and museums they need: the same for the same seed."""

import datetime as dt
import random

from django.db import transaction
from django.utils import timezone

from accounts.load import BATCH, Load, load_museums, load_people, load_person
from applications.models import Application, ApplicationRevision, Declaration, FormVersion
from applications.services.sending import digest_of
from knowledge.load import load_plans, load_promises, load_reviewing, load_rounds, load_seats

QUESTION = "00000000-0000-4000-8000-000000000001"
FORM = {
    "steps": [
        {
            "id": "00000000-0000-4000-8000-000000000000",
            "questions": [
                {"id": QUESTION, "kind": "long_text", "is_required": True, "maps_to": "question"}
            ],
        }
    ]
}
TEXTS = {
    language: {QUESTION: {"label": label}}
    for language, label in (
        ("fi", "Mihin toivotte sparrausta?"),
        ("sv", "Vad vill ni ha sparring om?"),
        ("en", "What would you like sparring on?"),
    )
}


@transaction.atomic
def create_load(*, rounds, museums, plans, applications, seed, password):
    """Create rows in bulk; return the addresses of a member and a reviewer of the first round.

    Plans and applications are dealt out evenly to museums and rounds. A seed that was
    used before on this database raises IntegrityError.
    """
    load = Load(random.Random(seed), seed, timezone.now().replace(microsecond=0))
    made_rounds = load_rounds(load, rounds)
    made_museums = load_museums(load, museums)
    people = load_people(load, made_museums, password)
    seats = load_seats(load, made_rounds, made_museums)
    load_promises(load, made_rounds, people, seats)
    load_plans(load, plans, seats, people)
    reviewer = load_person(load, "arvioija", password)
    load_reviewing(load, made_rounds, reviewer)
    load_applications(load, applications, made_rounds, made_museums, reviewer)
    member = next(iter(people.values()), None)
    return {"member": member and member.email, "reviewer": reviewer.email}


def load_applications(load, count, rounds, museums, reviewer):
    """Deal applications out; the reviewer has declared no conflict with any."""
    if not (rounds and museums):
        return
    versions = FormVersion.objects.bulk_create(
        FormVersion(
            id=load.key(),
            round=round,
            number=1,
            structure_hash="load",
            definition=FORM,
            texts=TEXTS,
        )
        for round in rounds
    )
    applications, revisions = [], []
    for number in range(count):
        version, museum = versions[number % len(versions)], museums[number % len(museums)]
        answers, at = {QUESTION: load.words(40)}, load.now - dt.timedelta(seconds=number)
        application = Application(
            id=load.key(),
            round_id=version.round_id,
            form_version=version,
            status=Application.Status.RECEIVED,
            language=load.chance.choice(["fi", "fi", "fi", "sv", "en"]),
            email=f"hakija-{number}@kuorma.example",
            museum=museum,
            museum_name=museum.name,
            answers=answers,
            start_token=load.key(),
            reference=f"L{load.seed}-{number}",
            created_at=at,
            saved_at=at,
            received_at=at,
        )
        applications.append(application)
        revisions.append(
            ApplicationRevision(
                id=load.key(),
                application=application,
                form_version=version,
                number=1,
                language=application.language,
                answers=answers,
                received_at=at,
                request_token=load.key(),
                digest=digest_of(answers, []),
            )
        )
    Application.objects.bulk_create(applications, batch_size=BATCH)
    ApplicationRevision.objects.bulk_create(revisions, batch_size=BATCH)
    Declaration.objects.bulk_create(
        (
            Declaration(
                id=load.key(),
                application=application,
                reviewer=reviewer,
                museum_name=application.museum_name,
                has_conflict=False,
            )
            for application in applications
        ),
        batch_size=BATCH,
    )
