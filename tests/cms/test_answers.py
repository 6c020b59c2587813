"""Headers, health and errors: what holds for every answer."""

import re

import pytest
from django.test import Client

from tests.factories.accounts import UserFactory, sign_in


def policy_of(response):
    """Return the Content-Security-Policy as {directive: sources}."""
    parts = response.headers["Content-Security-Policy"].split("; ")
    return {name: sources for name, _, sources in (part.partition(" ") for part in parts)}


@pytest.mark.parametrize("address", ["/health/live", "/health/ready"])
def test_health_is_open_to_whoever_watches(client, db, address):
    response = client.get(address)

    assert (response.status_code, response.text) == (200, "ok\n")
    assert "no-store" in response.headers["Cache-Control"]
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("address", ["/fi/tili/login/", "/fi/ei-ole/", "/health/live"])
def test_every_answer_carries_the_strict_headers(client, db, address):
    response = client.get(address)

    policy = policy_of(response)
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'self'"
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] in {"same-origin", "strict-origin"}
    assert "camera=()" in response.headers["Permissions-Policy"]


def test_only_the_admin_may_write_scripts_into_its_pages(client, db):
    sign_in(client, UserFactory(is_staff=True, is_superuser=True))

    inside, beside = client.get("/admin/"), client.get("/fi/tili/omat-tiedot/")

    assert inside.status_code == 200
    assert "'unsafe-inline'" in policy_of(inside)["script-src"]
    assert "nonce-" not in inside.headers["Content-Security-Policy"]
    assert "unsafe" not in beside.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", "Sivua ei löytynyt"),
        ("sv", "Sidan hittades inte"),
        ("en", "The page was not found"),
    ],
)
def test_a_missing_page_is_told_in_its_language_and_kept_nowhere(client, db, language, words):
    response = client.get(f"/{language}/ei-ole-olemassa/")

    assert response.status_code == 404
    assert words in response.text
    assert f'<html lang="{language}">' in response.text
    assert "ei-ole-olemassa" not in response.text
    assert "no-store" in response.headers["Cache-Control"]


def test_a_form_in_another_alphabet_is_refused_not_broken(db):
    client = Client(raise_request_exception=False)

    response = client.generic(
        "POST",
        "/fi/tili/login/",
        data="login=\xe4iti".encode("latin-1"),
        content_type="application/x-www-form-urlencoded; charset=iso-8859-1",
    )

    assert response.status_code == 400
    assert "Pyyntöä" in response.text


def test_a_form_that_is_too_large_is_told_so(db, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    client = Client(raise_request_exception=False)

    response = client.post("/sv/konto/login/", {"login": "å" * 2000})

    assert response.status_code in (400, 413)
    assert '<html lang="sv">' in response.text


def test_a_refused_form_gives_back_words_and_no_secrets(db):
    client = Client(enforce_csrf_checks=True)

    response = client.post(
        "/fi/tili/login/", {"login": "Kävijäpalautteen äärellä", "password": "salasana-salainen"}
    )

    assert response.status_code == 403
    kept = re.findall(r"<textarea[^>]*>\s*(.*?)</textarea>", response.text)
    assert kept == ["Kävijäpalautteen äärellä"]
    assert "salasana-salainen" not in response.text


def test_a_picture_is_served_and_nothing_else_of_the_media(client, db, settings, tmp_path):
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "kuva.width-400.jpg").write_bytes(b"kuva")
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "muistio.pdf").write_bytes(b"muistio")
    storage = {**settings.STORAGES["default"]}
    storage["OPTIONS"] = {**storage["OPTIONS"], "location": str(tmp_path)}
    settings.STORAGES = {**settings.STORAGES, "default": storage}

    found = client.get("/media/images/kuva.width-400.jpg")

    assert b"".join(found.streaming_content) == b"kuva"
    assert found.headers["Content-Type"] == "image/jpeg"
    for hidden in (
        "images/ei-ole.jpg",
        "documents/muistio.pdf",
        "images/..",
        "original_images/a.jpg",
    ):
        assert client.get(f"/media/{hidden}").status_code == 404


@pytest.mark.parametrize("name", ["a%00b.png", "%2e%2e%2fdb.sqlite3", "a\\b.png"])
def test_a_hostile_name_of_a_picture_is_not_found(client, db, name):
    assert client.get(f"/media/images/{name}").status_code == 404
