"""The form an editor builds becomes a form version, the same in every language."""

import json

import pytest
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from applications import services
from applications.blocks import FormBlock, OptionsBlock
from applications.completeness import missing_texts
from applications.models import Application, CallPage, FormVersion
from applications.questionnaire import Questionnaire
from applications.questions import KINDS
from tests.applications.conftest import words
from tests.factories.accounts import UserFactory, sign_in
from tests.factories.applications import block_id, call_pages, draft_to, open_call
from tests.factories.knowledge import RoundFactory


def test_every_block_has_its_question_and_the_form_of_these_tests_has_each(call):
    blocks = set(FormBlock().child_blocks["step"].child_blocks["questions"].child_blocks)
    version = call.form_versions.get()

    used = {q["kind"] for step in version.definition["steps"] for q in step["questions"]}

    assert blocks == set(KINDS) == used


def test_the_languages_share_structure_and_have_their_own_texts(call):
    version = call.form_versions.get()

    assert set(version.texts) == {"fi", "sv", "en"}
    assert {frozenset(texts) for texts in version.texts.values()} == {
        frozenset(version.texts["fi"])
    }
    assert version.texts["sv"][f"{block_id('found')}.moi"] == {"label": "Med MOI!"}
    assert version.definition["steps"][1]["questions"][2]["options"] == ["moi", "other"]


def test_publishing_the_same_again_makes_no_version(call):
    page = CallPage.objects.get(locale__language_code="fi")

    assert services.compile_form(page) == call.form_versions.get()


def test_a_changed_label_makes_a_version_and_no_new_question(call):
    page = CallPage.objects.get(locale__language_code="fi")
    first = call.form_versions.get()
    raw = page.form.get_prep_value()
    raw[1]["value"]["questions"][0]["value"]["label"] = "Mikä on hankkeen nimi?"
    page.form = json.dumps(raw)
    page.save_revision().publish()

    newest = call.form_versions.first()
    assert newest.number == 2
    assert newest.definition == first.definition
    assert newest.texts["fi"][block_id("title")]["label"] == "Mikä on hankkeen nimi?"
    assert newest.texts["sv"] == first.texts["sv"]


def test_a_call_does_not_open_without_swedish(db, client):
    round = open_call(languages=["fi"])
    page = CallPage.objects.get(round=round)
    start = reverse("applications:application_start", args=[round.pk])

    text = words(client.get(page.get_url()))
    begun = words(client.post(start, {"email": "aila@hiidenkoski.example"}))

    assert "Haku ei ole vielä auki" in text
    assert "Aloita hakemus" not in text
    assert "Hakuaika kerrotaan tässä myöhemmin." in begun
    assert not Application.objects.exists()


def test_english_may_be_missing_and_is_then_shown_in_finnish_and_marked(db):
    round = open_call(languages=["fi", "sv"])

    label = Questionnaire(round.form_versions.complete().get(), "en").questions[0].marked_label

    assert label == '<span lang="fi">Mikä museo?</span>'


def test_an_open_call_goes_on_with_its_form_until_the_new_one_is_translated(call):
    page = CallPage.objects.get(locale__language_code="fi")
    raw = page.form.get_prep_value()
    raw[0]["value"]["questions"][1]["value"]["help"] = "Kuka vastaa kysymyksiin?"
    page.form = json.dumps(raw)
    page.save_revision().publish()

    newest = call.form_versions.first()
    assert missing_texts(newest.texts) == [("sv", block_id("contact"), "help")]
    assert (newest.number, call.form_versions.complete().first().number) == (2, 1)
    assert draft_to(call).form_version.number == 1


def test_a_text_left_in_finnish_is_not_translated_but_a_short_word_may_be_the_same(call):
    texts = call.form_versions.get().texts
    texts["sv"][block_id("leaders")]["label"] = texts["fi"][block_id("leaders")]["label"]
    texts["sv"][block_id("plan")]["label"] = texts["fi"][block_id("plan")]["label"]

    assert missing_texts(texts) == [("sv", block_id("leaders"), "label")]


def test_the_editor_sees_what_is_missing(db, client):
    round = open_call(languages=["fi"])
    sign_in(client, UserFactory(is_staff=True, is_superuser=True))
    page = CallPage.objects.get(round=round)

    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))

    assert "Ruotsi: sivua ei ole julkaistu" in response.text


def test_a_page_not_published_makes_no_form(db):
    round = RoundFactory(calling=True)
    page = call_pages(round)["fi"]
    CallPage.objects.update(live=False)

    assert services.compile_form(page) is None
    assert not FormVersion.objects.exists()


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_call_s_page_shows_the_countdown_and_every_question(client, call, language):
    with translation.override(language):
        page = CallPage.objects.get(locale__language_code=language)
        text = words(client.get(page.get_url()))

    start, left, option = {
        "fi": ("Aloita hakemus", "Aikaa on 10 päivää.", "Muuten"),
        "sv": ("Börja ansökan", "10 dagar kvar.", "Annars"),
        "en": ("Start application", "10 days left.", "Otherwise"),
    }[language]
    assert start in text
    assert left in text
    assert option in text


def test_options_without_a_code_get_one_that_stays():
    block = OptionsBlock()
    options = [
        {"label": "Yleisötyö & kävijät", "help": "", "code": ""},
        {"label": "Yleisötyö ja kävijät", "help": "", "code": ""},
        {"label": "Yleisötyö & kävijät", "help": "", "code": ""},
        {"label": "???", "help": "", "code": ""},
        {"label": "Uusi nimi", "help": "", "code": "vanha"},
    ]

    cleaned = block.clean(
        block.to_python([{"type": "item", "id": str(n), "value": o} for n, o in enumerate(options)])
    )

    assert [option["code"] for option in cleaned] == [
        "yleisotyo-kavijat",
        "yleisotyo-ja-kavijat",
        "yleisotyo-kavijat-2",
        "option",
        "vanha",
    ]


def test_a_translation_by_wagtail_localize_keeps_ids_and_codes(
    db, django_capture_on_commit_callbacks
):
    round = open_call(languages=["fi"])
    page = CallPage.objects.get(round=round)
    swedish = Locale.objects.get_or_create(language_code="sv")[0]
    source, _ = TranslationSource.update_or_create_from_instance(page)
    target = Translation.objects.create(source=source, target_locale=swedish)
    for segment in source.stringsegment_set.select_related("string", "context"):
        StringTranslation.objects.get_or_create(
            translation_of=segment.string,
            locale=swedish,
            context=segment.context,
            defaults={"data": f"sv: {segment.string.data}"},
        )
    with django_capture_on_commit_callbacks(execute=True):
        target.save_target(publish=True)

    version = round.form_versions.first()
    contexts = " ".join(source.stringsegment_set.values_list("context__path", flat=True))
    assert version.number == 2
    assert version.texts["sv"][block_id("title")]["label"] == "sv: Hankkeen nimi"
    assert version.texts["sv"][f"{block_id('found')}.moi"]["label"] == "sv: MOI!-mallilla"
    assert version.definition["steps"][1]["questions"][2]["options"] == ["moi", "other"]
    assert ".code" not in contexts


def test_the_editor_s_page_of_the_form_opens_in_each_language(client, call):
    sign_in(client, UserFactory(is_staff=True, is_superuser=True))

    for page in CallPage.objects.all():
        response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        assert response.status_code == 200
