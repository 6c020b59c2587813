"""Search over the public pages."""

import pytest
from wagtail.models import PageViewRestriction

from home.search import words_of
from tests.factories.home import experiences, news, standard, translate

PATH = "/fi/haku-sivustolta/"


@pytest.fixture
def indexed(django_capture_on_commit_callbacks):
    """Return a context in which pages that are made are indexed at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def titles(response):
    """Return the titles that were found."""
    listing = response.context["listing"]
    return {page.title for page in listing} if listing else set()


def test_words_are_found_in_titles_introductions_and_texts(client, home, indexed):
    with indexed():
        standard(home, "Kokoelmat kuntoon")
        standard(home, "Toinen", introduction="Tässä puhutaan kokoelmista.")
        standard(home, "Kolmas", text="Vanhan talon kokoelma <b>muutti</b>.")
        standard(home, "Neljäs", text="Jotain muuta.")

    response = client.get(PATH, {"q": "Kokoelm"})

    assert titles(response) == {"Kokoelmat kuntoon", "Toinen", "Kolmas"}
    assert "puhutaan <mark>kokoelmista</mark>." in response.text
    assert "Vanhan talon <mark>kokoelma</mark> muutti." in response.text


def test_only_what_anybody_may_open_is_found_and_only_in_the_language(client, home, indexed):
    with indexed():
        page = standard(home, "Kokoelmat")
        translate(page, "sv", "Kokoelmat-sv", introduction="kokoelma")
        standard(home, "Luonnos", text="kokoelma", live=False)
        closed = standard(home, "Suljettu", text="kokoelma")
        standard(closed, "Alla", text="kokoelma")
        PageViewRestriction.objects.create(page=closed, restriction_type="login")

    assert titles(client.get(PATH, {"q": "kokoelma"})) == {"Kokoelmat"}
    assert titles(client.get("/sv/sok-pa-webbplatsen/", {"q": "kokoelma"})) == {"Kokoelmat-sv"}


def test_what_is_found_comes_ten_a_page(client, home, indexed):
    with indexed():
        for number in range(11):
            standard(home, f"Kokoelma {number}")

    assert len(client.get(PATH, {"q": "kokoelma"}).context["listing"]) == 10
    assert len(client.get(PATH, {"q": "kokoelma", "page": 2}).context["listing"]) == 1


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        "%",
        "_",
        "*",
        '"',
        "'; DROP TABLE x; --",
        "a\x00b",
        "\x1b[31m",
        "AND OR NOT NEAR(",
        "kokoelma*",
        "title:kokoelma",
        "<script>alert(1)</script>",
        "x" * 10_000,
        "sana " * 2_000,
        "😀",
        "ä" * 200,
    ],
)
def test_odd_words_do_no_harm(client, home, query):
    response = client.get(PATH, {"q": query})

    assert response.status_code == 200
    assert "<script>alert" not in response.text


def test_a_wildcard_finds_nothing_more(client, home, indexed):
    with indexed():
        standard(home, "Kokoelma")

    assert titles(client.get(PATH, {"q": "%"})) == set()
    assert titles(client.get(PATH, {"q": "k_koelma"})) == set()


def test_few_words_are_taken_and_none_is_long():
    assert len(words_of("sana " * 100)) == 8
    assert words_of("x" * 10_000) == ["x" * 100]
    assert words_of("arviointi- ja\x00 MOI!") == ["arviointi", "ja", "moi"]


def test_search_needs_few_queries(client, home, indexed, django_assert_max_num_queries):
    with indexed():
        standard(home, "Kokoelma", text="kokoelma", show_in_menus=True)
        news(home, 3)
        experiences(home, 3)
    client.get(PATH)

    with django_assert_max_num_queries(10):
        assert titles(client.get(PATH, {"q": "ko"}))


def test_a_page_of_results_is_kept_from_search_engines(client, home):
    assert '<meta name="robots" content="noindex">' in client.get(PATH, {"q": "museo"}).text


def test_a_search_without_hits_says_so(client, home):
    text = client.get("/fi/haku-sivustolta/", {"q": "xyzzy"}).text

    assert "xyzzy" in text
    assert "Kirjoittakaa sana, jota etsitte" not in text
    assert "ei löytynyt mitään" in text
