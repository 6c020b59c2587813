"""People of every kind, and links to doors."""

import re

import pytest
from django.contrib.auth.models import Group, Permission

from cms.models import OutgoingMail
from knowledge.models import Participation, Promise, Round, RoundRole
from tests.factories.accounts import MembershipFactory, MuseumFactory, UserFactory


@pytest.fixture
def forum_round(db):
    """A round with a promise, and nobody in it."""
    promise = Promise.objects.create(number=1, text_fi="Lupaus", text_sv="Löfte", text_en="Word")
    return Round.objects.create(
        name_fi="Kierros 2026",
        name_sv="Omgång 2026",
        name_en="Round 2026",
        promise=promise,
    )


@pytest.fixture
def people(forum_round):
    """One person of each kind, by name; a stranger is None."""
    editors = Group.objects.get_or_create(name="Editors")[0]
    editors.permissions.add(Permission.objects.get(codename="access_admin"))
    auditors = Group.objects.get_or_create(name="Auditors")[0]
    museum = MuseumFactory(name="Hiidenkosken museo")
    Participation.objects.create(round=forum_round, museum=museum)

    def with_duty(role):
        user = UserFactory()
        RoundRole.objects.create(round=forum_round, user=user, role=role)
        return user

    return {
        "a stranger": None,
        "a member": MembershipFactory(museum=museum).user,
        "a contact": MembershipFactory(museum=museum, contact=True).user,
        "an ex-member": MembershipFactory(museum=museum, ended=True).user,
        "a reviewer": with_duty("reviewer"),
        "a coordinator": with_duty("coordinator"),
        "an editor": UserFactory(groups=[editors]),
        "an auditor": UserFactory(groups=[auditors]),
        "a superuser": UserFactory(is_staff=True, is_superuser=True),
    }


STAFF = ["a reviewer", "a coordinator", "an editor", "an auditor", "a superuser"]


def last_letter(email):
    """Return the text of the newest letter to an address."""
    return OutgoingMail.objects.filter(recipient=email).latest("created_at").body


def link_in(email):
    """Return the path of the link in the newest letter to an address."""
    return re.search(r"https?://[^/]+(/\S+)", last_letter(email))[1]


def code_in(email):
    """Return the code in the newest letter to an address."""
    return re.search(r"^[A-Z0-9]{3,}-?[A-Z0-9]*$", last_letter(email), re.MULTILINE)[0]
