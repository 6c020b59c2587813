"""Anybody can write a museum's name: who has people here is asked before a stranger comes in."""

import pytest
from django.urls import reverse

from accounts.models import Invitation
from applications import services
from applications.exceptions import UnknownContactError
from cms.models import OutgoingMail
from tests.factories.accounts import MembershipFactory, MuseumFactory, sign_in
from tests.factories.applications import application_to
from tests.factories.knowledge import coordinator_of


@pytest.fixture
def museum(call):
    """A museum of the register with a contact person, by the name that the application writes."""
    museum = MuseumFactory(name="HIIDENKOSKEN museo")
    MembershipFactory(museum=museum, contact=True, user__email="vanha@hiidenkoski.example")
    return museum


def test_a_stranger_is_not_invited_without_a_word(call, museum):
    application = application_to(call)

    with pytest.raises(UnknownContactError):
        services.accept_application(application, by=coordinator_of(call))

    application.refresh_from_db()
    assert application.status == "received"
    assert not Invitation.objects.exists()


def test_the_page_tells_and_asks_to_confirm_and_the_museum_is_told(client, call, museum):
    application = application_to(call)
    sign_in(client, coordinator_of(call))
    address = reverse("review:application_accept", args=[application.pk])

    shown, refused = client.get(address), client.post(address)
    accepted = client.post(address, {"confirmed": "on"})

    assert "eikä yhteyshenkilö ole heistä kukaan" in shown.text
    assert "Vahvista, että yhteyshenkilö toimii museon puolesta" in refused.text
    assert accepted.status_code == 302
    assert Invitation.objects.get(role="contact").museum == museum
    letter = OutgoingMail.objects.get(key__startswith="application-new-contact")
    assert letter.recipient == "vanha@hiidenkoski.example"
    assert "aila@" not in letter.body


def test_one_of_the_museum_s_own_people_needs_no_word(call, museum):
    MembershipFactory(museum=museum, user__email="aila@hiidenkoski.example")

    plan = services.accept_application(application_to(call), by=coordinator_of(call))

    assert plan.participation.museum == museum
    assert not OutgoingMail.objects.filter(key__startswith="application-new-contact").exists()
