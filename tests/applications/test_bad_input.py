"""Whatever is sent: a clear sentence in the page's language, nothing lost, never a 500."""

import io
import unicodedata
import uuid
import zipfile

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.models import Museum
from applications.clean_text import clean_text
from applications.models import Application
from cms.models import OutgoingMail
from cms.uploads import read_kind
from tests.applications.conftest import errors_on, words
from tests.factories.accounts import MuseumFactory
from tests.factories.applications import (
    HOUSE_SENT,
    PROJECT_SENT,
    PROMISE_SENT,
    SENT,
    closed,
    documents,
    fields,
)
from tests.factories.applications import block_id as id_of

PDF = documents()["Suunnitelma ä.pdf"]


def answer(name):
    """Return what the only draft holds for a question."""
    return Application.objects.get().answers.get(id_of(name))


NUMBERS = {
    "1E+309": "Kirjoittakaa luku numeroin, esimerkiksi 12",
    "NaN": "Kirjoittakaa luku numeroin, esimerkiksi 12",
    "-Infinity": "Kirjoittakaa luku numeroin, esimerkiksi 12",
    "1_000": "Kirjoittakaa luku numeroin, esimerkiksi 12",
    "9" * 500: "Kirjoittakaa luku numeroin, esimerkiksi 12",
    "-1": "Kirjoittakaa luku, joka on vähintään 0",
    "100,5": "Kirjoittakaa luku, joka on enintään 100",
    "kaksi": "Kirjoittakaa luku numeroin, esimerkiksi 12",
}


@pytest.mark.parametrize("number", NUMBERS)
def test_what_is_no_number_is_said_and_kept(applicant, number):
    response = applicant.start().step(1, **{**HOUSE_SENT, "staff": number})

    assert errors_on(response) == [NUMBERS[number]]
    assert answer("staff") == number


def test_numbers_are_read_as_people_write_them(applicant):
    applicant.start()
    for written, stored in {"12,5": "12.5", "1\u00a00": "10", "0": "0", "٣": "3"}.items():
        assert applicant.step(1, **{**HOUSE_SENT, "staff": written}).status_code == 302
        assert answer("staff") == stored


DATES = ["31.2.2027", "0.0.0", "99999-01-01", "2027", "18.3.27777", "\x00", "eilen"]


@pytest.mark.parametrize("date", DATES)
def test_what_is_no_date_is_said(applicant, date):
    response = applicant.start().step(1, **{**HOUSE_SENT, "begins": date})

    assert len(errors_on(response)) == 1
    assert response.status_code == 200


def test_an_empty_form_asks_for_each_answer_once(applicant):
    response = applicant.start().client.post(applicant.address("step", 2), {})

    assert errors_on(response) == [
        "Kirjoittakaa nimi",
        "Vastatkaa kohtaan ”Miksi”",
        "Valitkaa vastaus kohtaan ”Miten löytyi”",
        "Valitkaa vastaus kohtaan ”Onko johto mukana”",
        "Lisätkää vähintään yksi henkilö",
        "Valitkaa vähintään yksi kehittämiskohde",
    ]


def test_ten_megabytes_of_text_are_said_to_be_too_long(applicant):
    text = "Äänekäs näyttely. " * 555_000

    response = applicant.start().step(2, **{**PROJECT_SENT, "why": text})

    assert errors_on(response) == ["Lyhentäkää vastausta 9989499 merkillä"]
    assert len(answer("why")) == len(text)


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ("Kävijät 🎧👩🏽‍🏫", "Kävijät 🎧👩🏽‍🏫"),
        (unicodedata.normalize("NFD", "Åland čáhci"), "Åland čáhci"),
        ("nul\x00li ja \x07kello", "nulli ja kello"),
        ("rivi\x0bvaihto", "rivi\nvaihto"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("{{ settings.SECRET_KEY }}", "{{ settings.SECRET_KEY }}"),
        ('o\'Brien & "sitaatti"', 'o\'Brien & "sitaatti"'),
        ("\ud800 puolikas", "puolikas"),
    ],
)
def test_any_writing_is_taken_without_control_characters(applicant, sent, stored):
    sent = sent.encode("utf-8", "surrogatepass").decode("utf-8", "replace").replace("\ufffd", "")

    applicant.start().step(2, **{**PROJECT_SENT, "why": sent})
    page = applicant.get("step", 2)

    assert answer("why") == stored
    assert "<script>alert" not in page.text


FOREIGN = {
    "found": ["toisen-lomakkeen-koodi"],
    "offers": ["a", "vieras"],
    "leaders__answer": ["maybe"],
    "targets__0-key": ["no-such-heading"],
    "targets__0-now": ["6"],
}


@pytest.mark.parametrize("question", FOREIGN)
def test_a_foreign_code_is_no_answer(applicant, question):
    response = applicant.start().step(2, **{**PROJECT_SENT, question: FOREIGN[question]})

    assert response.status_code == 200
    assert len(errors_on(response)) == 1


