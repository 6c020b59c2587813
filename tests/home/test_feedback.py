"""The feedback form: for anybody, once, and nothing lost."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.core import mail

from cms.models import OutgoingMail
from cms.stamps import stamp_now
from home.forms import SALT
from home.models import Feedback
from tests.factories.home import feedback_page, translate

PATH = "/fi/yhteystiedot/"


@pytest.fixture
def page(home):
    """Return the page with the form."""
    return feedback_page(home)


@pytest.fixture
def filled(page):
    """Return what an honest visitor sends, a minute after opening the page."""
    with time_machine.travel(dt.datetime.now(dt.UTC) - dt.timedelta(minutes=1)):
        shown = stamp_now(SALT)
    return {
        "kind": "accessibility",
        "message": "Valikko ei aukea ruudunlukijalla. Ääkköset, čuovgga ja 😀 kulkevat.",
        "name": "Aino Rautiala",
        "email": "aino@example.org",
        "website": "",
        "token": str(uuid.uuid4()),
        "shown": shown,
    }


def test_feedback_is_kept_and_the_operator_is_told(
    client, filled, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(PATH, filled)

    assert response.status_code == 302
    assert response.headers["Location"] == f"{PATH}?sent"
    feedback = Feedback.objects.get()
    assert feedback.message == filled["message"]
    assert (feedback.kind, feedback.language) == ("accessibility", "fi")
    assert feedback.answer_by == feedback.created_at.date() + dt.timedelta(days=14)
    assert "viestinne on tullut perille" in client.get(response.headers["Location"]).text
    letter = mail.outbox[0]
    assert letter.to == ["foorumi@example.org"]
    assert str(feedback.pk) in letter.body
    assert "ruudunlukijalla" not in letter.body + letter.subject


def test_two_clicks_make_one(client, filled):
    client.post(PATH, filled)
    client.post(PATH, filled)

    assert Feedback.objects.count() == OutgoingMail.objects.count() == 1


def test_a_name_and_an_address_are_not_needed(client, filled):
    client.post(PATH, {**filled, "name": "", "email": ""})

    assert Feedback.objects.get().email == ""


def test_an_empty_form_says_what_is_missing_first(client, filled):
    response = client.post(PATH, {**filled, "kind": "", "message": " "})

    assert response.status_code == 200
    assert "autofocus" in response.text
    assert '<a href="#id_message">Kirjoittakaa viesti.</a>' in response.text
    assert "<title>Virhe:" in response.text
    assert 'value="Aino Rautiala"' in response.text
    assert not Feedback.objects.exists()


def test_a_text_too_long_is_refused_and_given_back(client, filled):
    text = "å" * 5_001

    response = client.post(PATH, {**filled, "message": text})

    assert response.status_code == 200
    assert text in response.text
    assert not Feedback.objects.exists()


def test_ten_megabytes_are_refused_in_words(client, filled):
    response = client.post(PATH, {**filled, "message": "x" * 10_000_000})

    assert response.status_code == 200
    assert "error-summary" in response.text


def test_control_characters_never_reach_the_database(client, filled):
    client.post(PATH, {**filled, "message": "Rivi 1\r\nRivi\x0b 2\x1b\x00", "name": "A\x07ino"})

    feedback = Feedback.objects.get()
    assert (feedback.message, feedback.name) == ("Rivi 1\nRivi\n 2", "Aino")


def test_a_robot_is_thanked_and_forgotten(client, filled):
    response = client.post(PATH, {**filled, "website": "http://spam.example"})

    assert response.status_code == 302
    assert not Feedback.objects.exists()
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    "change", [{"shown": ""}, {"shown": "x:y:z"}, {"token": "1"}, {"token": ""}]
)
def test_an_altered_form_comes_back_fresh_with_its_text(client, filled, change):
    response = client.post(PATH, {**filled, **change})

    assert response.status_code == 200
    assert "Valikko ei aukea" in response.text
    form = response.context["form"]
    assert uuid.UUID(str(form["token"].value()))
    assert not Feedback.objects.exists()


def test_what_is_sent_too_fast_waits(client, filled):
    with time_machine.travel(dt.datetime.now(dt.UTC), tick=False):
        response = client.post(PATH, {**filled, "shown": stamp_now(SALT)})

    assert "Odottakaa hetki" in response.text
    assert not Feedback.objects.exists()


@pytest.mark.parametrize("email", ["ei-osoite", "a@b", "a@b.fi\nBcc: c@d.fi"])
def test_a_wrong_address_is_pointed_out(client, filled, email):
    response = client.post(PATH, {**filled, "email": email})

    assert response.context["form"].errors["email"]


def test_errors_are_in_the_language_of_the_page(client, page, filled):
    translate(page, "sv", "Kontakt")

    response = client.post("/sv/kontakt/", {**filled, "message": ""})

    assert "Skriv ert meddelande." in response.text


def test_other_words_under_a_used_token_are_kept_too(client, filled):
    client.post(PATH, filled)
    client.post(PATH, {**filled, "message": "Palasin sivulle ja kirjoitin lisää."})
    client.post(PATH, filled)

    assert Feedback.objects.count() == 2


def test_a_network_that_floods_is_asked_to_wait_and_keeps_its_text(client, filled):
    with time_machine.travel(dt.datetime.now(dt.UTC), tick=False):
        for number in range(20):
            sent = {"token": str(uuid.uuid4()), "message": f"Viesti {number}."}
            client.post(PATH, {**filled, **sent})

        response = client.post(PATH, {**filled, "token": str(uuid.uuid4())})

    assert Feedback.objects.count() == 20
    assert "Verkostanne on tullut paljon viestejä" in response.text
    assert "Valikko ei aukea" in response.text
