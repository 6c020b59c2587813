"""Synthetic museums and people in bulk: the same for the same seed."""

import datetime as dt
import random
import uuid
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from accounts.models import Membership, Museum, User

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


def load_museums(load, count):
    """Return so many new museums, of regions by chance."""
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


def load_people(load, museums, password):
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


def load_person(load, name, password):
    """Return one more person, of no museum."""
    person = _person(load, name, make_password(password))
    person.save(force_insert=True)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person
