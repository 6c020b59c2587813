"""What outside checks rely on: the words of CONTRACT.md, kept."""

import json

import pytest
from django.core.management import call_command

ROLES = {
    "superuser",
    "editor",
    "reviewer",
    "coordinator",
    "contact",
    "member",
    "ex-member",
    "auditor",
}
NAMES = {
    "home", "call", "apply", "login", "admin", "review", "workspace", "plans", "own_plan",
    "shared_plan", "search", "contact", "accessibility", "privacy",
}  # fmt: skip


@pytest.fixture
def told(db, settings, capsys):
    """Make the demo twice, and return what the second run announces."""
    settings.DEMO = True
    for _ in range(2):
        capsys.readouterr()
        call_command("create_demo", json=True)
    return json.loads(capsys.readouterr().out)


def test_the_demo_announces_people_and_addresses(told, client):
    assert {account["role"] for account in told["accounts"]} == ROLES
    assert set(told["accounts"][0]) == {
        "role", "email", "password", "museum", "round", "language",
    }  # fmt: skip
    assert set(told["urls"]) >= NAMES
    assert told["own_plan_museum"] == "Kuunjoen museo"
    for name in NAMES - {"admin"}:
        assert client.get(told["urls"][name]).status_code in {200, 302}, name


def test_the_front_page_needs_twelve_queries_in_each_language(
    told, client, django_assert_max_num_queries
):
    for language in ("fi", "sv", "en"):
        client.get(f"/{language}/")
        with django_assert_max_num_queries(12):
            client.get(f"/{language}/")
