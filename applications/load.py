"""Synthetic museums, rounds, plans and applications in bulk: the same for the same seed."""

import datetime as dt
import random
import uuid
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from accounts.models import Membership, Museum, User
from applications.models import Application, ApplicationRevision, Declaration, FormVersion
from applications.services.sending import digest_of
from knowledge.models import (
    Participation,
    Plan,
    PlanRevision,
    Promise,
    PromiseAcceptance,
    Round,
    RoundRole,
)
from knowledge.models.plans import fold, texts_of

BATCH = 1000
WORDS = [
    "kokoelma",
    "näyttely",
    "yleisötyö",
    "kävijä",
    "vapaaehtoinen",
    "saavutettavuus",
    "hankinta",
    "varasto",
    "digitointi",
    "opastus",
    "koulu",
    "yhteistyö",
    "talous",
    "viestintä",
    "johtaminen",
    "osaaminen",
    "palaute",
    "kokeilu",
    "arviointi",
    "ympäristö",
    "ilmasto",
    "tarina",
    "esine",
    "arkisto",
    "kumppani",
    "strategia",
    "asiakas",
    "verkosto",
    "koulutus",
    "työpaja",
]
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


@dataclass
class Load:
    """What is made: a source of chance, and the time that everything is told from."""

    chance: random.Random
    seed: int
    now: dt.datetime

    def key(self):
        """Return the next id."""
        return uuid.UUID(int=self.chance.getrandbits(128), version=4)

    def words(self, count):
        """Return so many words of museum work."""
        return " ".join(self.chance.choice(WORDS) for _ in range(count)).capitalize()


@transaction.atomic
def create_load(*, rounds, museums, plans, applications, seed, password):
    """Create rows in bulk; return the addresses of a member and a reviewer of the first round.

    Plans and applications are dealt out evenly to museums and rounds. A seed that was
    used before on this database raises IntegrityError.
    """
    load = Load(random.Random(seed), seed, timezone.now().replace(microsecond=0))
    made_rounds = _rounds(load, rounds)
    made_museums = _museums(load, museums)
    people = _people(load, made_museums, password)
    seats = _seats(load, made_rounds, made_museums)
    _promises(load, made_rounds, people, seats)
    _plans(load, plans, seats, people)
    reviewer = _reviewer(load, made_rounds, password)
    _applications(load, applications, made_rounds, made_museums, reviewer)
    member = next(iter(people.values()), None)
    return {"member": member and member.email, "reviewer": reviewer.email}


def _rounds(load, count):
    promise, _ = Promise.objects.get_or_create(
        number=1,
        defaults={"text_fi": "Lupaan.", "text_sv": "Jag lovar.", "text_en": "I promise."},
    )
    return Round.objects.bulk_create(
        Round(
            id=load.key(),
            name_fi=f"Kuormakierros {load.seed}-{number}",
            name_sv=f"Lastomgång {load.seed}-{number}",
            name_en=f"Load round {load.seed}-{number}",
            promise=promise,
            opens_at=load.now - dt.timedelta(days=40),
            closes_at=load.now + dt.timedelta(days=40),
            starts_on=load.now.date() - dt.timedelta(days=30 * number + 1),
        )
        for number in range(count)
    )


def _museums(load, count):
    regions = Museum.Region.values
    return Museum.objects.bulk_create(
        (
            Museum(
                id=load.key(),
                name=f"Kuormamuseo {load.seed}-{number}",
                slug=f"kuorma-{load.seed}-{number}",
                region=load.chance.choice(regions),
                size=Museum.Size.values[number % len(Museum.Size)],
            )
            for number in range(count)
        ),
        batch_size=BATCH,
    )


def _person(load, number, hashed):
    return User(
        id=load.key(),
        email=f"kuorma-{load.seed}-{number}@kuorma.example",
        first_name=load.words(1),
        last_name=f"Kuormala {number}",
        password=hashed,
    )


def _people(load, museums, password):
    """Return one member of each museum, by its id."""
    hashed = make_password(password)
    users = [_person(load, number, hashed) for number in range(len(museums))]
    User.objects.bulk_create(users, batch_size=BATCH)
    EmailAddress.objects.bulk_create(
        (EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users),
        batch_size=BATCH,
    )
    Membership.objects.bulk_create(
        (
            Membership(
                id=load.key(),
                user=user,
                museum=museum,
                started_at=load.now - dt.timedelta(days=2000),
            )
            for user, museum in zip(users, museums, strict=True)
        ),
        batch_size=BATCH,
    )
    return {museum.pk: user for user, museum in zip(users, museums, strict=True)}


def _seats(load, rounds, museums):
    """Deal the museums out to the rounds in turn."""
    if not rounds:
        return []
    return Participation.objects.bulk_create(
        (
            Participation(
                id=load.key(),
                round=rounds[number % len(rounds)],
                museum=museum,
                joined_at=load.now - dt.timedelta(days=1000),
            )
            for number, museum in enumerate(museums)
        ),
        batch_size=BATCH,
    )


def _promises(load, rounds, people, seats):
    promises = {round.pk: round.promise for round in rounds}
    PromiseAcceptance.objects.bulk_create(
        (
            PromiseAcceptance(
                id=load.key(),
                user=people[seat.museum_id],
                round_id=seat.round_id,
                promise=promises[seat.round_id],
                language="fi",
                accepted_at=load.now - dt.timedelta(days=900),
            )
            for seat in seats
        ),
        batch_size=BATCH,
    )


def _plans(load, count, seats, people):
    if not seats:
        return
    plans, revisions = [], []
    for number in range(count):
        seat = seats[number % len(seats)]
        title, at = load.words(3), load.now - dt.timedelta(minutes=number)
        content = {"sections": {"why": load.words(60)}, "question": load.words(12)}
        plan = Plan(
            id=load.key(),
            participation=seat,
            title=title,
            language="fi",
            audience=load.chance.choice([Plan.Audience.MUSEUM, Plan.Audience.ROUND]),
            revision_number=1,
            created_at=at,
            updated_at=at,
        )
        plans.append(plan)
        revisions.append(
            PlanRevision(
                id=load.key(),
                plan=plan,
                number=1,
                title=title,
                content=content,
                words=fold("\n".join([title, *texts_of(content)])),
                created_at=at,
                created_by=people[seat.museum_id],
            )
        )
    Plan.objects.bulk_create(plans, batch_size=BATCH)
    PlanRevision.objects.bulk_create(revisions, batch_size=BATCH)


def _reviewer(load, rounds, password):
    """Return a person who reviews every round."""
    reviewer = _person(load, "arvioija", make_password(password))
    reviewer.save(force_insert=True)
    EmailAddress.objects.create(user=reviewer, email=reviewer.email, verified=True, primary=True)
    RoundRole.objects.bulk_create(
        RoundRole(id=load.key(), round=round, user=reviewer, role=RoundRole.Role.REVIEWER)
        for round in rounds
    )
    return reviewer


def _applications(load, count, rounds, museums, reviewer):
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
