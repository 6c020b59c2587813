"""What an editor does with public pages in the admin."""

import datetime as dt
import json

import pytest
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from home.models import AccessibilityStatementPage, Feedback, StandardPage
from tests.factories.accounts import UserFactory, sign_in
from tests.factories.home import feedback_page, grow, standard

CONDITIONS = {
    "type": "conditions",
    "id": "7b1f3c7e-3f0a-4a0e-9d7e-2b8a0c6f1d11",
    "value": {
        "heading": "Edellytykset",
        "conditions": [
            {
                "type": "item",
                "id": "7b1f3c7e-3f0a-4a0e-9d7e-2b8a0c6f1d12",
                "value": {"title": "Avoimuus", "text": "Kerrotte myös muusta."},
            }
        ],
    },
}


@pytest.fixture
def operator(client, db):
    """Sign an operator in, past the second factor."""
    user = UserFactory(is_staff=True, is_superuser=True)
    sign_in(client, user)
    return user


def statement(home, **fields):
    """Return an accessibility statement that says all the law asks."""
    today = timezone.localdate()
    facts = {
        "feedback_page": feedback_page(home),
        "level": "partial",
        "shortcomings": "<p>Liitteet eivät aina ole saavutettavia.</p>",
        "assessment": "<p>Itse arvioiden.</p>",
        "supervisor": "<p>Traficom</p>",
        "published_on": today,
        "reviewed_on": today,
        "check_by": today + dt.timedelta(days=300),
    }
    return grow(AccessibilityStatementPage, home, "Seloste", slug="seloste", **{**facts, **fields})


def test_a_translation_keeps_the_blocks_and_waits_for_its_words(
    home, django_capture_on_commit_callbacks
):
    page = grow(StandardPage, home, "Edellytykset", body=json.dumps([CONDITIONS]))
    source, _ = TranslationSource.get_or_create_from_instance(page)
    swedish = Locale.objects.get(language_code="sv")

    Translation.objects.create(source=source, target_locale=swedish).save_target(publish=False)

    translated = StandardPage.objects.get(translation_key=page.translation_key, locale=swedish)
    assert not translated.live
    body = translated.get_latest_revision_as_object().body
    assert [block.id for block in body] == [CONDITIONS["id"]]
    words = set(source.stringsegment_set.values_list("string__data", flat=True))
    assert {"Edellytykset", "Avoimuus", "Kerrotte myös muusta."} <= words


def test_every_type_of_page_has_its_form_in_the_admin(client, home, operator):
    page = statement(home)
    pages = [home, standard(home, "Aikataulu"), page, page.feedback_page]

    for page in pages:
        response = client.get(f"/admin/pages/{page.pk}/edit/")
        assert response.status_code == 200, page


def test_a_draft_is_seen_by_its_editor_before_it_is_published(client, home, operator):
    page = standard(home, "Vanha nimi", slug="sivu")
    page.title = "Uusi nimi"
    page.save_revision()

    assert "Uusi nimi" in client.get(f"/admin/pages/{page.pk}/view_draft/").text
    assert "Uusi nimi" not in client.get("/fi/sivu/").text


def test_a_statement_tells_what_the_law_asks_and_not_when_it_is_checked(client, home):
    day = timezone.localdate() + dt.timedelta(days=300)
    statement(home)

    text = client.get("/fi/seloste/").text

    for said in (
        "suurimmaksi osaksi",
        "Liitteet eivät aina ole saavutettavia.",
        "Itse arvioiden.",
        "Traficom",
        "14 päivän kuluessa",
        'href="/fi/yhteystiedot/#form"',
    ):
        assert said in text
    assert day.isoformat() not in text


def test_editors_are_reminded_of_a_statement_that_is_due(client, home, operator):
    page = statement(home)
    assert f"/admin/pages/{page.pk}/edit/" not in client.get("/admin/").text

    AccessibilityStatementPage.objects.update(check_by=timezone.localdate())

    assert f"/admin/pages/{page.pk}/edit/" in client.get("/admin/").text


def test_feedback_is_read_and_marked_as_answered_but_never_written_in_the_admin(
    client, home, operator
):
    feedback = Feedback.objects.create(
        token="7b1f3c7e-3f0a-4a0e-9d7e-2b8a0c6f1d11",
        kind="other",
        message="<b>Hei</b> kaikki",
        language="fi",
    )

    assert (
        "&lt;b&gt;Hei&lt;/b&gt; kaikki"
        in client.get(f"/admin/feedback/inspect/{feedback.pk}/").text
    )
    client.post(f"/admin/feedback/edit/{feedback.pk}/", {"answered_on": "2026-11-25"})
    feedback.refresh_from_db()
    assert feedback.answered_on == dt.date(2026, 11, 25)
    assert feedback.message == "<b>Hei</b> kaikki"
    assert client.get("/admin/feedback/new/").status_code in {302, 403}


def test_links_in_texts_lead_to_the_language_of_the_page(client, home):
    contact = standard(home, "Yhteys", slug="yhteys")
    draft = standard(home, "Luonnos", slug="luonnos", live=False)
    link = '<a linktype="page" id="{}">täältä</a>'
    text = link.format(contact.pk) + link.format(draft.pk)
    standard(home, "Sivu", slug="sivu", text=text)
    swedish = Page.objects.get(slug="sv").specific
    standard(swedish, "Sida", slug="sida", text=text)

    finnish = client.get("/fi/sivu/").text
    assert '<a href="/fi/yhteys/">täältä</a><a>täältä</a>' in finnish
    assert '<a href="/fi/yhteys/" hreflang="fi">täältä</a>' in client.get("/sv/sida/").text
