"""Synthetic data: of any size, seen by whom it names, the same for the same seed."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.models import User
from applications.models import Application
from knowledge.models import Plan
from tests.factories.accounts import sign_in


@pytest.fixture
def told(db, settings, capsys):
    """Make a small load, and return what the command tells."""
    settings.DEMO = True
    call_command("create_load", rounds=2, museums=6, plans=12, applications=8, seed=7)
    return json.loads(capsys.readouterr().out)


def test_the_rows_are_there_and_the_named_people_see_them(told, client):
    assert (Plan.objects.count(), Application.objects.count()) == (12, 8)

    sign_in(client, User.objects.get(email=told["reviewer"]))
    listed = client.get(reverse("review:application_list"))
    sign_in(client, User.objects.get(email=told["member"]))
    plans = client.get(reverse("knowledge:plan_list"))

    assert len(listed.context["applications"]) == 8
    assert plans.status_code == 200


def test_a_seed_is_used_once(told):
    with pytest.raises(CommandError):
        call_command("create_load", rounds=1, museums=1, seed=7)


def test_it_is_for_demonstrations_only(db):
    with pytest.raises(CommandError):
        call_command("create_load", rounds=1)
