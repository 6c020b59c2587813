"""The demo's public pages: complete in three languages, and light."""

import gzip
import re
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from cms.models import Footer
from home import demo as home_demo

LANGUAGES = ("fi", "sv", "en")
FACTS = {"fi": "18.3.2024", "sv": "18.3.2024", "en": "18 March 2024"}


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """Make the demo's pages once for the module."""
    cache.clear()
    demo = SimpleNamespace(now=timezone.now(), urls={}, share={})
    with django_db_blocker.unblock(), transaction.atomic():
        home_demo.create(demo)
        yield demo
        transaction.set_rollback(True)
    cache.clear()


@pytest.fixture
def demo(made, db):
    """Return what the demo shares after its public pages are made."""
    return made


def all_pages():
    return Page.objects.filter(depth__gt=1).specific()


def ids_in(raw):
    """Return the ids of blocks and items in a raw stream, in order."""
    return re.findall(r"'id': '([0-9a-f-]{36})'", repr(list(raw)))


def test_every_page_is_live_in_three_languages_with_the_same_blocks(client, demo):
    for page in demo.share["pages"].values():
        versions = {
            each.locale.language_code: each.specific
            for each in Page.objects.filter(translation_key=page.translation_key, live=True)
        }
        assert set(versions) == set(LANGUAGES), page
        assert len({each.title for each in versions.values()}) == 3 or page.title == "Forum"
        for each in versions.values():
            assert client.get(each.get_url()).status_code == 200, each.get_url()
            if hasattr(each, "body"):
                assert ids_in(each.body.raw_data) == ids_in(versions["fi"].body.raw_data)


def test_creating_again_changes_nothing(demo):
    before = list(Page.objects.order_by("pk").values_list("pk", "path", "last_published_at"))

    home_demo.create(SimpleNamespace(now=timezone.now(), urls={}, share={}))

    assert (
        list(Page.objects.order_by("pk").values_list("pk", "path", "last_published_at")) == before
    )
    assert Footer.objects.count() == 3


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_facts_of_2024_and_the_nine_conditions_are_told(client, demo, code):
    pages = demo.share["pages"]
    earlier = Page.objects.get(
        translation_key=pages["earlier"].translation_key, locale__language_code=code
    )
    conditions = Page.objects.get(
        translation_key=pages["conditions"].translation_key, locale__language_code=code
    )

    assert FACTS[code] in client.get(earlier.get_url()).text
    numbered = re.search(
        r'<ol class="list numbered">.*?</ol>', client.get(conditions.get_url()).text, re.DOTALL
    )
    assert numbered[0].count("<li>") == 9


def test_sentences_are_short_and_paragraphs_too(client, demo):
    for page in all_pages():
        text = re.sub(r"\s+", " ", client.get(page.get_url()).text)
        main = text[text.index("<main") : text.index("</main>")]
        paragraphs = [re.sub(r"<[^>]+>", "", each) for each in re.findall(r"<p>(.*?)</p>", main)]
        for paragraph in paragraphs:
            assert len(re.findall(r"[.!?](?:\s|$)", paragraph)) <= 4, paragraph


def test_pages_of_the_demo_need_few_queries(client, demo, django_assert_max_num_queries):
    client.get("/fi/")
    for page in demo.share["pages"].values():
        with django_assert_max_num_queries(12):
            client.get(page.get_url())


def test_the_front_page_is_light(client, demo):
    html = client.get("/fi/").content

    assert len(gzip.compress(html)) <= 10_000
    asked = re.findall(rb'<(?:link rel="(?:preload|stylesheet|icon)"|img|script)', html)
    assert len(asked) <= 9


@pytest.mark.parametrize("code", LANGUAGES)
def test_sentences_of_the_demo_are_short_on_average(client, demo, code):
    lengths = []
    for page in Page.objects.filter(locale__language_code=code, depth__gt=1):
        text = client.get(page.get_url()).text
        main = text[text.index("<main") : text.index("</main>")]
        for paragraph in re.findall(r"<(?:p|li|dd)>([^<]+)</", main):
            sentences = re.split(r"(?<=[.!?])\s+", paragraph)
            lengths += [len(sentence.split()) for sentence in sentences if sentence.strip()]

    assert sum(lengths) / len(lengths) <= 14
