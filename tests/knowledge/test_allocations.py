"""A coordinator proposes and confirms who spars whom; museums come, go and ask to be apart."""

import itertools
import uuid

import pytest
from django.utils import timezone

from knowledge import services
from knowledge.allocation import ImpossibleError
from knowledge.exceptions import (
    AllocationOutdatedError,
    NotInRoundError,
    RoundEndedError,
    RuleExistsError,
)
from knowledge.models import Advice, Allocation, Offer, PairRule, Plan, SparringConflict
from knowledge.themes import themes_of
from tests.factories.accounts import MuseumFactory
from tests.factories.knowledge import (
    HeadingFactory,
    ParticipationFactory,
    PlanFactory,
    RoundFactory,
    coordinator_of,
    member_in,
)


@pytest.fixture
def round(db):
    """A round of five museums."""
    round = RoundFactory()
    for name in "ABCDE":
        ParticipationFactory(round=round, museum=MuseumFactory(name=f"Museo {name}"))
    return round


@pytest.fixture
def by(round):
    """Its coordinator."""
    return coordinator_of(round)


def seats(round):
    """Return its participations by the last letter of the museum's name."""
    return {seat.museum.name[-1]: seat for seat in round.participations.select_related("museum")}


def propose(round, by, **values):
    """Return a draft, k = 2 and seed 1 unless told."""
    return services.propose_allocation(round, **{"k": 2, "seed": 1, "by": by, **values})


def confirmed(round, by, **values):
    """Return an allocation in force."""
    return services.confirm_allocation(propose(round, by, **values), by=by)


def pairs_of(allocation):
    """Return its pairs by letters, such as ``AB``."""
    names = allocation.pairs.values_list("giver__museum__name", "receiver__museum__name")
    return {giver[-1] + receiver[-1] for giver, receiver in names}


def codes(allocation, pair):
    """Return the codes of a pair's reasons."""
    giver, receiver = (f"Museo {letter}" for letter in pair)
    found = allocation.pairs.get(giver__museum__name=giver, receiver__museum__name=receiver)
    return {reason["code"] for reason in found.reasons}


def test_each_museum_gives_two_and_gets_two_and_the_same_seed_gives_the_same(round, by):
    first, again = propose(round, by), propose(round, by)

    for letter in "ABCDE":
        assert sum(pair[0] == letter for pair in pairs_of(first)) == 2
        assert sum(pair[1] == letter for pair in pairs_of(first)) == 2
    assert pairs_of(again) == pairs_of(first)
    assert (first.number, again.number) == (1, 2)


def test_a_form_sent_twice_proposes_once(round, by):
    token = uuid.uuid4()

    assert propose(round, by, token=token) == propose(round, by, token=token)
    assert Allocation.objects.count() == 1


def test_pins_bans_and_conflicts_hold(round, by):
    seat = seats(round)
    for kind, one, other in (("pin", "A", "B"), ("ban", "B", "C")):
        services.rule_pair(
            round, kind=kind, giver=seat[one], receiver=seat[other], reason="", by=by
        )
    services.declare_conflict(
        seat["D"], other=seat["E"], reason="Sama johtaja", by=member_in(seat["D"])
    )

    for seed in range(6):
        draft = propose(round, by, seed=seed)
        assert "AB" in pairs_of(draft)
        assert not {"BC", "DE", "ED"} & pairs_of(draft)
    assert codes(draft, "AB") == {"pinned", "first"}


def test_a_rule_that_contradicts_another_is_refused_and_a_lifted_one_is_gone(round, by):
    seat = seats(round)
    values = {"giver": seat["A"], "receiver": seat["B"], "reason": "", "by": by}
    pin = services.rule_pair(round, kind="pin", **values)

    assert services.rule_pair(round, kind="pin", **values) == pin
    with pytest.raises(RuleExistsError):
        services.rule_pair(round, kind="ban", **values)
    services.unrule_pair(pin, by=by)
    services.rule_pair(round, kind="ban", **values)
    assert list(PairRule.objects.open().values_list("kind", flat=True)) == ["ban"]


def test_rules_are_between_museums_of_the_round(round, by):
    elsewhere, here = ParticipationFactory(), seats(round)["A"]

    for pair in ((elsewhere, here), (here, elsewhere), (here, here)):
        with pytest.raises(NotInRoundError):
            services.rule_pair(round, kind="ban", giver=pair[0], receiver=pair[1], reason="", by=by)
        with pytest.raises(NotInRoundError):
            services.declare_conflict(pair[0], other=pair[1], reason="x", by=by)


def test_a_late_joiner_changes_as_few_pairs_as_can_be(round, by):
    before = confirmed(round, by)
    ParticipationFactory(round=round, museum=MuseumFactory(name="Museo F"))

    after = propose(round, by, seed=77)

    assert len(pairs_of(before) - pairs_of(after)) == 2
    assert {pair for pair in pairs_of(after) - pairs_of(before) if "F" not in pair} == set()
    assert "kept" in codes(after, (pairs_of(after) & pairs_of(before)).pop())


def test_a_leaver_changes_as_few_pairs_as_can_be(round, by):
    before = pairs_of(confirmed(round, by))
    seat = seats(round)["E"]
    seat.left_at = timezone.now()
    seat.save()

    after = pairs_of(propose(round, by))

    everyone = {f"{giver}{receiver}" for giver, receiver in itertools.permutations("ABCD", 2)}
    left_out = [
        {f"{giver}{receiver}" for giver, receiver in zip("ABCD", others, strict=True)}
        for others in itertools.permutations("ABCD")
        if all(giver != receiver for giver, receiver in zip("ABCD", others, strict=True))
    ]
    assert len(after) == 8
    assert len(before & after) == max(len(before & (everyone - pairs)) for pairs in left_out)


