"""Coordinators see how a basket balances; nobody else knows that there is one."""

import re
import uuid

import pytest
from django.urls import reverse

from applications import services
from applications.models import Application, Basket, BasketEntry
from tests.applications.conftest import words
from tests.applications.test_baskets import basket_of
from tests.applications.test_reviewing import bytes_of, enter
from tests.applications.test_sharing import SHARING, sharing_application
from tests.factories.accounts import MuseumFactory, sign_in
from tests.factories.applications import open_call
from tests.factories.knowledge import coordinator_of

SIGN_IN, NONE, OPEN = (302,) * 7, (404,) * 7, (200,) * 7
# A basket with an application from which the coordinator is recused opens less that one's note.
LESS = (200,) * 6 + (404,)
MATRIX = {
    "a stranger": SIGN_IN,
    "a member": NONE,
    "an ex-member": NONE,
    "a reviewer": NONE,
    "a reviewer who has not declared": NONE,
    "a reviewer with a conflict": NONE,
    "a coordinator": OPEN,
    "a coordinator with a conflict": LESS,
    "a facilitator": NONE,
    "a former reviewer": NONE,
    "a reviewer of another round": NONE,
    "a coordinator of another round": NONE,
    "an editor": NONE,
    "an auditor": NONE,
    "a superuser": NONE,
}
PAGES = ["board", "basket_create", "basket_compare", "basket_detail", "basket_update"]
PAGES += ["basket_delete", "basket_note"]


@pytest.fixture
def call(db):
    """A round whose call asks of offers, needs and hosting."""
    return open_call(form=SHARING)


@pytest.fixture
def people(people):
    """The people there are, and one who coordinates elsewhere."""
    return {**people, "a coordinator of another round": coordinator_of(open_call())}


def sent_by(call, name, *, region="", size="", **answers):
    """Return an application of a museum of the register."""
    museum = MuseumFactory(name=name, region=region, size=size)
    value = {"id": str(museum.pk), "name": museum.name}
    email = f"{uuid.uuid4().hex}@museo.example"
    sharing_application(call, email=email, museum=value, **answers)
    return Application.objects.get(museum=museum)


@pytest.fixture
def basket(call):
    """A basket with a reason, an application and its note."""
    basket = basket_of(call, reason="Salainen perustelu", applications=[sent_by(call, "Kuunjoki")])
    services.write_note(
        basket.entries.get(), by=coordinator_of(call), note="Salainen huomautus", version=1
    )
    return basket


def addresses(basket):
    """Return the addresses of a round's board and of a basket, in the order of PAGES."""
    keys = [basket.round_id] * 3 + [basket.pk] * 3 + [basket.entries.get().pk]
    return [reverse(f"review:{page}", args=[key]) for page, key in zip(PAGES, keys, strict=True)]


def detail(basket):
    """Return the address of a basket."""
    return reverse("review:basket_detail", args=[basket.pk])


@pytest.mark.parametrize("who", MATRIX)
def test_the_board_follows_the_matrix(client, basket, people, who):
    enter(client, people, who)

    for method in (client.get, client.head):
        assert tuple(method(each).status_code for each in addresses(basket)) == MATRIX[who]


@pytest.mark.parametrize("who", [who for who, row in MATRIX.items() if 404 in row])
def test_what_is_hidden_answers_as_what_is_not_there(client, basket, people, who):
    enter(client, people, who)
    hidden = zip(PAGES, addresses(basket), MATRIX[who], strict=True)

    for method in (client.get, client.head, client.post, client.put, client.options):
        for page, address, answer in hidden:
            missing = reverse(f"review:{page}", args=[uuid.uuid4()])
            if answer == 404:
                assert bytes_of(method(address)) == bytes_of(method(missing))
    assert Basket.objects.get() == basket


def test_a_recused_coordinator_finds_no_trace_of_an_application(client, call, people):
    hidden = sent_by(call, "Kuunjoen museo", region="19", size="large", wants=["b"], hosts="spring")
    seen = sent_by(call, "Saven museo", region="01", size="small")
    basket = basket_of(call, applications=[hidden, seen])
    entry = basket.entries.get(application=hidden)
    services.write_note(entry, by=coordinator_of(call), note="Ainoa pohjoisesta", version=1)
    recused = people["a coordinator with a conflict"]
    services.declare(hidden, by=recused, has_conflict=True)
    sign_in(client, recused)
    board = reverse("review:board", args=[call.pk])
    compare = reverse("review:basket_compare", args=[call.pk])

    pages = [client.get(each) for each in (board, compare, detail(basket))]
    pages.append(client.get(reverse("review:basket_delete", args=[basket.pk])))
    pages.append(client.post(detail(basket), {"take": hidden.pk}, follow=True))

    for page in pages:
        for trace in [str(hidden.pk), hidden.reference, "Kuunjoen", "Ainoa", "Keväällä", "suuri"]:
            assert trace not in page.text
    assert "Museoita korissa 1" in tally(pages[2])
    assert "Siinä on yksi hakemus." in words(pages[3])
    missing = client.post(detail(basket), {"take": uuid.uuid4()}, follow=True)
    assert words(pages[4]) == words(missing)
    assert basket.entries.count() == 2


def test_a_copy_holds_only_what_its_maker_may_see(client, call, people):
    hidden, seen = sent_by(call, "Kuunjoen museo"), sent_by(call, "Saven museo")
    source = basket_of(call, applications=[hidden, seen])
    recused = people["a coordinator with a conflict"]
    services.declare(hidden, by=recused, has_conflict=True)
    sign_in(client, recused)

    make(client, call, "Kopio", source=source.pk)

    assert list(Basket.objects.get(name="Kopio").applications.all()) == [seen]


