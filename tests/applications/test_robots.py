"""Robots are known by what people do not do; nobody honest loses a word."""

import time

import pytest
from django.core import signing
from django.urls import reverse

from applications.forms.starting import SALT
from applications.models import Application
from cms.models import OutgoingMail
from tests.applications.conftest import errors_on, shown_now
from tests.factories.applications import draft_to

AILA = "aila@hiidenkoski.example"
FORGED = ["", "x", "\x00", "a" * 5000, signing.dumps("shown", salt=SALT), signing.dumps(1.0)]


@pytest.fixture
def start(call):
    """The address of the first form."""
    return reverse("applications:application_start", args=[call.pk])


@pytest.mark.parametrize("stamp", FORGED)
def test_a_form_that_was_never_shown_is_shown_with_its_words(client, start, stamp):
    response = client.post(start, {"email": AILA, "shown": stamp})
    shown = response.context["form"]["shown"].value()

    assert errors_on(response) == [
        "Sivu oli ollut auki liian kauan. Painakaa painiketta uudelleen."
    ]
    assert f'value="{AILA}"' in response.text
    assert not Application.objects.exists()
    assert client.post(start, {"email": AILA, "shown": shown}).status_code == 302


def test_a_page_left_open_over_the_week_is_pressed_once_more(client, start):
    shown = signing.dumps(time.time() - 5 * 24 * 60 * 60, salt=SALT)

    assert client.post(start, {"email": AILA, "shown": shown}).status_code == 200


def test_who_is_fast_waits_a_moment_and_is_not_refused(client, start, settings):
    settings.SHORTEST_FORM_SECONDS = 0.4
    began = time.monotonic()

    response = client.post(start, {"email": AILA, "shown": shown_now()})

    assert response.status_code == 302
    assert time.monotonic() - began >= 0.35
    assert Application.objects.count() == 1


def test_a_robot_is_mailed_no_link_back(client, call):
    draft_to(call)
    before = OutgoingMail.objects.count()

    response = client.post(
        reverse("applications:application_link"), {"email": AILA, "website": "http://x"}
    )

    assert response.status_code == 302
    assert OutgoingMail.objects.count() == before