@pytest.mark.parametrize("pick", ["987654321", "-1", "1 OR 1=1", "0x1", "9" * 400, "\x00", "ä"])
def test_a_museum_not_in_the_register_cannot_be_picked(applicant, pick):
    response = applicant.start().step(1, **{**HOUSE_SENT, "museum__pick": pick, "museum__name": ""})

    assert response.status_code == 200
    assert Application.objects.get().museum is None


def test_a_museum_kept_out_of_the_list_cannot_be_picked(applicant):
    hidden = MuseumFactory(name="Salainen museo", is_listed=False)
    sent = {**HOUSE_SENT, "museum__pick": str(hidden.pk), "museum__name": ""}

    response = applicant.start().step(1, **sent)

    assert (response.status_code, "Salainen" in response.text) == (200, False)
    assert Application.objects.get().museum is None


def test_a_museum_of_the_register_is_picked(applicant):
    museum = MuseumFactory(name="Kuunjoen museo")

    applicant.start().step(1, **{**HOUSE_SENT, "museum__pick": museum.pk, "museum__name": ""})

    draft = Application.objects.get()
    assert (draft.museum, draft.museum_name) == (museum, "Kuunjoen museo")
    assert Museum.objects.count() == 1


@pytest.mark.parametrize("token", ["", "x", "\x00", "1" * 5000, "null", str(uuid.uuid4())])
def test_a_missing_or_forged_token_loses_nothing(applicant, token):
    applicant.start(token=token)
    for number, sent in enumerate(SENT, 1):
        applicant.step(number, **sent)

    response = applicant.send(token=token)

    assert response.url == applicant.address("receipt")


def test_unknown_fields_are_let_be(applicant):
    more = {"q-": "x", "q-x": "x", "__proto__": "x", "id": "1", "status": "accepted", "lang": "xx"}
    applicant.start()

    response = applicant.client.post(
        applicant.address("step", 3), {**fields(**PROMISE_SENT), **more}
    )

    assert response.status_code == 302
    assert Application.objects.get().status == "draft"


def test_a_closed_call_says_so_and_keeps_what_was_being_written(applicant, call):
    applicant.start()
    closed(call)

    response = applicant.step(1, **HOUSE_SENT)
    page = words(applicant.client.get(response.url))

    assert response.url == applicant.address("")
    assert "Haku on päättynyt, eikä luonnosta lähetetty." in page
    assert "Aila Ängeslevä" in page
    assert answer("contact") == "Aila Ängeslevä"


def test_nothing_is_sent_or_begun_after_the_call(applicant, call):
    applicant.start()
    for number, sent in enumerate(SENT, 1):
        applicant.step(number, **sent)
    closed(call)
    address = reverse("applications:application_start", args=[call.pk])

    assert applicant.send().url == applicant.address("")
    assert "ei enää oteta vastaan" in words(applicant.client.post(address, {"email": "a@b.fi"}))
    assert Application.objects.get().status == "draft"


def test_a_robot_begins_nothing_and_learns_nothing(client, call):
    address = reverse("applications:application_start", args=[call.pk])

    response = client.post(address, {"email": "robotti@example.com", "website": "x"})

    assert response.status_code == 302
    assert not Application.objects.exists()
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("email", ["", "x", "a@b", "a" * 300 + "@museo.fi", "a\x00b", "a b@c.fi"])
@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fi", "Kirjoittakaa sähköpostiosoite"),
        ("sv", "Skriv e-postadressen"),
        ("en", "Enter an email address"),
    ],
)
def test_what_is_no_address_is_said_in_the_page_s_language(client, call, email, language, sentence):
    with translation.override(language):
        address = reverse("applications:application_start", args=[call.pk])

    (error,) = errors_on(client.post(address, {"email": email}))

    assert error.startswith(sentence)


@pytest.mark.parametrize("number", [0, 4, 99, 10**18])
def test_a_step_that_is_not_there_is_missing(applicant, number):
    assert applicant.start().get("step", number).status_code == 404
    assert applicant.step(number, title="x").status_code == 404


def test_a_wrong_token_against_forgery_gives_the_text_back(applicant):
    applicant.start()
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = applicant.client.cookies

    response = strict.post(
        applicant.address("step", 2),
        fields(why="Näyttely on <b>vanha</b>", title="Äänet") | {"password": "salainen sana"},
    )

    assert response.status_code == 403
    assert "Näyttely on &lt;b&gt;vanha&lt;/b&gt;</textarea>" in response.text
    assert "Äänet</textarea>" in response.text
    assert "salainen sana" not in response.text


def test_a_broken_archive_is_refused_in_a_sentence():
    """One whose compressed data is damaged, which zlib and not zipfile tells."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text" * 40)
        archive.writestr("content.xml", "<a/>")
    data = bytearray(buffer.getvalue())
    data[45:60] = b"\xff" * 15

    assert read_kind(io.BytesIO(bytes(data))) is None


def test_a_letter_that_turns_the_order_of_text_is_left_out():
    assert clean_text("suunnitelma\u202efdp.exe\u2069") == "suunnitelmafdp.exe"
