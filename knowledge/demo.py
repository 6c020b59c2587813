"""Demo rounds and plans of the demo museums, with some history."""

import csv
import datetime as dt
import tomllib
from pathlib import Path

from django.urls import reverse
from django.utils import timezone, translation

from knowledge import services
from knowledge.demo_allocation import create_allocation
from knowledge.demo_experiences import create_experiences
from knowledge.demo_meetings import create_meetings
from knowledge.demo_offers import create_offers
from knowledge.demo_plans import create_plans
from knowledge.demo_sparring import create_sparring
from knowledge.models import (
    Participation,
    Plan,
    PlanHeading,
    Promise,
    PromiseAcceptance,
    Round,
    RoundRole,
)
from knowledge.search.index import catch_up
from knowledge.services.headings import import_headings

DATA = Path(__file__).resolve().parent / "data"
RUNNING = [
    "kuunjoki",
    "norrskata",
    "cuovgga",
    "tervaportti",
    "lehtosaari",
    "hohtola",
    "saviranta",
    "pellavamaki",
]
# Museums that go on from the running round, so that a museum accepted meets somebody.
CONTINUING = ["kuunjoki", "norrskata"]
CLOSED = ["aallokko", "harjunkyla", "klippan", "tuulenpesa", "lehtosaari"]
NAMES = {"closed": 1, "running": 2, "open": 3}
DUTIES = [
    ("running", "coordinator", RoundRole.Role.COORDINATOR),
    ("open", "coordinator", RoundRole.Role.COORDINATOR),
    ("open", "reviewer", RoundRole.Role.REVIEWER),
]
# The plan that its museum opened to later rounds.
OPENED = "harjunkyla-siemenet"
# The person who has not given the promise yet, so that it can be tried.
NEWCOMER = "kuunjoki_newcomer"


def create(demo):
    """Create the rounds, promises and plans that are missing; open the call anew."""
    with (DATA / "headings.csv").open(encoding="utf-8", newline="") as lines:
        import_headings(lines)
    promise = _promise()
    rounds = demo.share["rounds"] = {key: _round(key, promise) for key in NAMES}
    _set_times(demo, rounds)
    seats = {("running", slug): _seat(demo, rounds["running"], slug, days=150) for slug in RUNNING}
    seats |= {("closed", slug): _seat(demo, rounds["closed"], slug, days=860) for slug in CLOSED}
    seats |= {("open", slug): _seat(demo, rounds["open"], slug, days=18) for slug in CONTINUING}
    _appoint(demo, rounds)
    _promise_all(demo, rounds)
    plans = create_plans(demo, seats)
    create_sparring(demo, seats, plans)
    create_meetings(demo, seats)
    create_offers(demo, seats)
    create_allocation(demo, rounds["running"], seats)
    create_experiences(demo, seats, plans)
    _end(demo, rounds["closed"])
    _open(demo, plans[OPENED], by=demo.share["users"]["harjunkyla_contact"])
    catch_up()
    _tell(demo, rounds, plans)


def _promise():
    texts = tomllib.loads((DATA / "promise.toml").read_text(encoding="utf-8"))
    promise, _ = Promise.objects.get_or_create(
        number=1, defaults={f"text_{language}": text.strip() for language, text in texts.items()}
    )
    return promise


def _round(key, promise):
    """Return a round by its name, with its plan headings."""
    number = NAMES[key]
    round, is_new = Round.objects.get_or_create(
        name_fi=f"{number}. kierros",
        defaults={
            "name_sv": f"Omgång {number}",
            "name_en": f"Round {number}",
            "promise": promise,
            "has_reviewers_who_decide": key == "open",
        },
    )
    if is_new:
        with (DATA / "plan_headings.csv").open(encoding="utf-8", newline="") as lines:
            for position, row in enumerate(csv.DictReader(lines), start=1):
                values = {f"name_{code}": row.pop(code) for code in ("fi", "sv", "en")}
                PlanHeading.objects.create(round=round, position=position, **values, **row)
    return round


