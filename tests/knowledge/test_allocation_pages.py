"""A coordinator's and a museum's way through the pages of sparring partners."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from knowledge.models import Allocation, PairRule, SparringConflict
from tests.factories.accounts import MuseumFactory, sign_in
from tests.factories.knowledge import (
    ParticipationFactory,
    PlanFactory,
    RoundFactory,
    coordinator_of,
    member_in,
)


@pytest.fixture
def round(db):
    """A round of four museums."""
    round = RoundFactory()
    for name in "ABCD":
        ParticipationFactory(round=round, museum=MuseumFactory(name=f"Museo {name}"))
    return round


@pytest.fixture
def coordinator(client, round):
    """Its coordinator, signed in."""
    user = coordinator_of(round)
    sign_in(client, user)
    return user


def seat(round, letter):
    """Return a museum's place."""
    return round.participations.get(museum__name=f"Museo {letter}")


def page(name, thing):
    """Return an address."""
    return reverse(f"knowledge:{name}", args=[thing.pk])


def propose(client, round, **data):
    """Send the form of a proposal."""
    data = {"k": 2, "seed": 1, "token": uuid.uuid4(), **data}
    return client.post(page("allocation_update", round), data)


def rule(client, round, kind, one, other):
    """Send the form of a rule."""
    data = {"kind": kind, "giver": seat(round, one).pk, "receiver": seat(round, other).pk}
    return client.post(page("pair_rule_create", round), data)


def test_from_a_proposal_to_partners_on_the_first_page(client, round, coordinator):
    propose(client, round)
    draft = Allocation.objects.get()
    text = client.get(page("allocation_update", round)).text
    assert "Ehdotus 1" in text
    member = member_in(seat(round, "A"))
    sign_in(client, member)
    assert "Sparraajia ei ole vielä jaettu" in client.get(reverse("knowledge:workspace")).text

    sign_in(client, coordinator)
    client.post(page("allocation_confirm", draft))
    sign_in(client, member)

    home = client.get(reverse("knowledge:workspace"))
    (own,) = home.context["partners"]
    assert (len(own.spars), len(own.sparred_by)) == (2, 2)
    assert "Te sparraatte" in home.text
    assert "Eivät ole sparranneet aiemmin." in client.get(page("allocation", round)).text


def test_the_same_form_twice_makes_one_proposal(client, round, coordinator):
    token = uuid.uuid4()

    assert propose(client, round, token=token).status_code == 302
    assert propose(client, round, token=token).status_code == 302
    assert Allocation.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"k": 4}, "Kunkin museon pitäisi sparrata 4 muuta, mutta muita on vain 3."),
        ({"k": 7}, "oltava enintään 6"),
        ({"seed": "x"}, "Syötä kokonaisluku"),
        ({"seed": 2**31}, "2147483647"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(client, round, coordinator, data, sentence):
    response = propose(client, round, **data)

    assert response.status_code == 200
    assert sentence in response.text
    assert not Allocation.objects.exists()


def test_rules_that_leave_nothing_are_told_by_the_museums_in_the_way(client, round, coordinator):
    for other in "BC":
        rule(client, round, "ban", "A", other)

    response = propose(client, round)

    assert "Näillä on liian vähän museoita sparrattavinaan: Museo A." in response.text


def test_a_rule_is_added_refused_and_lifted(client, round, coordinator):
    assert rule(client, round, "pin", "A", "B").status_code == 302
    assert "päinvastainen sääntö" in rule(client, round, "ban", "A", "B").text
    assert "kaksi eri museota" in rule(client, round, "ban", "A", "A").text
    added = PairRule.objects.get()

    for _time in range(2):
        assert client.post(page("pair_rule_end", added)).status_code == 302
    assert not PairRule.objects.open().exists()


def test_a_museum_from_elsewhere_is_refused_as_one_that_is_not(client, round, coordinator):
    data = {"kind": "ban", "giver": seat(round, "A").pk}
    place = page("pair_rule_create", round)

    for other in (ParticipationFactory().pk, uuid.uuid4(), "x"):
        response = client.post(place, data | {"receiver": other})
        assert response.context["form"].errors["receiver"] == ["Valitkaa tämän kierroksen museoita"]
    assert not PairRule.objects.exists()


def test_a_late_joiner_is_told_and_the_difference_shown(client, round, coordinator):
    propose(client, round)
    client.post(page("allocation_confirm", Allocation.objects.get()))
    ParticipationFactory(round=round, museum=MuseumFactory(name="Myöhäinen"))
    assert "Voimassa olevat parit ovat vanhentuneet" in (
        client.get(page("allocation_update", round)).text
    )

    propose(client, round, keeps="on", seed=9)

    response = client.get(page("allocation_update", round))
    counts = response.context["counts"]
    assert (counts["kept"], counts["new"], counts["ended"]) == (6, 4, 2)
    assert "2 paria päättyy" in response.text


def test_an_outdated_proposal_is_refused_in_words(client, round, coordinator):
    propose(client, round)
    ParticipationFactory(round=round)

    response = client.post(page("allocation_confirm", Allocation.objects.get()), follow=True)

    assert "Tee uusi ehdotus." in response.text
    assert not Allocation.objects.in_force().exists()


def test_a_museum_asks_in_confidence_to_be_apart_and_takes_it_back(client, round):
    own, other = seat(round, "A"), seat(round, "B")
    sign_in(client, member_in(own))
    place = page("sparring_conflict_create", round)
    assert "Kirjoita, miksi" in client.post(place, {"other": other.pk}).text

    for _time in range(2):
        client.post(place, {"other": other.pk, "reason": "Sama\x00 avustus"})

    conflict = SparringConflict.objects.get()
    assert conflict.reason == "Sama avustus"
    assert "Sama avustus" in client.get(page("allocation", round)).text
    for _time in range(2):
        assert client.post(page("sparring_conflict_end", conflict)).status_code == 302
    assert not SparringConflict.objects.open().exists()


def test_offering_a_plan_begins_from_the_museums_allocated(client, round, coordinator):
    plan = PlanFactory(participation=seat(round, "A"))
    propose(client, round, k=1)
    client.post(page("allocation_confirm", Allocation.objects.get()))
    giver = Allocation.objects.get().pairs.get(receiver=plan.participation).giver
    sign_in(client, member_in(plan.participation))

    form = client.get(page("plan_offer", plan)).context["form"]

    assert form.initial["receivers"] == [giver.pk]


def test_a_pair_that_a_wish_now_forbids_is_told_to_the_coordinator(client, round, coordinator):
    propose(client, round, k=3)
    client.post(page("allocation_confirm", Allocation.objects.get()))
    SparringConflict.objects.create(
        declarer=seat(round, "A"), other=seat(round, "B"), reason="x", declared_at=timezone.now()
    )

    broken = client.get(page("allocation_update", round)).context["broken"]

    assert {(pair.giver.museum.name[-1], pair.receiver.museum.name[-1]) for pair in broken} == {
        ("A", "B"),
        ("B", "A"),
    }
