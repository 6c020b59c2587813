"""Signing in through an organisation's own door."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

from accounts.models import User
from cms import env
from tests.factories.accounts import UserFactory

CALLBACK = {"provider_id": "kaupunki"}


class Organisation(BaseHTTPRequestHandler):
    """An identity provider that says what its server's ``person`` holds."""

    def do_GET(self):
        """Answer the configuration, or the person of the token."""
        site = f"http://127.0.0.1:{self.server.server_port}"
        self._answer(
            self.server.person
            if self.path == "/me"
            else {
                "issuer": site,
                "authorization_endpoint": f"{site}/authorize",
                "token_endpoint": f"{site}/token",
                "userinfo_endpoint": f"{site}/me",
                "jwks_uri": f"{site}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        )

    def do_POST(self):
        """Answer a token for any code."""
        self.rfile.read(int(self.headers["Content-Length"]))
        self._answer({"access_token": "t", "token_type": "Bearer"})

    def _answer(self, data):
        body = json.dumps(data).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def organisation(settings):
    """Run an organisation's server, and know it here."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Organisation)
    server.person = {"sub": "1", "email": "aila@kuunjoki.example", "email_verified": True}
    threading.Thread(target=server.serve_forever, daemon=True).start()
    app = {
        "provider_id": "kaupunki",
        "name": "Kuunjoen kaupunki",
        "client_id": "foorumi",
        "secret": "s",
        "settings": {"server_url": f"http://127.0.0.1:{server.server_port}"},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    yield server
    server.shutdown()
    server.server_close()


def come_back(client):
    """Go through the organisation's door, and return the answer to coming back."""
    begun = client.post(reverse("openid_connect_login", kwargs=CALLBACK))
    state = parse_qs(urlsplit(begun.url).query)["state"][0]
    return client.get(
        reverse("openid_connect_callback", kwargs=CALLBACK), {"code": "c", "state": state}
    )


def test_a_person_with_an_account_comes_in(client, db, organisation):
    person = UserFactory(email="aila@kuunjoki.example")
    assert "Kuunjoen kaupunki" in client.get(reverse("account_login")).text

    come_back(client)

    assert client.session["_auth_user_id"] == str(person.pk)
    assert SocialAccount.objects.get().user == person


@pytest.mark.parametrize(
    "person",
    [
        {"sub": "2", "email": "vieras@kuunjoki.example", "email_verified": True},
        {"sub": "3", "email": "aila@kuunjoki.example", "email_verified": False},
        {"sub": "4"},
    ],
)
def test_nobody_else_gets_an_account(client, db, organisation, person):
    UserFactory(email="aila@kuunjoki.example")
    organisation.person = person

    response = come_back(client)
    if response.status_code == 302:
        response = client.get(response.url)

    assert "Tällä kirjautumisella ei ole tunnusta" in response.text
    assert "_auth_user_id" not in client.session
    assert User.objects.count() == 1


def test_coming_back_with_nothing_or_another_state_tells_and_lets_nobody_in(
    client, db, organisation
):
    UserFactory(email="aila@kuunjoki.example")
    address = reverse("openid_connect_callback", kwargs=CALLBACK)

    for query in ({}, {"code": "c", "state": "x"}, {"error": "access_denied"}):
        response = client.get(address, query, follow=True)
        assert response.status_code < 500
        assert "_auth_user_id" not in client.session


def test_an_unknown_organisation_is_a_missing_page(client, db):
    address = reverse("openid_connect_login", kwargs={"provider_id": "tuntematon"})
    assert client.post(address).status_code == 404


def test_providers_are_named_in_the_environment(monkeypatch):
    provider = {
        "id": "kaupunki",
        "name": "Kaupunki",
        "server_url": "https://login.kaupunki.example/x",
        "client_id": "a",
        "secret": "b",
    }
    monkeypatch.setenv("OIDC_PROVIDERS", json.dumps([provider]))
    app = env.identity_providers("OIDC_PROVIDERS")[0]
    assert (app["provider_id"], app["settings"]["server_url"]) == (
        "kaupunki",
        provider["server_url"],
    )
    assert env.origin(provider["server_url"]) == "https://login.kaupunki.example"
    for wrong in ('[{"id": "x"}]', "{", "1"):
        monkeypatch.setenv("OIDC_PROVIDERS", wrong)
        with pytest.raises(ImproperlyConfigured):
            env.identity_providers("OIDC_PROVIDERS")
