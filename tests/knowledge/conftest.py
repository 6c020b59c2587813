"""A running round, another one, a closed one; plans at every audience; people of every kind."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import timezone, translation

from knowledge.models import Plan, RoundRole
from tests.factories.accounts import MuseumFactory, UserFactory
from tests.factories.knowledge import (
    AttachmentFactory,
    GivenVersionFactory,
    ParticipationFactory,
    PlanFactory,
    RoundFactory,
    coordinator_of,
    member_in,
    revised,
)


@pytest.fixture(autouse=True)
def _in_finnish():
    """Begin in Finnish, whatever page an earlier test asked for last."""
    with translation.override("fi"):
        yield


@pytest.fixture
def world(db):
    """Return rounds, seats and plans by name. Words of each plan occur nowhere else."""
    running, other, closed = RoundFactory(), RoundFactory(), RoundFactory(ended=True)
    names = ["Kuunjoki", "Norrskata", "Tervaportti"]
    owner, peer, partner = (
        ParticipationFactory(round=running, museum=MuseumFactory(name=name)) for name in names
    )
    seats = {
        "owner": owner,
        "peer": peer,
        "partner": partner,
        "elsewhere": ParticipationFactory(round=other),
        "closed owner": ParticipationFactory(round=closed),
        "closed peer": ParticipationFactory(round=closed),
    }
    plans = {
        "museum": PlanFactory(participation=owner, title="Äänihallin remontti"),
        "partners": PlanFactory(
            participation=owner, title="Myöhempi nimi", audience=Plan.Audience.PARTNERS
        ),
        "round": PlanFactory(participation=owner, title="Kävijät äänessä", shared=True),
        "closed museum": PlanFactory(participation=seats["closed owner"], title="Suljettu oma"),
        "closed round": PlanFactory(
            participation=seats["closed owner"], title="Suljettu jaettu", shared=True
        ),
    }
    member_in(owner)
    plans["partners"].revisions.update(title="Annettu nimi", words="annettu nimi")
    GivenVersionFactory(plan=plans["partners"], receiver=partner)
    revised(plans["partners"], title="Myöhempi nimi")
    for plan in plans.values():
        AttachmentFactory(plan=plan)
        plan.refresh_from_db()
    return SimpleNamespace(running=running, other=other, closed=closed, seats=seats, plans=plans)


@pytest.fixture
def people(world):
    """Return one person of each kind by name; a stranger is None."""
    seats = world.seats
    editors = Group.objects.get_or_create(name="Editors")[0]
    editors.permissions.add(Permission.objects.get(codename="access_admin"))
    hour_ago = timezone.now() - dt.timedelta(hours=1)
    inactive = member_in(seats["owner"])
    inactive.is_active = False
    inactive.save()
    return {
        "a stranger": None,
        "an owner": member_in(seats["owner"]),
        "an owner's contact": member_in(seats["owner"], role="contact"),
        "an owner without promise": member_in(seats["owner"], promised=False),
        "a peer": member_in(seats["peer"]),
        "a peer without promise": member_in(seats["peer"], promised=False),
        "a partner": member_in(seats["partner"]),
        "a member of another round": member_in(seats["elsewhere"]),
        "a closed round's owner": member_in(seats["closed owner"]),
        "a closed round's peer": member_in(seats["closed peer"]),
        "a closed round's late joiner": member_in(seats["closed peer"], started_at=hour_ago),
        "an ex-member": member_in(seats["owner"], ended_at=hour_ago),
        "a reviewer": coordinator_of(world.running, role=RoundRole.Role.REVIEWER),
        "a coordinator": coordinator_of(world.running),
        "a facilitator": coordinator_of(world.running, role=RoundRole.Role.FACILITATOR),
        "an editor": UserFactory(groups=[editors]),
        "a superuser": UserFactory(is_staff=True, is_superuser=True),
        "an inactive owner": inactive,
    }
