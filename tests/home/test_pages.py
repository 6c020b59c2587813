"""What a visitor and a search engine get of a public page."""

import re

import pytest
from wagtail.models import PageViewRestriction

from home.models import StandardPage
from tests.factories.home import experiences, feedback_page, news, standard, translate


def alternates(response):
    """Return the addresses in other languages that a page names, by hreflang."""
    return dict(
        re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]+)">', response.text)
    )


@pytest.mark.parametrize("code", ["fi", "sv", "en"])
def test_the_front_page_is_in_the_language_of_its_address(client, homes, code):
    response = client.get(f"/{code}/")

    assert f'<html lang="{code}">' in response.text
    assert "Kun osaaminen kiertää" in response.text


@pytest.mark.parametrize(
    ("wanted", "path"),
    [("sv-FI,sv;q=0.9", "/sv/"), ("en", "/en/"), ("fi", "/fi/"), ("de", "/fi/"), ("", "/fi/")],
)
def test_the_bare_address_leads_to_the_language_of_the_browser(client, homes, wanted, path):
    response = client.get("/", headers={"Accept-Language": wanted})

    assert response.status_code == 302
    assert response.headers["Location"] == path
    assert "Accept-Language" in response.headers["Vary"]


def test_a_page_names_its_live_translations_and_finnish_for_others(client, home):
    page = standard(home, "Aikataulu", slug="aikataulu")
    translate(page, "sv", "Tidtabell")
    translate(page, "en", "Timetable", live=False)

    response = client.get("/sv/tidtabell/")

    assert alternates(response) == {
        "fi": "http://testserver/fi/aikataulu/",
        "sv": "http://testserver/sv/tidtabell/",
        "x-default": "http://testserver/fi/aikataulu/",
    }
    assert '<link rel="canonical" href="http://testserver/sv/tidtabell/">' in response.text


def test_a_draft_is_missing_in_every_language(client, home):
    page = standard(home, "Luonnos", slug="luonnos", live=False)
    translate(page, "sv", "Utkast", live=False)

    assert client.get("/fi/luonnos/").status_code == 404
    assert client.get("/sv/utkast/").status_code == 404
    assert "luonnos" not in client.get("/fi/").text


def test_what_is_under_a_draft_is_missing_too(client, home):
    upper = standard(home, "Luonnos", slug="luonnos", live=False)
    standard(upper, "Alla", slug="alla")

    assert client.get("/fi/luonnos/alla/").status_code == 404


def test_a_swedish_address_never_answers_in_finnish(client, home):
    standard(home, "Vain suomeksi", slug="vain-suomeksi")

    assert client.get("/sv/vain-suomeksi/").status_code == 404


def test_a_page_tells_its_introduction_to_search_engines(client, home):
    standard(home, "Aikataulu", slug="aikataulu", introduction="Milloin & miten")

    text = client.get("/fi/aikataulu/").text

    assert '<meta name="description" content="Milloin &amp; miten">' in text
    assert "noindex" not in text


def test_a_hidden_page_opens_but_is_kept_from_search_engines(client, home):
    standard(home, "Piilossa", slug="piilossa", is_hidden=True)
    standard(home, "Esillä", slug="esilla")

    assert '<meta name="robots" content="noindex">' in client.get("/fi/piilossa/").text
    listed = client.get("/sitemap.xml").text
    assert "/fi/piilossa/" not in listed
    assert "/fi/esilla/" in listed


def test_the_sitemap_lists_what_anybody_may_open_with_its_languages(client, home):
    page = standard(home, "Aikataulu", slug="aikataulu")
    translate(page, "sv", "Tidtabell")
    standard(home, "Luonnos", slug="luonnos", live=False)
    closed = standard(home, "Suljettu", slug="suljettu")
    standard(closed, "Suljetun alla", slug="alla")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")

    response = client.get("/sitemap.xml")

    assert response.headers["Content-Type"] == "application/xml"
    assert set(re.findall(r"<loc>http://testserver([^<]+)</loc>", response.text)) == {
        "/fi/",
        "/sv/",
        "/en/",
        "/fi/aikataulu/",
        "/sv/tidtabell/",
    }
    assert 'hreflang="sv" href="http://testserver/sv/tidtabell/"' in response.text


def test_robots_are_told_of_the_sitemap(client, db):
    text = client.get("/robots.txt").text

    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "Disallow: /admin/" in text


@pytest.mark.parametrize(
    "path",
    [
        "/fi/",
        "/fi/aikataulu/",
        "/fi/ajankohtaista/",
        "/fi/haku-sivustolta/?q=museo",
        "/sitemap.xml",
    ],
)
def test_public_pages_set_no_cookie_and_read_no_session(client, home, path):
    standard(home, "Aikataulu", slug="aikataulu")
    news(home, 1)

    response = client.get(path)

    assert response.status_code == 200
    assert response.cookies == {}
    assert "Cookie" not in response.headers.get("Vary", "")


def test_only_the_feedback_page_sets_a_cookie_and_it_is_not_the_sessions(client, home):
    feedback_page(home)

    response = client.get("/fi/yhteystiedot/")

    assert list(response.cookies) == ["csrftoken"]


def test_a_page_of_text_is_nested_once_at_most(home):
    upper = standard(home, "Osallistuminen")
    lower = standard(upper, "Edellytykset")

    assert StandardPage.can_create_at(home)
    assert StandardPage.can_create_at(upper)
    assert not StandardPage.can_create_at(lower)
    upper.refresh_from_db()
    assert not upper.can_move_to(standard(home, "Toinen"))


def test_pages_need_few_queries(client, home, django_assert_max_num_queries):
    upper = standard(home, "Osallistuminen", slug="osallistuminen", show_in_menus=True)
    standard(upper, "Edellytykset", slug="edellytykset")
    client.get("/fi/")

    for path in ("/fi/", "/fi/osallistuminen/", "/fi/osallistuminen/edellytykset/"):
        with django_assert_max_num_queries(12):
            client.get(path)


@pytest.mark.parametrize(
    ("make", "path"), [(news, "/fi/ajankohtaista/"), (experiences, "/fi/kokemukset/")]
)
@pytest.mark.parametrize("count", [1, 30])
def test_lists_need_the_same_few_queries(
    client, home, django_assert_num_queries, make, path, count
):
    make(home, count)
    client.get("/fi/")

    with django_assert_num_queries(11):
        assert client.get(path).status_code == 200


def test_news_are_listed_newest_first_ten_a_page(client, home):
    news(home, 11)

    first = client.get("/fi/ajankohtaista/").context["listing"]
    last = client.get("/fi/ajankohtaista/?page=2").context["listing"]

    assert [page.title for page in first] == [f"Uutinen {n}" for n in range(10, 0, -1)]
    assert [page.title for page in last] == ["Uutinen 0"]


@pytest.mark.parametrize("page", ["0", "-1", "99999", "abc", "1' OR 1=1", ""])
def test_a_wrong_number_of_a_list_shows_the_nearest(client, home, page):
    news(home, 1)

    assert client.get("/fi/ajankohtaista/", {"page": page}).status_code == 200
