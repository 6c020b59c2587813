"""Who may know of pairs, rules and declared conflicts. The table is the rule."""

import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from accounts.services import end_membership
from knowledge import services
from knowledge.models import (
    AllocatedPair,
    Allocation,
    GivenVersion,
    PairRule,
    Plan,
    SparringConflict,
)
from tests.factories.accounts import MuseumFactory, sign_in
from tests.factories.knowledge import (
    HeadingFactory,
    ParticipationFactory,
    RoundRoleFactory,
    member_in,
)

from .test_confidentiality import IN_WORKSPACE, MATRIX, ask, bytes_of, enter

ROUND_PAGES = ["allocation", "allocation_update", "pair_rule_create", "sparring_conflict_create"]
# Answers to the pages of the running round.
ROWS = {
    "a stranger": (302,) * 4,
    "an inactive owner": (302,) * 4,
    "an owner": (200, 404, 404, 200),
    "an owner's contact": (200, 404, 404, 200),
    "a peer": (200, 404, 404, 200),
    "a partner": (200, 404, 404, 200),
    "a coordinator": (302, 200, 200, 404),
}


def expected(who):
    """Return a person's row; who is not in the table knows of nothing."""
    return ROWS.get(who, (404,) * 4)


@pytest.fixture
def made(world, people):
    """Allocate the round, and another draft; keep the owner and an outsider apart in words."""
    by, round, seats = people["a coordinator"], world.running, world.seats
    fourth = ParticipationFactory(round=round, museum=MuseumFactory(name="Hohtola"))
    rule = services.rule_pair(
        round, kind="pin", giver=seats["peer"], receiver=seats["owner"], reason="syyq", by=by
    )
    conflict = services.declare_conflict(
        seats["owner"], other=fourth, reason="erillään7q", by=people["an owner"]
    )
    force = services.confirm_allocation(
        services.propose_allocation(round, k=1, seed=1, by=by), by=by
    )
    draft = services.propose_allocation(round, k=1, seed=2, by=by)
    return {
        "allocation_confirm": draft,
        "pair_rule_end": rule,
        "sparring_conflict_end": conflict,
        "force": force,
        "fourth": fourth,
    }


def rows():
    """Return all that is kept of allocations."""
    models = (Allocation, AllocatedPair, PairRule, SparringConflict)
    return [list(model.objects.order_by("pk").values()) for model in models]


def address(name, pk):
    """Return the address of a page."""
    return reverse(f"knowledge:{name}", args=[pk])


@pytest.mark.parametrize("who", MATRIX)
@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_pages_follow_the_table_and_hidden_ones_answer_as_none(
    client, world, made, people, who, method
):
    enter(client, people, who)
    before, missing = rows(), uuid.uuid4()

    found = [ask(client, method, address(name, world.running.pk)) for name in ROUND_PAGES]

    if method != "post":
        assert tuple(response.status_code for response in found) == expected(who)
    for name, response in zip(ROUND_PAGES, found, strict=True):
        if response.status_code == 404:
            assert bytes_of(response) == bytes_of(ask(client, method, address(name, missing)))
    assert rows() == before


@pytest.mark.parametrize("who", MATRIX)
@pytest.mark.parametrize("name", ["allocation_confirm", "pair_rule_end", "sparring_conflict_end"])
def test_acts_are_for_whom_they_belong_to(client, made, people, who, name):
    enter(client, people, who)
    before, place = rows(), address(name, made[name].pk)
    owners, runs = ("an owner", "an owner's contact"), name != "sparring_conflict_end"
    does = who == "a coordinator" if runs else who in owners

    assert ask(client, "get", place).status_code in (302, 404)
    answer = ask(client, "post", place)

    if does:
        assert answer.status_code == 302
        assert rows() != before
        assert ask(client, "post", place).status_code == 302
        return
    assert rows() == before
    if expected(who)[0] == 302 and who != "a coordinator":
        assert answer.status_code == 302
    elif who == "a coordinator":
        assert answer.status_code == 403
    else:
        assert bytes_of(answer) == bytes_of(ask(client, "post", address(name, uuid.uuid4())))


