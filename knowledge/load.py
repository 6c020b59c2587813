"""Synthetic rounds, seats and plans in bulk: the same for the same seed."""

import datetime as dt

from accounts.load import BATCH
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


def load_rounds(load, count):
    """Return so many new rounds whose calls are open."""
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


def load_seats(load, rounds, museums):
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


def load_promises(load, rounds, people, seats):
    """Let the people of the seats give the promise of their rounds."""
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


def load_plans(load, count, seats, people):
    """Deal plans out to the seats, each of one revision."""
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


def load_reviewing(load, rounds, reviewer):
    """Make a person the reviewer of rounds."""
    RoundRole.objects.bulk_create(
        RoundRole(id=load.key(), round=round, user=reviewer, role=RoundRole.Role.REVIEWER)
        for round in rounds
    )
