"""Error pages: in the page's language, on brand, knowing nothing and asking nothing."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

PAGES = ["400", "403", "403_csrf", "404", "500"]


@pytest.mark.parametrize("name", PAGES)
def test_an_error_page_needs_neither_a_request_nor_a_database(name):
    with translation.override("sv"):
        html = render_to_string(f"{name}.html")

    assert '<html lang="sv">' in html
    assert "Museernas forum" in html
    assert 'href="/sv/"' in html


@pytest.mark.parametrize("name", PAGES)
def test_an_error_page_tells_nothing_of_the_address(name):
    request = RequestFactory().get("/fi/tyotila/salainen/")

    html = render_to_string(f"{name}.html", {"request_path": request.path}, request)

    assert "salainen" not in html


def test_a_refused_form_gives_the_text_back():
    kept = [("Mitä haluatte kehittää?", "Rivi 1\n<b>Rivi 2</b>")]

    html = render_to_string("403_csrf.html", {"kept": kept})

    assert '<label for="kept-1">Mitä haluatte kehittää?</label>' in html
    assert "Rivi 1\n&lt;b&gt;Rivi 2&lt;/b&gt;</textarea>" in html
    assert "readonly" in html
