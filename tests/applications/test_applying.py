"""From the first word to the receipt, without script, in three languages."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from applications.models import Application, ApplicationRevision
from cms.models import OutgoingMail
from tests.applications.conftest import errors_on, upload, words
from tests.factories.applications import (
    HOUSE_SENT,
    PROJECT_SENT,
    PROMISE_SENT,
    SENT,
    documents,
    name_of,
    stored,
)

HEADINGS = {
    "fi": ("Talo", "Mikä museo?", "Hakemus on lähetetty", "Hakemus vastaanotettu, tunnus"),
    "sv": ("Huset", "Vilket museum?", "Ansökan är skickad", "Ansökan mottagen, referens"),
    "en": (
        "House",
        "Which museum?",
        "The application has been sent",
        "Application received, reference",
    ),
}


def fill(applicant):
    """Fill in every step with its files, and return the answers' redirects."""
    for name, data in documents().items():
        applicant.step(2, button="add", value="x", plan=upload(name, data))
    return [applicant.step(number, **sent) for number, sent in enumerate(SENT, 1)]


@pytest.mark.parametrize("language", HEADINGS)
def test_a_museum_applies_to_a_call_with_a_form_nobody_has_seen(
    applicant, language, django_capture_on_commit_callbacks, mailoutbox
):
    step, question, sent, subject = HEADINGS[language]
    with translation.override(language):
        applicant.start()
        page = applicant.get("step", 1).text
        answers = fill(applicant)
        check = applicant.get("check")
        with django_capture_on_commit_callbacks(execute=True):
            response = applicant.send(token="5f0f4bb4-5c33-4a4e-a4f1-3a3b8a6f6a58")
        receipt = applicant.get("receipt")

        assert f"<h1>{step}</h1>" in page
        assert question in page
        assert [answer.url for answer in answers] == [
            applicant.address("step", 2),
            applicant.address("step", 3),
            applicant.address("check"),
        ]
        assert errors_on(check) == []
        assert response.url == applicant.address("receipt")
    application = Application.objects.get()
    assert application.language == language
    assert sent in words(receipt)
    assert application.reference in words(receipt)
    assert [(m.to, m.subject.startswith(subject)) for m in mailoutbox] == [
        (["aila@hiidenkoski.example"], True)
    ]


def test_what_was_written_is_stored_cleaned_and_word_for_word(applicant):
    fill(applicant.start())

    applicant.send()

    revision = ApplicationRevision.objects.get()
    assert revision.answers == stored()
    assert [file["name"] for file in revision.files] == list(documents())
    assert Application.objects.get().museum_name == "Hiidenkosken museo"


def test_a_missing_answer_is_said_beside_its_field_and_in_the_summary(applicant):
    response = applicant.start().step(2, **{**PROJECT_SENT, "title": "", "why": "x" * 503})

    assert response.status_code == 200
    assert errors_on(response) == ["Kirjoittakaa nimi", "Lyhentäkää vastausta 3 merkillä"]
    assert f'href="#{name_of("title")}"' in response.text
    assert 'tabindex="-1" autofocus' in response.text
    assert f'id="{name_of("title")}_error"' in response.text
    assert "<title>Virhe: Hanke" in response.text


@pytest.mark.parametrize("number", [1, 2, 3])
def test_every_link_of_the_summary_leads_to_a_field(applicant, number):
    page = applicant.start().step(number).text

    targets = re.findall(r'<li><a href="#([^"]+)"', page)

    assert targets
    for target in targets:
        assert page.count(f'id="{target}"') == 1


def test_a_wrong_answer_is_kept_and_shown_again(applicant):
    applicant.start().step(1, **{**HOUSE_SENT, "staff": "monta", "begins": "ensi syksynä"})

    page = applicant.get("step", 1).text

    assert 'value="monta"' in page
    assert 'value="ensi syksynä"' in page


def test_the_check_page_links_every_gap_to_its_field(applicant):
    response = applicant.start().get("check")

    gaps = re.findall(r'href="([^"]+)#([^"]+)">', response.text)
    assert f"{applicant.address('step', 1)}" in dict(gaps) or gaps
    for address, target in set(gaps):
        assert f'id="{target}"' in applicant.client.get(address).text


def test_what_is_not_whole_is_not_sent(applicant):
    applicant.start().step(1, **HOUSE_SENT)

    response = applicant.send()

    assert response.status_code == 200
    assert "autofocus" in response.text
    assert Application.objects.get().status == "draft"
    assert not ApplicationRevision.objects.exists()


