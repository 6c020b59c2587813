"""What no browser sends ends in a page, on PostgreSQL too: never in a fault of ours."""

import uuid
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from knowledge.models import PlanDraft, ProgressUpdate
from tests.factories.accounts import sign_in

ID = uuid.UUID(int=7)
# Page: what is asked of it.
QUERIES = [
    ("search", "q=a&theme=%00"),
    ("search", "q=%00%22%27%28"),
    ("offer_list", "theme=%00&kind=%00"),
    ("directory", "theme=%00"),
    ("experience_list", "theme=%00&round=%00"),
    ("experience_list", f"after=0001-01-01T00:00:00%2B14:00~{ID}"),
    ("experience_list", f"after=9999-12-31T23:00:00-14:00~{ID}"),
    ("event_list", "since=0001-01-01&until=9999-12-31&action=%00"),
    ("plan_list", "q=%00&after=%00"),
    ("notice_list", "after=%00"),
]


@pytest.mark.parametrize(("page", "query"), QUERIES)
def test_strange_queries_are_answered(client, people, page, query):
    sign_in(client, people["an owner"])

    assert client.get(f"{reverse(f'knowledge:{page}')}?{query}").status_code == 200


@pytest.mark.parametrize("page", ["experience_create", "offer_add"])
def test_a_theme_that_no_database_has_is_told_beside_the_field(client, people, page):
    sign_in(client, people["an owner"])

    response = client.post(reverse(f"knowledge:{page}"), {"themes": ["\0"]})

    assert response.status_code == 200
    assert "themes" in response.context["form"].errors


def test_a_cookie_that_no_database_has_is_nobodys(client, people):
    sign_in(client, people["an owner"])
    client.cookies["istunto"] = "aaaaaaaa\0bbbbbbbbbbbbbbbbbbbbbbb"

    assert client.get(reverse("knowledge:workspace")).status_code == 302


def test_only_the_fields_of_a_plan_are_kept_while_it_is_written(client, world, people):
    sign_in(client, people["an owner"])
    address = reverse("knowledge:plan_update", args=[world.plans["museum"].pk])
    sent = {"title": "Uusi", "title\0": "x", "section_" + "a" * 999: "x", "targets-0-key": "moi"}

    response = client.post(
        address,
        urlencode(sent),
        content_type="application/x-www-form-urlencoded",
        headers={"X-Autosave": "1"},
    )

    assert response.status_code == 200
    assert PlanDraft.objects.get().data == {"title": "Uusi", "targets-0-key": "moi"}


def test_a_token_used_up_by_another_plan_or_other_words_loses_nothing(client, world, people):
    sign_in(client, people["an owner"])
    for name, text in [("museum", "Eka"), ("museum", "Eka"), ("museum", "Toka"), ("round", "Eka")]:
        address = reverse("knowledge:plan_progress", args=[world.plans[name].pk])
        assert client.post(address, {"text": text, "token": str(ID)}).status_code == 302

    told = ProgressUpdate.objects.values_list("plan", "text")
    museum, round = world.plans["museum"].pk, world.plans["round"].pk
    assert sorted(told, key=str) == sorted(
        [(museum, "Eka"), (museum, "Toka"), (round, "Eka")], key=str
    )
