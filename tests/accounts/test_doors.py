"""Who gets in by which door. The table is the rule."""

import pytest
from django.urls import reverse

from tests.factories.accounts import sign_in

SIGN_IN, HIDDEN, OPEN = 302, 404, 200

WAGTAIL = {
    "a stranger": SIGN_IN,
    "a member": HIDDEN,
    "a contact": HIDDEN,
    "an ex-member": HIDDEN,
    "a reviewer": HIDDEN,
    "a coordinator": HIDDEN,
    "an auditor": HIDDEN,
    "an editor": OPEN,
    "a superuser": OPEN,
}


@pytest.mark.parametrize("who", WAGTAIL)
def test_the_admin_opens_to_editors_and_operators_alone(client, people, who):
    if people[who]:
        sign_in(client, people[who])

    assert client.get("/admin/").status_code == WAGTAIL[who]


@pytest.mark.parametrize("path", ["/admin/pages/", "/admin/pages/987654/edit/", "/admin/no/such/"])
@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_a_stranger_learns_nothing_of_the_admin(client, db, method, path):
    response = getattr(client, method)(path)

    assert (response.status_code, response.url) == (302, f"/fi/tili/login/?next={path}")


@pytest.mark.parametrize("path", ["/admin/", "/admin/users/", "/admin/no/such/", "/admin/sprite/"])
def test_a_member_cannot_tell_the_admin_from_nothing(client, people, path):
    sign_in(client, people["a member"])

    response, nothing = client.get(path), client.get("/fi/no-such-thing/")

    assert (response.status_code, response.content) == (404, nothing.content)


OTHER_DOORS = [
    "/admin/login/",
    "/admin/password_reset/",
    "/admin/password_reset/done/",
    "/admin/password_reset/confirm/MQ/set-password/",
    "/admin/password_reset/complete/",
    "/fi/_util/login/",
    "/fi/_util/authenticate_with_password/1/2/",
    "/documents/authenticate_with_password/1/",
]


@pytest.mark.parametrize("path", OTHER_DOORS)
def test_every_other_door_leads_to_the_one_sign_in(client, db, path):
    response = client.get(path)

    assert (response.status_code, response.url) == (302, "/fi/tili/login/")


@pytest.mark.parametrize("path", OTHER_DOORS)
def test_nothing_can_be_posted_at_another_door(client, people, path):
    user = people["a superuser"]

    response = client.post(path, {"username": user.email, "email": user.email, "password": "x"})

    assert response.status_code == 404


def test_an_editor_leaves_the_admin_by_its_own_button(client, people):
    sign_in(client, people["an editor"])

    client.post("/admin/logout/")

    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_nobody_can_sign_up(client, db, language):
    login = {"fi": "/fi/tili/", "sv": "/sv/konto/", "en": "/en/account/"}[language]

    assert client.get(f"{login}signup/").status_code == 404
    assert client.post(f"{login}signup/", {"email": "x@museo.fi"}).status_code == 404


@pytest.mark.parametrize("who", [who for who, answer in WAGTAIL.items() if answer == OPEN])
def test_the_people_of_the_site_are_the_operators_business(client, people, who):
    sign_in(client, people[who])

    status = client.get(reverse("wagtailusers_users:index")).status_code

    assert (status == 200) == (who == "a superuser")