def test_the_steps_tell_their_state(applicant):
    applicant.start().step(1, **HOUSE_SENT)
    applicant.step(2, title="Kävijät")

    tags = re.findall(r'class="tag[^"]*">(?:<svg.*?</svg>)?([^<]+)<', applicant.get("").text)

    steps, beside = tags[:4], tags[4:]
    assert steps == ["Valmis", "Kesken", "Aloittamatta", "Vastauksia puuttuu"]
    assert beside == ["Vapaaehtoinen", "Ei vielä pyydetty"]


def test_one_more_person_comes_with_the_answers_kept(applicant):
    two = {"people__1-name": "Eeva", "people__1-email": "eeva@hiidenkoski.example"}
    response = applicant.start().step(2, button="more", value="x", **PROJECT_SENT, **two)

    page = applicant.get("step", 2).text

    assert response.status_code == 302
    assert page.count("<legend>Henkilö ") == 3
    assert 'value="Åke Öster"' in page


def test_a_saved_draft_is_found_again_by_the_mailed_link(
    applicant, other_client, django_capture_on_commit_callbacks
):
    applicant.start().step(1, button="later", **HOUSE_SENT)
    letter = OutgoingMail.objects.latest("created_at")
    link = re.search(r"http://testserver(/\S+)", letter.body)[1]
    other = other_client

    before = other.get(applicant.address(""))
    looked = [other.get(link).status_code, other.head(link).status_code]
    opened = other.post(link)

    assert before.status_code == 404
    assert looked == [200, 200]
    assert opened.url == applicant.address("")
    assert "Hiidenkosken museo" in other.get(opened.url).text


def test_saving_for_later_again_and_again_mails_the_address_once(applicant):
    applicant.start()
    for _click in range(4):
        applicant.step(1, button="later", **HOUSE_SENT)

    assert OutgoingMail.objects.filter(key__startswith="application-link").count() == 2


def test_saving_for_later_mails_an_address_no_more_than_other_pages_do(applicant, settings):
    settings.MOST_LINKS_AN_HOUR = 1
    applicant.start().step(1, button="later", **HOUSE_SENT)

    assert OutgoingMail.objects.count() == 1


def test_a_newer_link_closes_the_older_one(applicant):
    applicant.start()
    old = re.search(r"http://testserver(/\S+)", OutgoingMail.objects.get().body)[1]

    applicant.client.post(
        reverse("applications:application_link"), {"email": "AILA@hiidenkoski.example"}
    )

    assert OutgoingMail.objects.count() == 2
    assert applicant.client.get(old).status_code == 404
    assert applicant.client.post(old).status_code == 404


def test_asking_for_a_link_answers_alike_whether_there_is_an_application(applicant, client):
    applicant.start()
    address = reverse("applications:application_link")

    known = client.post(address, {"email": "aila@hiidenkoski.example"}, follow=True)
    unknown = client.post(address, {"email": "kuka@muu.example"}, follow=True)

    assert words(known) == words(unknown)
    assert OutgoingMail.objects.filter(recipient="kuka@muu.example").count() == 0


def test_the_language_may_change_midway_and_the_last_one_counts(applicant):
    applicant.start().step(1, **HOUSE_SENT)
    with translation.override("sv"):
        applicant.step(2, **PROJECT_SENT)
        page = applicant.get("step", 1).text
        applicant.step(3, **PROMISE_SENT)
        applicant.send()

    application = Application.objects.get()
    assert 'value="Aila Ängeslevä"' in page
    assert "Mottagningsbevis" not in page
    assert (application.language, application.revisions.get().answers) == ("sv", stored())


def test_the_receipt_tells_the_second_in_helsinki(applicant, time_machine):
    time_machine.move_to("2027-03-01T10:05:09+00:00", tick=False)
    Application.objects.all().delete()
    applicant.round.opens_at = "2027-02-01T00:00:00Z"
    applicant.round.closes_at = "2027-03-18T13:00:00Z"
    applicant.round.save()
    fill(applicant.start())

    applicant.send()

    letter = OutgoingMail.objects.get(key__startswith="application-receipt").body
    assert "1.3.2027 klo 12.05.09" in letter
    assert "1.3.2027 klo 12.05.09" in words(applicant.get("receipt"))
    assert "Kävijät äänessä" not in letter