@pytest.mark.parametrize("who", [who for who in MATRIX if who in IN_WORKSPACE])
def test_pages_tell_of_exactly_what_may_be_known(client, world, made, people, who):
    sign_in(client, people[who])
    pages = [reverse("knowledge:workspace"), reverse("knowledge:museum_list")]
    pages += [address(name, world.running.pk) for name in ROUND_PAGES]
    pages += [plan.get_absolute_url() for plan in world.plans.values()]
    text = "".join(client.get(page, follow=True).text for page in pages)

    assert ("erillään7q" in text) == (who in {"an owner", "an owner's contact", "a coordinator"})
    assert ("syyq" in text) == (who == "a coordinator")


def test_the_museum_a_conflict_is_about_learns_nothing_even_if_it_coordinates(
    client, world, made, people
):
    coordinator = people["a coordinator"]
    place = coordinator.memberships.create(museum=made["fourth"].museum)
    former = RoundRoleFactory(round=world.running, user=member_in(made["fourth"])).user
    end_membership(former.memberships.get(), by=former)
    for person in (place.user, former, member_in(made["fourth"])):
        sign_in(client, person)
        pages = [address(name, world.running.pk) for name in ROUND_PAGES]
        text = "".join(client.get(page, follow=True).text for page in pages)

        assert "erillään7q" not in text
        assert not SparringConflict.objects.visible_to(person).exists()


@pytest.mark.parametrize("who", MATRIX)
def test_people_know_of_the_pairs_of_their_own_museum_in_force(world, made, people, who):
    person = people[who] or AnonymousUser()
    found = set(AllocatedPair.objects.visible_to(person))

    if who == "a coordinator":
        known = set(AllocatedPair.objects.filter(allocation__round=world.running))
    elif expected(who)[0] == 200:
        seat = world.seats[who.removeprefix("an ").removeprefix("a ").removesuffix("'s contact")]
        known = set(made["force"].pairs.all().touching(seat))
        assert len(known) == 2
    else:
        known = set()
    assert found == known


def test_reasons_tell_no_theme_that_the_round_no_longer_sees(client, world, made, people):
    HeadingFactory(key="cust")
    pair = made["force"].pairs.get(giver=world.seats["peer"])
    pair.reasons = [{"code": "needs", "themes": ["cust"]}, {"code": "first"}]
    pair.save()
    sign_in(client, people["an owner"])

    text = client.get(address("allocation", world.running.pk)).text

    assert "Asiakkuudet" not in text
    assert "Eivät ole sparranneet aiemmin." in text


def test_allocating_opens_no_plan(world, people):
    before = {
        who: set(Plan.objects.visible_to(person).values_list("pk", flat=True))
        for who, person in people.items()
        if person
    }
    given = GivenVersion.objects.count()
    by = people["a coordinator"]
    services.confirm_allocation(
        services.propose_allocation(world.running, k=2, seed=1, by=by), by=by
    )

    after = {
        who: set(Plan.objects.visible_to(person).values_list("pk", flat=True))
        for who in before
        for person in [people[who]]
    }
    assert after == before
    assert GivenVersion.objects.count() == given


def test_who_leaves_loses_its_partners_and_they_lose_it_at_once(world, made, people):
    seat = world.seats["peer"]
    seat.left_at = timezone.now()
    seat.save()

    assert not AllocatedPair.objects.visible_to(people["a peer"]).exists()
    seen = AllocatedPair.objects.visible_to(people["an owner"])
    assert not seen.touching(seat).exists()


def test_a_round_that_has_ended_shows_pairs_and_changes_nothing(client, world, made, people):
    world.running.ended_at = timezone.now()
    world.running.save()
    codes = {}
    for who in ("an owner", "a coordinator"):
        sign_in(client, people[who])
        pages = [ask(client, "get", address(n, world.running.pk)).status_code for n in ROUND_PAGES]
        acts = [ask(client, "post", address(n, made[n].pk)).status_code for n in list(made)[:3]]
        codes[who] = pages, acts

    assert codes == {
        "an owner": ([200, 404, 404, 403], [404, 404, 403]),
        "a coordinator": ([302, 200, 403, 404], [403, 403, 403]),
    }
