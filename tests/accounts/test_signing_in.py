"""Signing in tells nobody who has an account, and sends people where they belong."""

import time

import pytest
from django.core.cache import cache
from django.urls import reverse

from accounts import services
from accounts.models import User
from tests.factories.accounts import (
    PASSWORD,
    MembershipFactory,
    UserFactory,
    sign_in,
)
from tests.factories.knowledge import ParticipationFactory

from .conftest import code_in, last_letter


@pytest.fixture(autouse=True)
def _fresh_limits(db):
    cache.clear()


@pytest.fixture
def person(db):
    return UserFactory(email="liisa@museo.example", language="sv")


def without_tokens(response, email):
    """Return a page's text without what differs from one answer to the next."""
    lines = response.text.replace(email, "").splitlines()
    return [line for line in lines if "csrfmiddlewaretoken" not in line and "nonce" not in line]


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, person):
    answers = [
        without_tokens(
            client.post(reverse("account_login"), {"login": email, "password": "väärä"}),
            email,
        )
        for email in [person.email, "tuntematon@museo.example"]
    ]

    assert answers[0] == answers[1]


@pytest.mark.parametrize("name", ["account_request_login_code", "account_reset_password"])
def test_asking_for_a_code_tells_nothing(client, person, name):
    def ask(email):
        client.logout()
        response = client.post(reverse(name), {"email": email})
        return (
            response.status_code,
            response.url,
            without_tokens(client.get(response.url), email),
        )

    assert ask(person.email) == ask("tuntematon@museo.example")


def test_a_person_signs_in_with_a_mailed_code_in_their_language(client, person):
    client.post(reverse("account_request_login_code"), {"email": person.email})
    letter = last_letter(person.email)

    client.post(reverse("account_confirm_login_code"), {"code": code_in(person.email)})

    assert client.session["_auth_user_id"] == str(person.pk)
    assert letter.startswith("Hej")


def test_a_forgotten_password_is_replaced_with_a_mailed_code(client, person):
    client.post(reverse("account_reset_password"), {"email": person.email})
    client.post(reverse("account_confirm_password_reset_code"), {"code": code_in(person.email)})
    client.post(reverse("account_complete_password_reset"), {"password1": "koivun alla kukkii"})

    person.refresh_from_db()
    assert person.check_password("koivun alla kukkii")


def test_the_sixth_wrong_guess_on_an_account_has_to_wait(client, person):
    guess = {"login": person.email, "password": "väärä"}
    for _ in range(5):
        client.post(reverse("account_login"), guess)

    response = client.post(reverse("account_login"), guess | {"password": PASSWORD})

    assert "_auth_user_id" not in client.session
    assert "Odota muutama minuutti" in response.text


@pytest.mark.parametrize(
    ("ask", "confirm"),
    [
        ("account_request_login_code", "account_confirm_login_code"),
        ("account_reset_password", "account_confirm_password_reset_code"),
    ],
)
def test_guesses_of_a_mailed_code_that_come_together_are_counted_one_by_one(
    client, person, ask, confirm
):
    client.post(reverse(ask), {"email": person.email})
    seen = dict(client.session.items())
    right = code_in(person.email)
    for code in ["AAAAAA", "BBBBBB", "CCCCCC", right]:
        session = client.session
        session.clear()
        session.update(seen)  # each request has read the session before another saved it
        session.save()
        response = client.post(reverse(confirm), {"code": code})

    assert "Koodi on väärä" in response.text
    assert "_auth_user_id" not in client.session


def test_a_whole_museum_signs_in_from_one_address(client, db):
    for user in UserFactory.create_batch(12):
        client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
        assert "_auth_user_id" in client.session
        client.logout()


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:x"])
def test_signing_in_leads_nowhere_else(client, person, target):
    response = client.post(
        reverse("account_login"),
        {"login": person.email, "password": PASSWORD, "next": target},
    )

    assert response.url == reverse("accounts:landing")


PLACES = {
    "a member": "knowledge:workspace",
    "a contact": "knowledge:workspace",
    "a coordinator": "knowledge:workspace",
    "a reviewer": "review:application_list",
    "an editor": "wagtailadmin_home",
    "a superuser": "wagtailadmin_home",
    "an ex-member": None,
    "an auditor": "knowledge:event_list",
}


@pytest.mark.parametrize("who", PLACES)
def test_everybody_lands_where_their_work_is(client, people, who):
    sign_in(client, people[who])

    response = client.get(reverse("accounts:landing"))

    if PLACES[who]:
        assert (response.status_code, response.url) == (302, reverse(PLACES[who]))
    else:
        assert response.status_code == 200
        assert "Sinulla ei ole juuri nyt paikkaa" in response.text


def test_leaving_a_museum_counts_in_a_session_that_is_open(client, db):
    membership = MembershipFactory()
    ParticipationFactory(museum=membership.museum)
    client.force_login(membership.user)
    before = client.get(reverse("accounts:landing")).status_code

    services.end_membership(membership, by=UserFactory())

    assert (before, client.get(reverse("accounts:landing")).status_code) == (302, 200)


def test_a_museum_in_no_round_leads_nowhere_and_not_to_a_missing_page(client, db):
    client.force_login(MembershipFactory().user)

    assert client.get(reverse("accounts:landing")).status_code == 200


def test_an_account_out_of_use_is_out_at_once(client, person):
    client.force_login(person)

    User.objects.filter(pk=person.pk).update(is_active=False)

    assert client.get(reverse("accounts:profile")).status_code == 302


def test_a_new_password_ends_the_other_sessions(client, person):
    other = type(client)()
    other.force_login(person)
    client.force_login(person)

    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": "haapojen havina syksyllä"},
    )

    assert other.get(reverse("accounts:profile")).status_code == 302
    assert client.get(reverse("accounts:profile")).status_code == 200


def test_a_person_changes_their_name_and_the_language_of_their_mail(client, person):
    client.force_login(person)

    client.post(
        reverse("accounts:profile"),
        {"first_name": "Áile", "last_name": "Näkkäläjärvi", "language": "en"},
    )

    person.refresh_from_db()
    assert (str(person), person.language) == ("Áile Näkkäläjärvi", "en")


def test_a_new_address_is_confirmed_and_the_old_one_told(client, person):
    client.force_login(person)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    client.post(reverse("account_email"), {"email": "uusi@museo.example", "action_add": "1"})
    unconfirmed = User.objects.get(pk=person.pk).email
    client.post(
        reverse("account_email_verification_sent"),
        {"code": code_in("uusi@museo.example")},
    )

    assert unconfirmed == "liisa@museo.example"
    assert User.objects.get(pk=person.pk).email == "uusi@museo.example"
    assert "byttes" in last_letter("liisa@museo.example")


def test_the_session_cookie_is_for_the_site_alone(client, person):
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})

    cookie = client.cookies["istunto"]

    assert cookie["httponly"] is True
    assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize("name", ["account_request_login_code", "account_reset_password"])
@pytest.mark.parametrize("email", ["liisa@museo.example", "tuntematon@museo.example"])
def test_the_clock_does_not_tell_who_has_an_account(client, person, name, email):
    begun = time.monotonic()

    client.post(reverse(name), {"email": email})

    assert 0.3 <= time.monotonic() - begun < 0.6
