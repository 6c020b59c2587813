"""Components render what they promise."""

import datetime as dt

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateDoesNotExist
from django.test import RequestFactory
from django.utils import translation


def render(source, language="fi", **context):
    with translation.override(language):
        return Template(source).render(Context(context)).strip()


def test_an_icon_is_hidden_from_screen_readers():
    html = render('{% icon "lock" %}')

    assert html.startswith('<svg class="i" viewBox="0 0 24 24" aria-hidden="true"')


def test_an_unknown_icon_is_a_mistake():
    with pytest.raises(TemplateDoesNotExist):
        render('{% icon "no-such-icon" %}')


def test_an_ornament_is_decorative():
    museum = type("Museum", (), {"slug": "kuunjoki"})

    assert render('{% whorl museum size="xl" %}', museum=museum) == (
        '<img class="whorl w-xl" src="/kehra/kuunjoki.svg" alt="" width="96" height="96"'
        ' loading="lazy">'
    )


def test_a_tag_says_its_state_and_escapes_it():
    html = render('{% tag "ok" icon="check" %} {{ state }} {% endtag %}', state="<Valmis>")

    assert html.startswith('<span class="tag tag--ok"><svg')
    assert html.endswith("</svg>&lt;Valmis&gt;</span>")


@pytest.mark.parametrize("tone", ["info", "ok", "warn", "danger", "private"])
def test_a_notice_has_an_icon_of_its_tone(tone):
    html = render("{% notice tone %}<p>Huom.</p>{% endnotice %}", tone=tone)

    assert f'class="notice notice--{tone}"' in html
    assert "<svg" in html
    assert "<p>Huom.</p>" in html


def test_a_panel_has_a_heading_of_the_level_asked():
    html = render('{% panel "Apua?" level=3 tone="sunken" %}<p>Kysykää</p>{% endpanel %}')

    assert '<section class="card card--sunken">' in html
    assert '<h3 class="h3">Apua?</h3>' in html


MOMENT = dt.datetime(2026, 7, 1, 13, 15, 9, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("language", "text"),
    [("fi", "1.7.2026 klo 16.15"), ("sv", "1.7.2026 kl. 16.15"), ("en", "1 July 2026, 16:15")],
)
def test_a_moment_is_told_in_helsinki_time(language, text):
    html = render("{% moment value %}", language, value=MOMENT)

    assert html == f'<time datetime="2026-07-01T16:15:09+03:00">{text}</time>'


@pytest.mark.parametrize(
    ("language", "end"), [("fi", "16.15.09"), ("sv", "16.15.09"), ("en", "16:15:09")]
)
def test_a_moment_can_be_told_to_the_second(language, end):
    assert f"{end}</time>" in render("{% moment value seconds=True %}", language, value=MOMENT)


@pytest.mark.parametrize(
    ("language", "text"),
    [("fi", "keskiviikko 1.7.2026"), ("sv", "onsdag 1.7.2026"), ("en", "Wednesday 1 July 2026")],
)
def test_a_day_may_have_its_weekday(language, text):
    late = dt.datetime(2026, 6, 30, 22, 30, tzinfo=dt.UTC)

    html = render("{% day value weekday=True %}", language, value=late)

    assert html == f'<time datetime="2026-07-01">{text}</time>'


def test_pages_keep_the_rest_of_the_address():
    request = RequestFactory().get("/", {"q": "å", "page": "2"})
    page = Paginator(range(60), 10).page(2)

    html = render("{% pagination page %}", page=page, request=request)

    assert 'href="?q=%C3%A5&amp;page=3"' in html
    assert 'href="?q=%C3%A5&amp;page=2" aria-current="page"' in html


def test_a_single_page_has_no_links_to_others():
    page = Paginator(range(3), 10).page(1)

    assert render("{% pagination page %}", page=page, request=RequestFactory().get("/")) == ""


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_mark_leads_to_the_front_page_in_the_same_language(language):
    assert f'<a href="/{language}/" class="brand">' in render("{% brand %}", language)


def test_the_mark_may_lead_nowhere():
    assert "href" not in render('{% brand href="" %}')
