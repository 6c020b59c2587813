"""Baskets are made, renamed, noted, compared and deleted by their coordinators."""

import re
import uuid

import pytest
from django.urls import reverse

from applications import services
from applications.models import Application, Basket, BasketEntry, Profile
from tests.applications.conftest import words
from tests.applications.test_baskets import basket_of
from tests.applications.test_board import detail, make, sent_by
from tests.applications.test_sharing import SHARING
from tests.applications.test_speed import count
from tests.factories.accounts import sign_in
from tests.factories.applications import application_to, open_call
from tests.factories.knowledge import coordinator_of


@pytest.fixture
def call(db):
    """A round whose call asks of offers, needs and hosting."""
    return open_call(form=SHARING)


@pytest.fixture
def coordinator(client, call):
    """A coordinator, signed in."""
    person = coordinator_of(call)
    sign_in(client, person)
    return person


def change(client, basket, **data):
    """Post a basket's name and reason."""
    data = {"name": basket.name, "reason": basket.reason, "version": basket.version, **data}
    return client.post(reverse("review:basket_update", args=[basket.pk]), data, follow=True)


def test_a_basket_is_made_once_and_opens(client, call, coordinator):
    token = uuid.uuid4()

    pages = [make(client, call, "Pienet ensin", reason="Miksi", token=token) for _ in range(2)]

    basket = Basket.objects.get()
    assert (basket.name, basket.reason, basket.created_by) == ("Pienet ensin", "Miksi", coordinator)
    assert [page.redirect_chain for page in pages] == [[(detail(basket), 302)]] * 2
    assert "Kori on tehty." in words(pages[0])
    assert "Pienet ensin Miksi" in words(pages[0])


def test_a_basket_begins_with_what_another_has(client, call, coordinator):
    source = basket_of(call, applications=[application_to(call)])

    make(client, call, "Kopio", source=source.pk)

    copy = Basket.objects.get(name="Kopio")
    assert list(copy.applications.all()) == list(source.applications.all())


BAD = {
    "": "Kirjoita korille nimi",
    "  ": "Kirjoita korille nimi",
    "ä" * 81: "Lyhentäkää vastausta yhdellä merkillä",
    "Varattu": "Toisella korilla on jo tämä nimi",
}


@pytest.mark.parametrize(("name", "sentence"), BAD.items())
def test_a_bad_name_is_told_and_the_reason_kept(client, call, coordinator, name, sentence):
    basket_of(call, "Varattu")
    other = basket_of(call, "Toinen")

    made = make(client, call, name, reason="Säilyvä perustelu")
    renamed = change(client, other, name=name, reason="Säilyvä perustelu")

    for page in (made, renamed):
        assert sentence in words(page)
        assert "Säilyvä perustelu" in page.text
    assert sorted(Basket.objects.values_list("name", flat=True)) == ["Toinen", "Varattu"]


@pytest.mark.parametrize(
    "odd",
    [
        {"source": uuid.uuid4()},
        {"source": "x"},
        {"version": "x"},
        {"version": "9" * 5000},
        {"reason": "ä" * 1001},
    ],
)
def test_odd_input_makes_nothing(client, call, coordinator, odd):
    assert make(client, call, "Nimi", **odd).status_code == 200
    assert not Basket.objects.exists()


def test_control_characters_are_dropped(client, call, coordinator):
    make(client, call, "Hil\x00jai\x1bset", reason="a\x07b")

    assert (Basket.objects.get().name, Basket.objects.get().reason) == ("Hiljaiset", "ab")


def test_a_basket_of_another_round_is_no_beginning(client, call, coordinator):
    other = open_call()
    foreign = basket_of(other, "Vieras kori", applications=[application_to(other)])

    form = client.get(reverse("review:basket_create", args=[call.pk]))
    page = make(client, call, "Kopio", source=foreign.pk)

    assert "Vieras" not in form.text + page.text
    assert not Basket.objects.filter(round=call).exists()


def test_two_windows_lose_no_word_of_a_basket(client, call, coordinator):
    basket = basket_of(call, "Alku")
    change(client, basket, name="Ensimmäinen", reason="Etelä")

    clash = change(client, basket, name="Toinen", reason="Pohjoinen")

    for word in ("Ensimmäinen", "Etelä", "Toinen", "Pohjoinen"):
        assert word in clash.text
    assert Basket.objects.get().name == "Ensimmäinen"
    version = re.search(r'name="version" value="(\d+)"', clash.text)[1]
    change(client, basket, name="Toinen", version=version)
    assert Basket.objects.get().name == "Toinen"


