"""Menu, breadcrumbs, language switch and footer."""

import json
import re

from wagtail.models import Locale

from cms.models import Footer
from tests.factories.home import standard, translate


def links_of(response, name):
    """Return address and text of the links in the part of a page with a class."""
    part = re.search(rf'<(nav|details|footer)[^>]*class="{name}".*?</\1>', response.text, re.DOTALL)
    return re.findall(r'<a href="([^"]+)"[^>]*>\s*([^<]+)</a>', part[0]) if part else []


def switch_of(response):
    """Return where each language leads."""
    return dict(re.findall(r'<a href="([^"]+)" hreflang="(\w+)"', response.text)[::-1])


def languages_of(response):
    return {
        code: url for url, code in re.findall(r'<a href="([^"]+)" hreflang="(\w+)"', response.text)
    }


def test_the_menu_shows_what_an_editor_put_in_it_in_the_language(client, homes):
    page = standard(homes["fi"], "Aikataulu", slug="aikataulu", show_in_menus=True)
    standard(homes["fi"], "Muu", slug="muu")
    standard(homes["fi"], "Luonnos", slug="luonnos", show_in_menus=True, live=False)
    translate(page, "sv", "Tidtabell")

    assert links_of(client.get("/fi/"), "menu") == [
        ("/fi/aikataulu/", "Aikataulu"),
        ("/fi/haku-sivustolta/", "Etsi sivustolta"),
    ]
    assert links_of(client.get("/sv/"), "menu")[0] == ("/sv/tidtabell/", "Tidtabell")


def test_the_menu_marks_this_page_and_the_one_above_it(client, home):
    upper = standard(home, "Osallistuminen", slug="osallistuminen", show_in_menus=True)
    standard(upper, "Edellytykset", slug="edellytykset")

    here = client.get("/fi/osallistuminen/").text
    below = client.get("/fi/osallistuminen/edellytykset/").text

    assert '<a href="/fi/osallistuminen/" aria-current="page">' in here
    assert '<a href="/fi/osallistuminen/" aria-current="true">' in below


def test_breadcrumbs_lead_back_to_the_front_page(client, home):
    upper = standard(home, "Osallistuminen", slug="osallistuminen")
    standard(upper, "Edellytykset", slug="edellytykset")

    assert links_of(client.get("/fi/osallistuminen/edellytykset/"), "crumbs") == [
        ("/fi/", "Etusivu"),
        ("/fi/osallistuminen/", "Osallistuminen"),
    ]
    assert links_of(client.get("/fi/"), "crumbs") == []


def test_the_language_switch_leads_to_the_same_page(client, home):
    page = standard(home, "Aikataulu", slug="aikataulu")
    translate(page, "sv", "Tidtabell")
    translate(page, "en", "Timetable")

    assert languages_of(client.get("/sv/tidtabell/")) == {
        "fi": "/fi/aikataulu/",
        "sv": "/sv/tidtabell/",
        "en": "/en/timetable/",
    }


def test_an_untranslated_page_leads_to_the_nearest_one_above_it(client, home):
    upper = standard(home, "Osallistuminen", slug="osallistuminen")
    standard(upper, "Edellytykset", slug="edellytykset")
    translate(upper, "sv", "Delta")

    leads = languages_of(client.get("/fi/osallistuminen/edellytykset/"))

    assert leads["sv"] == "/sv/delta/?untranslated"
    assert leads["en"] == "/en/?untranslated"
    assert "finns inte på svenska" in client.get(leads["sv"]).text
    assert "not available in English" in client.get(leads["en"]).text
    assert "finns inte på svenska" not in client.get("/sv/delta/").text


def test_a_draft_translation_is_no_place_to_lead_to(client, home):
    page = standard(home, "Aikataulu", slug="aikataulu")
    translate(page, "sv", "Tidtabell", live=False)

    assert languages_of(client.get("/fi/aikataulu/"))["sv"] == "/sv/?untranslated"


def test_the_language_switch_works_beside_the_tree(client, homes):
    assert languages_of(client.get("/fi/haku-sivustolta/")) == {
        "fi": "/fi/haku-sivustolta/",
        "sv": "/sv/sok-pa-webbplatsen/",
        "en": "/en/search-the-site/",
    }


def footer_of(code, *pages, **fields):
    """Return a footer with a column of links."""
    links = [
        {"type": "item", "id": str(page.pk), "value": {"text": page.title, "page": page.pk}}
        for page in pages
    ]
    column = {"type": "column", "id": "a", "value": {"heading": "Foorumi", "links": links}}
    return Footer.objects.create(
        locale=Locale.objects.get(language_code=code),
        organisers="Museot yhdessä",
        contact_heading="Kysy",
        columns=json.dumps([column]),
        **fields,
    )


def test_the_footer_leads_to_live_pages_in_its_own_language(client, home):
    page = standard(home, "Aikataulu", slug="aikataulu")
    draft = standard(home, "Luonnos", slug="luonnos", live=False)
    translate(page, "sv", "Tidtabell")
    footer_of("fi", page, draft)
    footer_of("sv", page)

    assert links_of(client.get("/fi/"), "site-footer") == [("/fi/aikataulu/", "Aikataulu")]
    # A Finnish page that an editor forgot to change leads to its Swedish translation.
    assert links_of(client.get("/sv/"), "site-footer") == [("/sv/tidtabell/", "Aikataulu")]
    assert links_of(client.get("/en/"), "site-footer") == []
