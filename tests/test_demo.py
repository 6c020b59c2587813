"""What outside checks rely on: the words of CONTRACT.md, kept."""

import json

import pytest
from django.core.management import call_command
from wagtail_localize.models import Translation, TranslationSource

from applications.models import CallPage
from home.models import HomePage, StandardPage

ROLES = {
    "superuser",
    "editor",
    "reviewer",
    "coordinator",
    "contact",
    "member",
    "ex-member",
    "auditor",
}
NAMES = {
    "home", "call", "apply", "login", "admin", "review", "workspace", "plans", "own_plan",
    "shared_plan", "search", "contact", "accessibility", "privacy",
}  # fmt: skip


@pytest.fixture
def told(db, settings, capsys):
    """Make the demo twice, and return what the second run announces."""
    settings.DEMO = True
    for _ in range(2):
        capsys.readouterr()
        call_command("create_demo", json=True)
    return json.loads(capsys.readouterr().out)


def test_the_demo_announces_people_and_addresses(told, client):
    assert {account["role"] for account in told["accounts"]} == ROLES
    assert set(told["accounts"][0]) == {
        "role", "email", "password", "museum", "round", "language",
    }  # fmt: skip
    assert set(told["urls"]) >= NAMES
    assert told["own_plan_museum"] == "Kuunjoen museo"
    for name in NAMES - {"admin"}:
        assert client.get(told["urls"][name]).status_code in {200, 302}, name


def test_the_front_page_needs_twelve_queries_in_each_language(
    told, client, django_assert_max_num_queries
):
    for language in ("fi", "sv", "en"):
        client.get(f"/{language}/")
        with django_assert_max_num_queries(12):
            client.get(f"/{language}/")


def test_an_editor_s_change_keeps_what_was_translated(told):
    """The demo's pages are wagtail-localize's: a new text waits for its translation alone."""
    call = CallPage.objects.exclude(form=[]).get(locale__language_code="fi", slug="haku")
    swedish = CallPage.objects.get(translation_key=call.translation_key, locale__language_code="sv")
    before = [swedish.title, str(swedish.body), *labels(swedish)]

    call.introduction = "Uusi johdanto suomeksi."
    call.save_revision().publish()
    source = TranslationSource.objects.get_for_instance(call)
    source.update_from_db()
    Translation.objects.get(source=source, target_locale__language_code="sv").save_target()

    swedish = CallPage.objects.get(pk=swedish.pk)
    assert swedish.introduction == "Uusi johdanto suomeksi."
    assert [swedish.title, str(swedish.body), *labels(swedish)] == before


def labels(call):
    """Return what the questions of a call's form ask."""
    return [question.value["label"] for step in call.form for question in step.value["questions"]]


def test_every_demo_page_can_be_translated_further(told):
    for model in (HomePage, StandardPage):
        for page in model.objects.filter(locale__language_code="fi"):
            source = TranslationSource.objects.get_for_instance(page)
            assert source.translations.count() == 2
