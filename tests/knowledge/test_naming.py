"""A museum that a text tells of is noticed in any form of its name, and the author says which."""

import pytest
from django.urls import reverse

from knowledge.models import Experience
from knowledge.naming import named_in, own_words, perhaps_named_in
from tests.factories.accounts import MuseumFactory, sign_in
from tests.factories.knowledge import ParticipationFactory

NAMES = [
    "Kuunjoen museo",
    "Norrskata museum",
    "Čuovgga musea",
    "Hohtolan kaivosmuseo",
    "Helinä Rautavaaran museo",
    "Aallokon merimuseo",
]
TEXTS = {
    "Opimme Kuunjoen museossa paljon.": ["Kuunjoen museo"],
    "Kuunjoki ja muut auttoivat": ["Kuunjoen museo"],
    "Yhdessä Kuunjoen väen kanssa": ["Kuunjoen museo"],
    "KUUNJOEN MUSEON tapaan": ["Kuunjoen museo"],
    "Norrskatassa se toimi": ["Norrskata museum"],
    "Vi lärde oss av Norrskatas guider": ["Norrskata museum"],
    "Cuovggas på besök": ["Čuovgga musea"],
    "Hohtolassa kaivos on auki": ["Hohtolan kaivosmuseo"],
    "Soitimme Helinä Rautavaaralle": ["Helinä Rautavaaran museo"],
    "Aallokossa keinui vene, Aallokkoon mentiin": ["Aallokon merimuseo"],
    "Vene keinui aallokossa": [],
    "Museo oli auki, ja Merimuseot hiljaa": [],
    "Helinä soitti": [],
    "Kuu ja Joki": [],
    "Norrland och skatan": [],
    "": [],
}


@pytest.mark.parametrize("text", TEXTS)
def test_names_are_known_in_their_forms(text):
    assert perhaps_named_in(text, NAMES) == TEXTS[text]


def test_a_name_as_it_is_is_sure():
    assert named_in("kuten kuunjoen museo teki", NAMES) == ["Kuunjoen museo"]
    assert named_in("Kuunjoen museon tapaan", NAMES) == ["Kuunjoen museo"]


def test_a_name_without_words_of_its_own_is_looked_for_whole():
    assert own_words("Stiftelsen Norrskata museum") == ["stiftelsen", "norrskata"]
    assert own_words("Taidemuseo") == ["taidemuseo"]
    assert perhaps_named_in("Taidemuseossa ja Taidekoulussa", ["Taidemuseo"]) == ["Taidemuseo"]


@pytest.fixture
def writer(client, world, people):
    """Return what sends the form of a new experience, as a person of the owner's museum."""
    world.seats["peer"].museum.name = "Norrskata museum"
    world.seats["peer"].museum.save()
    foundation = MuseumFactory(name="Norrskata museistiftelse")
    ParticipationFactory(round=world.running, museum=foundation)
    sign_in(client, people["an owner's contact"])
    address = reverse("knowledge:experience_create")
    initial = client.get(address).context["form"].initial

    def send(**changes):
        sent = {**initial, "language": "fi", "title": "Opittua", **changes}
        response = client.post(address, sent)
        return response.context["form"] if response.context else None

    return send


def test_what_may_be_a_museum_is_chosen_or_said_to_be_none(writer):
    form = writer(tried="Norrskatassa neuvottiin.")
    errors = form.errors["tells_of_no_other"]
    assert "Norrskata museum" in errors[0]
    assert list(form.errors) == ["tells_of_no_other"]

    assert writer(tried="Norrskatassa neuvottiin.", tells_of_no_other="on") is None

    assert not Experience.objects.get().parties.exists()


def test_a_museum_that_is_chosen_settles_others_of_the_same_name(writer, world):
    assert writer(tried="Norrskatassa.", parties=[world.seats["peer"].pk]) is None

    assert Experience.objects.get().parties.get() == world.seats["peer"]


def test_a_name_in_full_is_not_waved_away(writer):
    form = writer(tried="Kuten Norrskata museum teki.", tells_of_no_other="on")

    assert list(form.errors) == ["parties"]


def test_nothing_more_is_asked_where_no_museum_is_named(client, writer):
    page = client.get(reverse("knowledge:experience_create")).text
    assert "tells_of_no_other" not in page
    form = writer(title="", tried="Opas neuvoi.")

    assert list(form.errors) == ["title"]
    assert "tells_of_no_other" not in form.fields