def test_beginning_anew_keeps_nothing_for_its_own_sake(round, by):
    confirmed(round, by, seed=1)

    assert propose(round, by, seed=5, keeps=False).is_keeping is False
    assert pairs_of(propose(round, by, seed=5, keeps=False)) != pairs_of(propose(round, by, seed=5))


def test_museums_that_have_sparred_in_an_earlier_round_are_put_apart(round, by):
    seat = seats(round)
    earlier, another = RoundFactory(), RoundFactory()
    old = {
        where.pk: [ParticipationFactory(round=where, museum=seat[each].museum) for each in letters]
        for where, letters in ((earlier, "AB"), (another, "AC"))
    }
    plan = PlanFactory(participation=old[earlier.pk][1])
    Advice.objects.create(
        plan=plan,
        revision=plan.revisions.get(),
        giver=old[earlier.pk][0],
        kind="question",
        text="Miksi?",
        language="fi",
        given_at=timezone.now(),
    )
    confirmed(another, by, k=1)

    draft = propose(round, by, k=1)
    services.rule_pair(round, kind="pin", giver=seat["A"], receiver=seat["B"], reason="", by=by)

    assert not {"AB", "BA", "AC", "CA"} & pairs_of(draft)
    pinned = propose(round, by, k=1)
    assert "repeat" in codes(pinned, "AB")
    reasons = pinned.pairs.get(giver=seat["A"], receiver=seat["B"]).reasons
    assert {"code": "repeat", "rounds": 1} in reasons


def test_only_what_the_round_may_see_is_needed_or_offered(round):
    cust = HeadingFactory(key="cust")
    seat = seats(round)
    content = {"targets": [{"key": "cust", "now": 1, "weight": 5}, {"key": "other", "other": "x"}]}
    PlanFactory(participation=seat["A"], shared=True, content=content)
    PlanFactory(participation=seat["B"], content=content)
    PlanFactory(participation=seat["C"], audience=Plan.Audience.PARTNERS, content=content)
    for letter, kind, values in (
        ("C", "offer", {}),
        ("D", "need", {}),
        ("E", "offer", {"withdrawn_at": timezone.now()}),
    ):
        offer = Offer.objects.create(participation=seat[letter], kind=kind, text="x", **values)
        offer.themes.add(cust)

    found = themes_of(list(seat.values()))

    needs = {letter for letter in seat if found[seat[letter].pk][0] == {"cust"}}
    offers = {letter for letter in seat if found[seat[letter].pk][1] == {"cust"}}
    assert (needs, offers) == ({"A", "D"}, {"C"})


def test_confirming_takes_the_place_of_the_one_before(round, by):
    first = confirmed(round, by)
    second = services.confirm_allocation(propose(round, by, k=1), by=by)

    assert services.confirm_allocation(second, by=by) == second
    assert list(Allocation.objects.in_force()) == [second]
    first.refresh_from_db()
    assert first.ended_at is not None


def change_museums(round, by):
    """A museum comes."""
    ParticipationFactory(round=round)


def change_rules(round, by):
    """A pair that the draft lacks is pinned."""
    letters = [one + other for one in "ABCDE" for other in "ABCDE" if one != other]
    missing = next(pair for pair in letters if pair not in pairs_of(round.allocations.first()))
    one, other = (seats(round)[letter] for letter in missing)
    services.rule_pair(round, kind="pin", giver=one, receiver=other, reason="", by=by)


def change_conflicts(round, by):
    """A museum asks to be apart from one it would spar."""
    pair = round.allocations.first().pairs.first()
    services.declare_conflict(pair.receiver, other=pair.giver, reason="x", by=by)


def propose_anew(round, by):
    """Another draft is made."""
    propose(round, by, seed=8)


@pytest.mark.parametrize("change", [change_museums, change_rules, change_conflicts, propose_anew])
def test_a_draft_that_the_world_has_left_behind_is_not_confirmed(round, by, change):
    draft = propose(round, by)
    change(round, by)

    with pytest.raises(AllocationOutdatedError):
        services.confirm_allocation(draft, by=by)
    assert not Allocation.objects.in_force().exists()


def test_a_draft_made_before_another_was_confirmed_is_not_confirmed(round, by):
    first = propose(round, by)
    second = propose(round, by)
    services.confirm_allocation(second, by=by)

    with pytest.raises(AllocationOutdatedError):
        services.confirm_allocation(first, by=by)


def test_nothing_is_allocated_after_the_round(round, by):
    draft, seat = propose(round, by), seats(round)
    conflict = services.declare_conflict(seat["A"], other=seat["B"], reason="x", by=by)
    round.ended_at = timezone.now()
    round.save()

    for act in (
        lambda: propose(round, by),
        lambda: services.confirm_allocation(draft, by=by),
        lambda: services.withdraw_conflict(conflict, by=by),
        lambda: services.declare_conflict(seat["A"], other=seat["C"], reason="x", by=by),
    ):
        with pytest.raises(RoundEndedError):
            act()
    assert SparringConflict.objects.open().count() == 1


def test_what_cannot_be_keeps_no_draft(round, by):
    with pytest.raises(ImpossibleError):
        propose(round, by, k=5)
    assert not Allocation.objects.exists()


def test_names_hold_no_content(round, by):
    pair = propose(round, by).pairs.first()

    assert str(pair) == f"allocated pair {pair.pk}"
    assert "Museo" not in f"{pair.allocation} {SparringConflict(reason='salaisuus')} {PairRule()}"
