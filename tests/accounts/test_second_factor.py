"""Staff do nothing before a second factor; everybody else may do without."""

import base64
import hmac
import struct
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from knowledge.models import RoundRole
from tests.factories.accounts import PASSWORD, sign_in

from .conftest import STAFF

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def _no_demo(settings):
    settings.DEMO = False


def totp(secret, step=0):
    """Return the code that an app shows now."""
    counter = struct.pack(">Q", int(time.time()) // 30 + step)
    digest = hmac.new(base64.b32decode(secret), counter, "sha1").digest()
    offset = digest[-1] & 15
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


@pytest.mark.parametrize("who", STAFF)
@pytest.mark.parametrize("path", ["/admin/", "/fi/tili/omat-tiedot/", "/fi/tili/sessions/"])
def test_staff_are_led_to_a_second_factor_first(client, people, who, path):
    client.force_login(people[who])

    response = client.get(path)

    assert response.status_code == 302
    assert response.url.startswith("/fi/tili/2fa/totp/activate/?next=")


@pytest.mark.parametrize("who", STAFF)
@pytest.mark.parametrize(
    "headers",
    [
        {"accept": "application/json"},
        {"x-requested-with": "XMLHttpRequest"},
        {"sec-fetch-mode": "cors"},
    ],
)
def test_what_a_script_asks_for_is_refused_before_it(client, people, who, headers):
    client.force_login(people[who])

    response = client.get(reverse("accounts:profile"), headers=headers)

    assert (response.status_code, response.content) == (403, b"")


@pytest.mark.parametrize("who", STAFF)
def test_staff_pass_with_it(client, people, who):
    sign_in(client, people[who])

    assert client.get(reverse("accounts:profile")).status_code == 200


@pytest.mark.parametrize("who", ["a member", "a contact", "an ex-member"])
def test_others_need_none(client, people, who):
    client.force_login(people[who])

    assert client.get(reverse("accounts:profile")).status_code == 200


def test_a_duty_that_ends_or_begins_counts_at_once(client, people):
    client.force_login(people["a reviewer"])
    duty = RoundRole.objects.get(user=people["a reviewer"])

    duty.ended_at = timezone.now()
    duty.save()
    after = client.get(reverse("accounts:profile")).status_code
    duty.ended_at = None
    duty.save()
    again = client.get(reverse("accounts:profile")).status_code

    assert (after, again) == (200, 302)


def test_it_costs_a_member_one_query_and_staff_none(client, people, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert not people["a member"].must_have_second_factor()
    with django_assert_num_queries(1):
        assert people["a reviewer"].must_have_second_factor()


def test_an_invented_person_needs_none_while_the_site_is_a_demonstration(client, people, settings):
    User.objects.filter(pk=people["an editor"].pk).update(email="toimittaja@museo.fi")
    for who, answer in [("an editor", 302), ("a reviewer", 200)]:
        settings.DEMO = True
        client.force_login(people[who])

        assert client.get(reverse("accounts:profile")).status_code == answer


def test_taking_an_app_into_use_opens_the_door(client, people):
    client.force_login(people["a reviewer"])
    activate = reverse("mfa_activate_totp")
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": activate})
    secret = client.get(activate).context["form"].secret

    client.post(activate, {"code": totp(secret)})

    assert client.get(reverse("accounts:profile")).status_code == 200
    stored = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in stored
    codes = Authenticator.objects.get(type="recovery_codes").data
    assert len(codes["seed"]) > 60


def test_a_wrong_code_opens_nothing(client, people):
    client.force_login(people["a reviewer"])
    activate = reverse("mfa_activate_totp")
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": activate})
    client.get(activate)

    client.post(activate, {"code": "000000"})

    assert client.get(reverse("accounts:profile")).status_code == 302
    assert not Authenticator.objects.exists()


def test_an_old_session_cannot_add_a_second_way_past_the_first(client, people):
    user = people["a reviewer"]
    client.force_login(user)
    TOTP.activate(user, SECRET)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    for name in [
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_deactivate_totp",
        "mfa_index",
    ]:
        response = client.get(reverse(name))
        assert response.status_code == 302
        assert response.url.startswith(reverse("mfa_reauthenticate"))


def test_signing_in_asks_for_the_code_and_takes_it_once(client, people):
    user = people["a reviewer"]
    TOTP.activate(user, SECRET)

    def sign_in_with(code):
        client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
        client.post(reverse("mfa_authenticate"), {"code": code})
        return "_auth_user_id" in client.session

    code = totp(SECRET)
    assert sign_in_with("000000") is False
    assert sign_in_with(code) is True
    client.post(reverse("account_logout"))
    assert sign_in_with(code) is False


def test_staff_keep_their_last_second_factor(client, people):
    for who, kept in [("a reviewer", True), ("a member", False)]:
        user = people[who]
        TOTP.activate(user, SECRET)
        sign_in(client, user)
        deactivate = reverse("mfa_deactivate_totp")
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

        client.post(deactivate)

        assert Authenticator.objects.filter(user=user, type="totp").exists() is kept
