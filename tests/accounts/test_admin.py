"""What of people and museums the Wagtail admin shows, and to whom."""

import pytest
from django.urls import reverse
from wagtail.snippets.models import get_snippet_models

from accounts.models import Invitation, Membership, Museum, User
from knowledge.models import Round
from tests.factories.accounts import MuseumFactory, UserFactory, sign_in
from tests.factories.knowledge import ParticipationFactory, RoundFactory


@pytest.fixture
def operator(client, people):
    sign_in(client, people["a superuser"])
    return people["a superuser"]


def test_an_operator_makes_a_person_without_a_password(client, operator):
    client.post(
        reverse("wagtailusers_users:add"),
        {
            "email": "Uusi.Toimittaja@Museo.example",
            "first_name": "Uusi",
            "last_name": "Toimittaja",
        },
    )

    person = User.objects.get(email="uusi.toimittaja@museo.example")
    assert not person.has_usable_password()


def test_an_operator_cannot_take_over_an_address_or_a_password(client, operator):
    person = UserFactory(email="aino@museo.example")
    before = person.password

    client.post(
        reverse("wagtailusers_users:edit", args=[person.pk]),
        {
            "email": "minun@museo.example",
            "first_name": "Aino-Maija",
            "last_name": "Rautiala",
            "is_active": "on",
            "password1": "uusi salasana tälle",
            "password2": "uusi salasana tälle",
        },
    )

    person.refresh_from_db()
    assert (person.first_name, person.email) == ("Aino-Maija", "aino@museo.example")
    assert person.password == before


def test_an_operator_keeps_the_register_of_museums(client, operator):
    museum = MuseumFactory()
    edit = reverse("wagtailsnippets_accounts_museum:edit", args=[museum.pk])

    client.post(edit, {"name": "Uusi nimi", "name_language": "fi", "slug": museum.slug})

    museum.refresh_from_db()
    assert museum.name == "Uusi nimi"


def test_an_editor_does_not_keep_the_register(client, people):
    sign_in(client, people["an editor"])

    response = client.get(reverse("wagtailsnippets_accounts_museum:list"))

    assert response.status_code == 302


def test_the_admin_knows_no_memberships_and_no_invitations(db):
    assert {Membership, Invitation} & set(get_snippet_models()) == set()
    assert Museum in get_snippet_models()


def test_an_operator_deletes_nobody_alone_or_in_bulk(client, operator):
    person = UserFactory()
    many = reverse("wagtail_bulk_action", args=["accounts", "user", "delete"])

    client.post(reverse("wagtailusers_users:delete", args=[person.pk]))
    client.post(f"{many}?id={person.pk}")

    assert User.objects.filter(pk=person.pk).exists()
    told = client.get(reverse("wagtailusers_users:edit", args=[person.pk])).text
    assert "erase_person" in told


def test_deleting_tells_nothing_of_what_hangs_on_museums_and_rounds(client, operator):
    seat = ParticipationFactory()
    kept = {Museum: [seat.museum, MuseumFactory()], Round: [seat.round, RoundFactory()]}
    for model, things in kept.items():
        answers = set()
        for thing in things:
            address = reverse(model.snippet_viewset.get_url_name("delete"), args=[thing.pk])
            names = [model._meta.app_label, model._meta.model_name, "delete"]
            many = f"{reverse('wagtail_bulk_action', args=names)}?id={thing.pk}"
            answers.add(tuple(client.post(url).status_code for url in (address, many)))
        assert len(answers) == 1
        assert model.objects.filter(pk__in=[thing.pk for thing in things]).count() == 2
