"""The invented people and museums of the demonstration."""

from types import SimpleNamespace

import pytest
from django.utils import timezone

from accounts import demo
from accounts.models import Event, Membership, Museum, User

PASSWORD = "kehra-demo-2026"


@pytest.fixture
def made(db):
    """Make the demonstration twice, as a second start of the site does."""
    for _ in range(2):
        made = SimpleNamespace(
            now=timezone.now(), password=PASSWORD, accounts=[], urls={}, share={}
        )
        demo.create(made)
    return made


def test_a_second_time_changes_nothing(made):
    counts = [model.objects.count() for model in (Museum, User, Membership, Event)]

    assert counts == [24, len(demo.PEOPLE), 22, 22]


def test_every_role_that_others_rely_on_is_announced(made):
    assert [(account["role"], account["museum"]) for account in made.accounts] == [
        ("superuser", None),
        ("editor", None),
        ("auditor", None),
        ("contact", "Kuunjoen museo"),
        ("member", "Kuunjoen museo"),
        ("contact", "Norrskata museum"),
        ("member", "Norrskata museum"),
        ("member", "Aallokon merimuseo"),
        ("ex-member", "Kuunjoen museo"),
    ]


def test_the_announced_people_can_sign_in(made, client):
    account = made.accounts[3]

    client.post("/fi/tili/login/", {"login": account["email"], "password": account["password"]})

    assert client.session["_auth_user_id"] == str(made.share["users"]["aino"].pk)


def test_only_the_one_who_left_has_no_place(made):
    placed = {user.pk for user in User.objects.all() if Membership.objects.of(user).exists()}
    left = made.share["users"]["ex_member"]

    assert left.memberships.exists()
    assert left.pk not in placed


def test_every_museum_of_the_running_round_has_two_people(made):
    for slug in demo.RUNNING:
        assert Membership.objects.current().filter(museum__slug=slug).count() >= 2
        assert {f"{slug}_contact", f"{slug}_member"} <= set(made.share["users"])
