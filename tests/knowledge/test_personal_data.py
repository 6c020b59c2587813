"""What is held of a person: the copy, and the erasure with what stays."""

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from accounts.models import Event, Membership, User
from accounts.personal_data import copy_of
from cms.models import OutgoingMail
from knowledge import emails, services
from knowledge.models import PlanDraft
from tests.factories.accounts import sign_in
from tests.factories.knowledge import MeetingFactory, revised


@pytest.fixture
def person(client, world, people):
    """Return a signed-in member who has just given their password, with some rows."""
    user = people["an owner"]
    services.keep_draft(world.plans["museum"], data={"title": "keskenq"}, by=user)
    sign_in(client, user)
    user.set_password("hyvin-pitkä-salasana")
    user.save()
    client.force_login(user)
    client.post(reverse("account_reauthenticate"), {"password": "hyvin-pitkä-salasana"})
    return user


def test_the_copy_holds_what_is_about_the_person_and_no_plans_words(client, world, person):
    revised(world.plans["museum"], title="salaotsikkoq")

    response = client.get(reverse("accounts:my_data_copy"))

    assert response["Content-Disposition"].startswith("attachment")
    found = response.json()
    assert found["account"]["email"] == person.email
    assert found["accounts.membership.user"][0]["role"] == "member"
    assert found["knowledge.promiseacceptance.user"]
    assert "password" not in response.text
    for secret in ("keskenq", "salaotsikkoq", "Äänihallin"):
        assert secret not in response.text
    assert set(copy_of(person)) == set(found)


def test_the_copy_and_the_end_ask_who_it_is(client, world, people):
    sign_in(client, people["an owner"])
    session = client.session
    session["account_authentication_methods"] = []
    session.save()
    for name in ("my_data_copy", "my_data_erase"):
        response = client.post(reverse(f"accounts:{name}"))
        assert response.status_code == 302
        assert "/reauthenticate/" in response.url
    assert Membership.objects.current().filter(user=people["an owner"]).exists()


def test_erasing_ends_all_and_keeps_what_is_the_museums(client, world, person):
    plan, address = world.plans["museum"], person.email
    services.revise_plan(
        plan, title="Museon sanat", content={}, stage="plan", base_number=1, token=None, by=person
    )
    services.keep_draft(plan, data={"title": "x"}, by=person)
    events = Event.objects.filter(actor=person).count()
    letters = OutgoingMail.objects.filter(recipient=address)
    emails.tell_of_meeting(MeetingFactory(round=world.running), "new")
    letters.update(sent_at=timezone.now())

    client.post(reverse("accounts:my_data_erase"))

    person.refresh_from_db()
    assert (person.first_name, person.last_name, person.is_active) == ("", "", False)
    assert str(person) == "henkilö, jonka tiedot on poistettu"
    assert not User.objects.filter(email=address).exists()
    assert not EmailAddress.objects.filter(user=person).exists()
    assert not UserSession.objects.filter(user=person).exists()
    assert not Membership.objects.current().filter(user=person).exists()
    assert not PlanDraft.objects.exists()
    assert not letters.exists()
    assert plan.revisions.first().title == "Museon sanat"
    assert Event.objects.filter(actor=person).count() >= events
    assert client.get(reverse("knowledge:workspace")).status_code == 302


def test_an_operator_erases_who_has_asked_by_letter(world, people):
    person = people["a peer"]
    call_command("erase_person", person.email.upper())
    person.refresh_from_db()
    assert person.erased_at is not None
    with pytest.raises(CommandError):
        call_command("erase_person", "ei@ole.example")
