"""An editor translates the page of a call with "Translate this page"."""

from django.urls import reverse
from wagtail.models import Locale

from applications.models import CallPage
from tests.applications.test_conditions import FORM
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
