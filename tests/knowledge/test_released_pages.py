"""What an editor may do to a released page: publish and translate it, and say no other words."""

import pytest
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from home.models import ExperiencePage
from tests.factories.accounts import UserFactory, sign_in
from tests.factories.home import translate

from .test_public_experiences import contact, lists, public  # noqa: F401  fixtures

REFUSED = "Museot ovat hyväksyneet juuri tämän tekstin"


@pytest.fixture
def draft(client, public):  # noqa: F811
    """The draft page of a release; an editor has signed in."""
    sign_in(client, UserFactory(is_superuser=True))
    return ExperiencePage.objects.get()


def form_of(page, **changes):
    """Return what the editor's form of a page sends, with some fields changed."""
    text = changes.pop("text", page.body.raw_data[0]["value"])
    names = ["title", "slug", "introduction", "museums", "ornament", "round_name", "theme"]
    data = {name: getattr(page, name) for name in [*names, "seo_title", "search_description"]}
    data |= {"published_on": page.published_on.isoformat(), "go_live_at": "", "expire_at": ""}
    data["body"] = streamfield([("text", rich_text(text))])
    return nested_form_data(data | changes)


def send(client, page, *, publish, **changes):
    """Send the editor's form of a page."""
    data = form_of(page, **changes)
    data |= {f"comments-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    if publish:
        data["action-publish"] = "1"
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


CHANGES = {
    "title": "Muu nimi",
    "introduction": "Muu ingressi",
    "museums": "Kuunjoki",
    "theme": "Muu teema",
    "seo_title": "Lisäys",
    "search_description": "Lisäys",
    "text": "<h2>Mitä kokeilimme</h2><p>Jotain muuta.</p>",
}


@pytest.mark.parametrize("publish", [True, False])
@pytest.mark.parametrize("name", CHANGES)
def test_the_editors_form_refuses_other_words_before_publishing(client, draft, name, publish):
    before = draft.get_latest_revision().content

    response = send(client, draft, publish=publish, **{name: CHANGES[name]})

    assert response.status_code == 200
    assert REFUSED in response.text
    draft.refresh_from_db()
    assert draft.live is False
    assert draft.get_latest_revision().content == before


def test_what_the_form_gives_back_unchanged_is_the_approved_text(client, draft):
    assert send(client, draft, publish=True).status_code == 302

    draft.refresh_from_db()
    assert draft.live is True


def test_the_date_and_the_address_are_the_editors(client, draft):
    assert send(client, draft, publish=True, slug="toinen", published_on="2026-01-02").url

    draft.refresh_from_db()
    assert (draft.slug, draft.published_on.year, draft.live) == ("toinen", 2026, True)


def test_a_translation_says_so_and_which_language_was_approved(client, draft):
    Locale.objects.get_or_create(language_code="sv")
    swedish = translate(draft, "sv", "Paraplyforsoket")

    text = client.get(swedish.get_url()).text

    assert "Det här är en översättning" in text
    assert "vars språk är finska" in text
    assert draft.slug not in text, "the approved page is a draft yet"
    send(client, draft, publish=True)
    draft.refresh_from_db()
    text = client.get(swedish.get_url()).text
    assert f'href="{draft.get_url()}" hreflang="fi"' in text
    assert "översättning" not in client.get(draft.get_url()).text
    assert "käännös" not in client.get(draft.get_url()).text


def test_a_translation_in_the_language_of_the_release_is_none(client, draft):
    copied = draft.copy(update_attrs={"slug": "kopio", "title": draft.title})

    assert copied.is_translated_release is False
    response = send(client, copied, publish=True, title="Muu nimi")
    assert REFUSED in response.text
