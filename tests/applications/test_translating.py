"""An editor translates the page of a call with "Translate this page"."""

import re

from django.urls import reverse
from wagtail.models import Locale

from applications.models import CallPage
from cms.translating import adopt_translations
from tests.applications.test_conditions import FORM
from tests.applications.test_effects import add_question, edited, post_page, rename_and_move
from tests.factories.accounts import UserFactory, sign_in
from tests.factories.applications import EVERY_KIND, block_id, open_call


def test_translating_a_call_through_the_view_keeps_ids_codes_and_conditions(db, client):
    round = open_call(form=[*EVERY_KIND, *FORM], languages=["fi"])
    page = CallPage.objects.get(round=round)
    swedish = Locale.objects.get_or_create(language_code="sv")[0]
    page.get_parent().copy_for_translation(swedish)
    sign_in(client, UserFactory(is_staff=True, is_superuser=True))

    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    response = client.post(address, {"locales": [swedish.pk]}, follow=True)

    translated = CallPage.objects.get(round=round, locale=swedish)
    questions = {q.id: q.value for step in translated.form for q in step.value["questions"]}
    assert response.status_code == 200
    assert translated.translation_key == page.translation_key
    assert questions[block_id("where")]["shown_if"] == f"{block_id('hosts')}:yes"
    assert [o["code"] for o in questions[block_id("found")]["options"]] == ["moi", "other"]
    assert client.get(reverse("wagtailadmin_pages:edit", args=[translated.pk])).status_code == 200


def test_publishing_a_new_question_leads_straight_to_its_translations(call, client):
    pages = {page.locale.language_code: page for page in CallPage.objects.all()}
    adopt_translations(pages["fi"], [pages["sv"], pages["en"]])
    sign_in(client, UserFactory(is_staff=True, is_superuser=True))

    response = post_page(client, edited(pages["fi"], add_question), publish=True)
    after = client.get(response.url)
    again = post_page(client, CallPage.objects.get(pk=pages["fi"].pk), publish=True)
    quiet = client.get(again.url)
    swedish = client.get(edit_of(pages["sv"]))

    assert "Lomakkeesta puuttuu yksi teksti suomeksi tai ruotsiksi." in after.text
    for language, name in {"sv": "ruotsi", "en": "englanti"}.items():
        button = rf'href="{edit_of(pages[language])}"[^>]*>\s*Käännä: {name}'
        assert re.search(button, after.text)
    assert "Käännä: ruotsi" not in quiet.text
    assert "Kuka vastaa?" in swedish.text


def test_a_new_text_that_both_official_languages_need_not_wait_for_is_told(call, client):
    pages = {page.locale.language_code: page for page in CallPage.objects.all()}
    adopt_translations(pages["fi"], [pages["en"]])
    sign_in(client, UserFactory(is_staff=True, is_superuser=True))

    response = post_page(client, edited(pages["fi"], rename_and_move), publish=True)

    after = client.get(response.url)
    assert "Uudet tekstit odottavat käännöstä." in after.text
    assert "Käännä: englanti" in after.text


def edit_of(page):
    """Return where a page is edited or translated."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