def test_a_note_is_written_and_two_windows_lose_no_word_of_it(client, call, coordinator):
    basket = basket_of(call, applications=[application_to(call)])
    entry = basket.entries.get()
    address = reverse("review:basket_note", args=[entry.pk])

    saved = client.post(address, {"note": "Ainoa pohjoisesta", "version": 1}, follow=True)
    clash = client.post(address, {"note": "Pienin hakijoista", "version": 1})
    refused = [
        client.post(address, {"note": note, "version": version})
        for note, version in [("ä" * 301, 2), ("a", "x"), ("a", "")]
    ]

    assert "Huomautus on tallennettu." in words(saved)
    assert "Ainoa pohjoisesta" in words(saved)
    assert "Ainoa pohjoisesta" in clash.text
    assert "Pienin hakijoista" in clash.text
    assert {page.status_code for page in refused} == {200}
    assert BasketEntry.objects.get().note == "Ainoa pohjoisesta"


def test_deleting_asks_once_more_and_leaves_the_applications(client, call, coordinator):
    basket = basket_of(call, applications=[application_to(call)])
    address = reverse("review:basket_delete", args=[basket.pk])

    asked = words(client.get(address))
    stale = [client.post(address, {"version": v}, follow=True) for v in ("7", "x", "")]
    kept = Basket.objects.count()
    gone = client.post(address, {"version": basket.version}, follow=True)

    assert "Siinä on yksi hakemus." in asked
    assert all("Koria on muutettu." in words(page) for page in stale)
    assert kept == 1
    assert "Kori on poistettu." in words(gone)
    assert not Basket.objects.exists()
    assert Application.objects.get().status == "received"
    assert client.post(address, {"version": basket.version}).status_code == 404


def test_baskets_stand_side_by_side(client, call, coordinator):
    north = sent_by(call, "Pohjoinen", region="19", size="small", wants=["a"], hosts="spring")
    south = sent_by(call, "Eteläinen", region="01", size="large", gives=["a"])
    sent_by(call, "Valitsematon", region="01")
    basket_of(call, "Yksin", applications=[north], reason="Vain yksi")
    basket_of(call, "Yhdessä", applications=[north, south])
    compare = reverse("review:basket_compare", args=[call.pk])

    page = words(client.get(compare))

    for line in [
        "Yksin Vain yksi Yhdessä",
        "Museoita korissa 1 2",
        "Tarpeita vailla tarjoajaa Kokoelmat kaikkiin löytyy tarjoaja",
        "Hakijoita, mutta ei korissa Uusimaa –",
        "Uusimaa 0 1 Lappi 1 1",
        "Keväällä 1 1",
        "Eteläinen – Korissa Pohjoinen Korissa Korissa",
    ]:
        assert line in page
    assert "Valitsematon" not in page


def test_without_baskets_the_board_tells_of_everybody(client, call, coordinator):
    sent_by(call, "Pohjoinen", region="19")

    board = words(client.get(reverse("review:board", args=[call.pk])))
    compare = words(client.get(reverse("review:basket_compare", args=[call.pk])))

    assert "Hakeneita museoita 1" in board
    assert "Lappi 1" in board
    assert "Lisää koriin" not in board
    assert "Koreja ei vielä ole." in compare


def test_a_round_without_a_form_or_applications_has_a_board(client, coordinator, call):
    bare = open_call(form=[], languages=["fi"])
    sign_in(client, coordinator_of(bare))

    for page in ("board", "basket_compare", "basket_create"):
        assert client.get(reverse(f"review:{page}", args=[bare.pk])).status_code == 200


def test_the_list_leads_coordinators_to_the_board(client, call, coordinator):
    board = reverse("review:board", args=[call.pk])

    assert board in client.get(reverse("review:application_list")).text
    sign_in(client, coordinator_of(call, role="reviewer"))
    assert board not in client.get(reverse("review:application_list")).text


def test_applications_sent_before_profiles_count_too(client, call, coordinator):
    application = sent_by(call, "Pohjoinen", region="19", wants=["a"])
    Profile.objects.all().delete()
    basket = basket_of(call, applications=[application])

    page = words(client.get(detail(basket)))

    assert "Kokoelmat kukaan muu ei tarjoa" in page
    assert Profile.objects.count() == 1


def test_the_board_takes_the_same_queries_with_one_and_thirty(client, call, coordinator):
    basket = basket_of(call, applications=[sent_by(call, "Museo", region="01", gives=["a"])])
    pages = {
        "board": reverse("review:board", args=[call.pk]),
        "basket": detail(basket),
        "compare": reverse("review:basket_compare", args=[call.pk]),
    }
    for address in pages.values():
        client.get(address)

    one = {page: count(lambda a=address: client.get(a)) for page, address in pages.items()}
    for number in range(29):
        added = sent_by(call, f"Museo {number}", region="19", gives=["b"], wants=["a"])
        basket_of(call, f"Kori {number}", applications=[added])
        services.put_in(basket, added, by=coordinator)
    thirty = {page: count(lambda a=address: client.get(a)) for page, address in pages.items()}

    assert one == thirty
    assert max(one.values()) <= 15