def make(client, call, name, **more):
    """Post a new basket."""
    data = {"name": name, "reason": "", "version": 0, "token": uuid.uuid4(), **more}
    return client.post(reverse("review:basket_create", args=[call.pk]), data, follow=True)


def tally(page):
    """Return the numbers at the head of the board as text."""
    shown = words(page)
    return shown[shown.index("Museoita korissa") :][:150]


@pytest.fixture
def board(client, call, people):
    """Sign a coordinator in, and return their empty basket and three applications by name."""
    sign_in(client, people["a coordinator"])
    north = sent_by(call, "Pohjoinen", region="19", size="small", wants=["a"], hosts="spring")
    south = sent_by(call, "Eteläinen", region="01", gives=["a"], **{"hosts-when": "Syksyllä käy."})
    typed = sharing_application(call, email="nimi@museo.example", language="sv", gives=["b"])
    return basket_of(call), {"north": north, "south": south, "typed": typed}


def test_putting_in_and_taking_out_shows_the_balance_at_once(client, board):
    basket, sent = board
    empty = words(client.get(detail(basket)))
    one = client.post(detail(basket), {"put": sent["north"].pk}, follow=True)
    two = client.post(detail(basket), {"put": sent["south"].pk}, follow=True)
    out = client.post(detail(basket), {"take": sent["north"].pk}, follow=True)

    assert "Museoita korissa 0" in empty
    assert "Pohjoinen on nyt korissa." in words(one)
    assert one.redirect_chain == [(f"{detail(basket)}#a-{sent['north'].pk}", 302)]
    assert "Museoita korissa 1 Maakunnat 1 Tarpeita vailla tarjoajaa 1 Kertovat" in tally(one)
    assert "Lappi Pohjoinen 1 / 1" in words(one)
    assert "Hakijoita, mutta ei korissa : Uusimaa" in words(one).replace("korissa:", "korissa :")
    assert "Kokoelmat kukaan muu ei tarjoa" in words(one)
    assert "Korin ulkopuolella tarjoavat Eteläinen" in words(one)
    assert "Kokoelmat tarjoaja löytyy" in words(two)
    assert "Eteläinen: Syksyllä käy." in words(two)
    assert "Museoita korissa 1 Maakunnat 1 Tarpeita vailla tarjoajaa 0" in tally(out)


def test_a_museum_out_of_the_register_is_shown_with_what_is_not_known(client, board):
    basket, sent = board

    page = words(client.post(detail(basket), {"put": sent["typed"].pk}, follow=True))

    assert "maakunta ei tiedossa · koko ei tiedossa · ruotsi".replace(" ·", "") in page
    assert "ei tiedossa Hiidenkosken museo 1 / 1" in page
    assert "ruotsi 1 / 1" in page


def test_those_outside_show_what_they_would_bring(client, board):
    basket, sent = board
    page = client.post(detail(basket), {"put": sent["north"].pk}, follow=True).text

    gains = re.findall(r'<ul class="list cluster gains".*?</ul>', page, re.DOTALL)

    shown = [re.findall(r"</svg>(.*?)</li>", gain) for gain in gains]
    assert shown == [["Uusimaa", "tarjoaa: Kokoelmat"], ["ruotsi"]]


def test_a_click_with_a_script_answers_only_what_changes(client, board):
    basket, sent = board

    part = client.post(detail(basket), {"put": sent["north"].pk}, headers={"X-Fragment": "1"})

    assert part.status_code == 200
    assert "<html" not in part.text
    assert 'data-said="Pohjoinen on nyt korissa."' in part.text
    assert list(basket.applications.all()) == [sent["north"]]


def test_one_is_told_when_somebody_else_has_changed_the_basket(client, board, people):
    basket, sent = board
    seen = re.search(r'name="seen" value="(\w+)"', client.get(detail(basket)).text)[1]

    first = client.post(detail(basket), {"put": sent["north"].pk, "seen": seen}, follow=True)
    again = client.post(detail(basket), {"put": sent["north"].pk, "seen": seen}, follow=True)
    services.put_in(basket, sent["south"], by=people["a coordinator with a conflict"])
    later = client.post(detail(basket), {"put": sent["typed"].pk, "seen": seen}, follow=True)

    told = ["Joku muu on muuttanut koria" in words(page) for page in (first, again, later)]
    assert told == [False, False, True]
    assert basket.entries.count() == 3


@pytest.mark.parametrize("posted", [{}, {"put": "x"}, {"put": ""}, {"take": "\x00"}, {"x": "y"}])
def test_an_odd_click_changes_nothing_and_is_told(client, board, posted):
    basket, _ = board

    page = client.post(detail(basket), posted, follow=True)

    assert "Hakemus ei ole enää taululla." in words(page)
    assert not BasketEntry.objects.exists()


def test_an_application_of_another_round_or_taken_back_is_not_put_in(client, board):
    basket, sent = board
    other = sharing_application(open_call(form=SHARING), email="muu@museo.example")
    services.take_back(sent["south"])

    for application in (other, sent["south"]):
        page = client.post(detail(basket), {"put": application.pk}, follow=True)
        assert "Hakemus ei ole enää taululla." in words(page)
    assert not BasketEntry.objects.exists()