def _set_times(demo, rounds):
    """Date the rounds once, and the open call at each run: twelve days are always left."""
    if rounds["running"].starts_on is None:
        _date(rounds["running"], demo.now, opens=260, closes=220, starts=150)
        _date(rounds["closed"], demo.now, opens=960, closes=920, starts=860)
    _date(rounds["open"], demo.now, opens=20, closes=-12, starts=-75)


def _date(round, now, *, opens, closes, starts):
    """Set a round's call and start, so many days ago; a call closes at 15.00 in Helsinki."""
    local = timezone.localtime(now)
    round.opens_at = (local - dt.timedelta(days=opens)).replace(
        hour=9, minute=0, second=0, microsecond=0
    )
    round.closes_at = (local - dt.timedelta(days=closes)).replace(
        hour=15, minute=0, second=0, microsecond=0
    )
    round.starts_on = local.date() - dt.timedelta(days=starts)
    round.save(update_fields=["opens_at", "closes_at", "starts_on"])


def _seat(demo, round, slug, *, days):
    museum = demo.share["museums"][slug]
    seat = Participation.objects.filter(round=round, museum=museum).first()
    if seat is None:
        seat = services.admit_museum(round, museum, language=museum.name_language[:2], by=None)
        seat.language = "sv" if museum.name_language == "sv" else "fi"
        seat.joined_at = demo.now - dt.timedelta(days=days)
        seat.save(update_fields=["language", "joined_at"])
    return seat


def _appoint(demo, rounds):
    for key, person, role in DUTIES:
        RoundRole.objects.get_or_create(
            round=rounds[key],
            user=demo.share["users"][person],
            role=role,
            defaults={"started_at": demo.now - dt.timedelta(days=270)},
        )


def _promise_all(demo, rounds):
    """Let everybody but the newcomer give the promise of their rounds, when they began."""
    newcomer = demo.share["users"][NEWCOMER]
    for key, days in (("running", 148), ("closed", 855), ("open", 15)):
        for user in set(demo.share["users"].values()) - {newcomer}:
            if not Round.objects.joined_by(user).filter(pk=rounds[key].pk).exists():
                continue
            PromiseAcceptance.objects.get_or_create(
                user=user,
                round=rounds[key],
                promise=rounds[key].promise,
                defaults={
                    "language": user.language,
                    "accepted_at": demo.now - dt.timedelta(days=days),
                },
            )


def _end(demo, round):
    if round.ended_at is None:
        round.ended_at = demo.now - dt.timedelta(days=370)
        round.save(update_fields=["ended_at"])


def _open(demo, plan, *, by):
    """Let a museum of the ended round have opened its plan; the others have not chosen."""
    if plan.archived_at is None:
        base = services.archive_mark(plan)
        plan = services.choose_archive(plan, archive=Plan.Archive.OPEN, base=base, by=by)
        plan.archived_at = demo.now - dt.timedelta(days=360)
        plan.save(update_fields=["archived_at"])


def _tell(demo, rounds, plans):
    """Add the people with a duty, the rounds and the addresses to what the demo announces."""
    users = demo.share["users"]
    for key, role in (("reviewer", "reviewer"), ("coordinator", "coordinator")):
        demo.accounts.append(
            {
                "role": role,
                "email": users[key].email,
                "password": demo.password,
                "museum": None,
                "round": rounds["open" if role == "reviewer" else "running"].name_fi,
                "language": users[key].language,
            }
        )
    museums = {demo.share["museums"][slug].name: "running" for slug in RUNNING}
    museums |= {demo.share["museums"][slug].name: "closed" for slug in CLOSED[:-1]}
    for account in demo.accounts:
        if account["museum"] in museums:
            account["round"] = rounds[museums[account["museum"]]].name_fi
    own = plans["kuunjoki-esihenkilot"]
    demo.share["own_plan_museum"] = own.participation.museum.name
    demo.share["plans"] = plans
    with translation.override("fi"):
        demo.urls |= {
            "workspace": reverse("knowledge:workspace"),
            "plans": reverse("knowledge:plan_list"),
            "workspace_search": reverse("knowledge:search"),
            "own_plan": own.get_absolute_url(),
            "shared_plan": plans["tervaportti-palaute"].get_absolute_url(),
        }
