"""Robots get tired: tries are counted per network, and letters per address."""

import time

import pytest
from django.core.cache import cache
from django.urls import reverse

from applications.models import Application
from cms.models import OutgoingMail
from tests.applications.conftest import shown_now, words
from tests.factories.applications import draft_to

AILA = "aila@hiidenkoski.example"


@pytest.fixture(autouse=True)
def fresh_counts():
    """Begin with nothing counted, and leave nothing behind."""
    cache.clear()
    yield
    cache.clear()


def ask(client, email=AILA):
    """Ask for a link back."""
    return client.post(reverse("applications:application_link"), {"email": email})


def letters():
    """Return how many links have been mailed."""
    return OutgoingMail.objects.filter(key__startswith="application-link").count()


def test_nobody_s_mailbox_is_filled_with_links(client, call, settings):
    settings.MOST_LINKS_AN_HOUR = 3
    draft_to(call)

    answers = {(ask(client).status_code, ask(client, AILA.upper()).url) for _ in range(5)}

    assert answers == {(302, reverse("applications:application_link"))}
    assert letters() == 1 + 3


def test_a_draft_begins_even_where_no_more_letters_go(applicant, settings):
    settings.MOST_LINKS_AN_HOUR = 2

    for _ in range(4):
        applicant.start()

    assert (Application.objects.count(), letters()) == (4, 2)


def test_one_network_cannot_try_without_end(client, call, settings):
    settings.MOST_TRIES_IN_TEN_MINUTES = 2
    start = reverse("applications:application_start", args=[call.pk])

    codes = [
        client.post(start, {"email": AILA, "shown": shown_now()}).status_code for _ in range(2)
    ]
    refused = [client.post(start, {"email": AILA, "shown": shown_now()}), ask(client)]

    assert codes == [302, 302]
    for response in refused:
        assert response.status_code == 429
        assert "Odottakaa kymmenen minuuttia" in words(response)
    assert Application.objects.count() == 2


def test_looking_at_the_forms_is_not_counted(client, call, settings):
    settings.MOST_TRIES_IN_TEN_MINUTES = 0

    assert client.get(reverse("applications:application_link")).status_code == 200


def test_the_answer_takes_as_long_for_a_known_address_as_for_another(client, call, settings):
    settings.LINK_REPLY_SECONDS = 0.5
    draft_to(call)

    def seconds(email):
        began = time.monotonic()
        response = ask(client, email)
        return response, time.monotonic() - began

    (known, one), (unknown, other) = seconds(AILA), seconds("kukaan@museo.example")

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert min(one, other) >= 0.5
    assert letters() == 2


def test_a_letter_tells_which_call_and_museum_it_leads_to(client, call):
    draft_to(call)
    ask(client)

    links = OutgoingMail.objects.filter(key__startswith="application-link")
    letter = links.order_by("created_at").last()
    assert f"{call.name_fi}, Hiidenkosken museo\n" in letter.body
    assert "Kävijät" not in letter.body
