"""Who takes a museum's material out: its people in the round, and to others there is no page."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Event
from knowledge.models import Participation, PlanDraft
from tests.answers import release
from tests.factories.accounts import sign_in
from tests.factories.knowledge import revised

from .test_confidentiality import MATRIX, SIGN_IN, ask, bytes_of, contents, enter
from .test_museum_export import all_text, take
from .test_sparring_confidentiality import pieces  # noqa: F401  a fixture

SEATS = {
    "an owner": "owner",
    "an owner's contact": "owner",
    "a peer": "peer",
    "a partner": "partner",
    "a member of another round": "elsewhere",
    "a closed round's owner": "closed owner",
    "a closed round's peer": "closed peer",
    "a closed round's late joiner": "closed peer",
}
VERBS = ["get", "head", "post", "put", "patch", "delete", "options"]


def address(seat):
    """Return the address of a museum's material."""
    return reverse("knowledge:museum_export", args=[seat])


@pytest.mark.parametrize("who", MATRIX)
def test_only_a_museums_people_take_its_material_out(client, world, people, who):
    enter(client, people, who)
    before = contents()

    for verb in VERBS:
        missing = ask(client, verb, address(uuid.uuid4()))
        for name, seat in world.seats.items():
            response = ask(client, verb, address(seat.pk))
            is_stranger = MATRIX[who][0] == SIGN_IN
            expected = 302 if is_stranger else 200 if SEATS.get(who) == name else 404
            assert (verb, name, response.status_code) == (verb, name, expected)
            if expected == 404:
                assert bytes_of(response) == bytes_of(missing)
    assert contents() == before
    taken = Event.objects.filter(action="museum.export").values_list("subject_id", "actor")
    seat = world.seats.get(SEATS.get(who))
    assert list(taken) == ([(seat.pk, people[who].pk)] if seat else [])


# By who takes it: the numbers of the pieces of advice in their own museum's material.
ADVICE = {
    "an owner": {1, 2, 3},
    "a peer": {0, 1, 2},
    "a partner": {3},
    "a closed round's owner": {4, 5},
    "a closed round's peer": {4, 5},
    "a closed round's late joiner": set(),
}


@pytest.mark.parametrize("who", ADVICE)
def test_the_material_follows_the_rules_of_sight(client, world, people, pieces, who):  # noqa: F811
    PlanDraft.objects.create(
        plan=world.plans["round"],
        written_by=people["an owner"],
        data={"question": "piiloluonnos"},
    )
    revised(world.plans["partners"], title="Piilonimi", content={"question": "piilouusi"})
    sign_in(client, people[who])

    text = all_text(take(client, world.seats[SEATS[who]]))

    found = {number for number in range(6) if f"sana{number}q" in text}
    answered = {number for number in range(6) if f"vastaus{number}q" in text}
    assert found == ADVICE[who]
    assert answered == ADVICE[who] - {0}
    assert "piiloluonnos" not in text
    if who != "an owner":
        assert [each for each in ("Piilonimi", "piilouusi") if each in text] == []
    if who == "a partner":
        assert "Annettu nimi" in text
        assert "Myöhempi nimi" not in text


def test_what_a_museum_advised_goes_when_its_plan_is_taken_back(client, world, people, pieces):  # noqa: F811
    sign_in(client, people["a partner"])
    world.plans["partners"].given_versions.update(ended_at=timezone.now())

    text = all_text(take(client, world.seats["partner"]))

    assert "sana3q" not in text
    assert "Annettu nimi" not in text


def test_a_museum_that_has_left_takes_nothing_out(client, world, people):
    seat = world.seats["owner"]
    Participation.objects.filter(pk=seat.pk).update(left_at=timezone.now() - dt.timedelta(hours=1))
    sign_in(client, people["an owner"])

    missing = bytes_of(ask(client, "post", address(uuid.uuid4())))

    for verb in ("get", "post"):
        assert bytes_of(ask(client, verb, address(seat.pk)))[0] == 404
    assert bytes_of(ask(client, "post", address(seat.pk))) == missing


def test_the_zip_leaves_with_headers_that_keep_it_private(client, world, people):
    seat = world.seats["owner"]
    sign_in(client, people["an owner"])

    response = ask(client, "post", address(seat.pk))

    name = f"aineisto-{str(seat.pk)[:8]}.zip"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response.headers["Content-Type"] == "application/zip"
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert {"ETag", "Last-Modified", "Accept-Ranges"} & set(response.headers) == set()


def test_own_museum_leads_there_and_its_log_tells_who_took_it(client, world, people):
    sign_in(client, people["an owner"])
    page = client.get(reverse("knowledge:museum_list")).text

    shown = {name for name, seat in world.seats.items() if address(seat.pk) in page}
    ask(client, "post", address(world.seats["owner"].pk))

    assert shown == {"owner"}
    log = client.get(reverse("knowledge:event_list"))
    assert "museum.export" in log.text
    sign_in(client, people["a peer"])
    assert "museum.export" not in client.get(reverse("knowledge:event_list")).text


def test_who_takes_very_many_is_told_to_wait(client, world, people, monkeypatch):
    monkeypatch.setattr("knowledge.views.exports.MOST", 1)
    sign_in(client, people["an owner"])
    place = address(world.seats["owner"].pk)

    assert [ask(client, "post", place).status_code for _file in range(2)] == [200, 302]
    response = client.get(place)
    assert "Yritä uudelleen kymmenen minuutin päästä" in response.text
    release(response)
