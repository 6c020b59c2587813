"""The life of an invitation, from the mail to a place in a museum."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import services
from accounts.exceptions import InvitationClosedError, InvitedAnotherError
from accounts.models import Event, Invitation, Membership, User
from cms.models import OutgoingMail
from tests.factories.accounts import (
    PASSWORD,
    InvitationFactory,
    MembershipFactory,
    MuseumFactory,
    UserFactory,
)

from .conftest import link_in

ANSWERS = {
    "first_name": "Aila",
    "last_name": "Ängeslevä",
    "password": "tuohesta tehty kontti",
}


@pytest.fixture
def museum(db):
    return MuseumFactory(name="Kuunjoen museo")


@pytest.fixture
def invite(museum):
    """Invite an address to the museum, and return the path of the link in the mail."""

    def invite(email="aila@museo.example", role="member", language="fi"):
        services.invite(
            museum,
            email=email,
            name="Aila Ängeslevä",
            role=role,
            language=language,
            by=UserFactory(first_name="Tuomo", last_name="Kutsuja"),
        )
        return link_in(email.lower())

    return invite


def test_the_link_says_who_invites_whom_and_where_to(client, invite):
    response = client.get(invite())

    for words in [
        "Kuunjoen museo",
        "Aila Ängeslevä",
        "Tuomo Kutsuja",
        "aila@museo.example",
    ]:
        assert words in response.text


@pytest.mark.parametrize(
    ("language", "path"), [("fi", "/fi/tili/kutsu/"), ("sv", "/sv/konto/inbjudan/")]
)
def test_the_letter_is_in_the_language_of_the_invited(invite, language, path):
    assert invite(language=language).startswith(path)


def test_only_a_hash_of_the_token_is_kept(invite):
    token = invite().rstrip("/").rpartition("/")[2]

    invitation = Invitation.objects.get()

    assert len(token) >= 43
    assert token not in [str(value) for value in vars(invitation).values()]


def test_looking_uses_nothing_up(client, invite):
    link = invite()

    for method in [client.get, client.head, client.get]:
        assert method(link).status_code == 200
    assert Invitation.objects.open().count() == 1


def test_an_invited_person_makes_an_account_and_is_in(client, invite, museum):
    response = client.post(invite(role="contact"), ANSWERS)

    person = User.objects.get(email="aila@museo.example")
    membership = Membership.objects.of(person).get()
    assert (response.status_code, response.url) == (302, reverse("accounts:landing"))
    assert (membership.museum, membership.role) == (museum, "contact")
    assert str(person) == "Aila Ängeslevä"
    assert client.session["_auth_user_id"] == str(person.pk)
    assert list(Event.objects.order_by("at").values_list("action", flat=True)) == [
        "invitation.send",
        "account.create",
        "invitation.accept",
    ]


def test_an_account_is_written_in_the_language_of_the_page(client, invite):
    client.post(invite(language="sv"), ANSWERS)

    assert User.objects.get(email="aila@museo.example").language == "sv"


def test_two_clicks_make_one_account(client, invite):
    link = invite()

    client.post(link, ANSWERS)
    client.logout()
    second = client.post(link, ANSWERS)

    assert second.status_code == 404
    assert Membership.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("first_name", "", "Kirjoita etunimesi."),
        ("last_name", " ", "Kirjoita sukunimesi."),
        ("password", "", "Valitse salasana."),
        ("password", "lyhyt", "Pidennä salasanaa"),
        ("password", "password1234", "monen käytössä"),
        ("password", "aila@museo.example", "liian lähellä"),
    ],
)
def test_a_wrong_answer_is_told_beside_its_field_and_uses_nothing_up(
    client, invite, field, value, sentence
):
    response = client.post(invite(), ANSWERS | {field: value})

    assert list(response.context["form"].errors) == [field]
    assert sentence in response.text
    assert response.text.count("<title>Virhe:") == 1
    assert Invitation.objects.open().exists()
    assert not User.objects.filter(email="aila@museo.example").exists()


def test_a_link_that_does_not_work_says_the_same_whatever_the_reason(client, museum):
    now = timezone.now()
    InvitationFactory(token="vanha", expires_at=now)
    InvitationFactory(token="kaytetty", accepted_at=now)
    InvitationFactory(token="peruttu", revoked_at=now)

    answers = {
        (response.status_code, response.content)
        for token in [
            "vanha",
            "kaytetty",
            "peruttu",
            "tuntematon",
            "%C3%A4%00",
            "a" * 500,
        ]
        for response in [
            client.get(f"/fi/tili/kutsu/{token}/"),
            client.post(f"/fi/tili/kutsu/{token}/", ANSWERS),
        ]
    }

    assert len(answers) == 1
    assert answers.pop()[0] == 404


def test_a_newer_invitation_replaces_the_older(client, invite):
    older, newer = (
        invite(email="Aila@Museo.example"),
        invite(email="aila@museo.example"),
    )

    assert client.get(older).status_code == 404
    assert client.get(newer).status_code == 200


def test_an_invitation_lasts_two_weeks(client, invite):
    link = invite()
    now = timezone.now()

    Invitation.objects.update(expires_at=now + dt.timedelta(seconds=30))
    open_answer = client.get(link).status_code
    Invitation.objects.update(expires_at=now)

    assert (open_answer, client.get(link).status_code) == (200, 404)


def test_a_letter_tells_nothing_of_an_account(invite):
    UserFactory(email="vanha@museo.example")

    def letter(email):
        invite(email=email)
        mail = OutgoingMail.objects.get(recipient=email)
        link = link_in(email)
        return mail.subject, mail.body.replace(link, "")

    assert letter("vanha@museo.example") == letter("uusi@museo.example")


def test_the_page_shows_the_same_to_who_has_an_account(client, invite):
    UserFactory(email="aila@museo.example")
    known, unknown = (
        client.get(invite()),
        client.get(invite(email="bertta@museo.example")),
    )

    def parts(response, email):
        return response.text.count("<form"), response.text.count(email)

    assert parts(known, "aila@museo.example") == parts(unknown, "bertta@museo.example")


def test_a_link_never_changes_a_password(client, invite):
    person = UserFactory(email="aila@museo.example")

    response = client.post(invite(), ANSWERS)

    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    assert "_auth_user_id" not in client.session
    assert "Tällä osoitteella on jo tili" in response.text
    assert Invitation.objects.open().exists()


def test_who_has_an_account_signs_in_and_comes_back_to_accept(client, invite):
    person = UserFactory(email="aila@museo.example")
    link = invite()

    response = client.post(
        reverse("account_login"),
        {"login": person.email, "password": PASSWORD, "next": link},
    )
    before = Membership.objects.of(person).exists()
    client.get(response.url)
    client.post(response.url)

    assert response.url == link
    assert (before, Membership.objects.of(person).exists()) == (False, True)


def test_another_person_cannot_accept(client, invite):
    other = UserFactory()
    client.force_login(other)
    link = invite()

    response = client.post(link, ANSWERS)

    assert "aila@museo.example" in response.text
    assert not Membership.objects.exists()
    with pytest.raises(InvitedAnotherError):
        services.accept_invitation(Invitation.objects.get(), by=other)


def test_an_invitation_is_accepted_once(museum):
    person = UserFactory()
    invitation = InvitationFactory(email=person.email, museum=museum)
    services.accept_invitation(invitation, by=person)

    with pytest.raises(InvitationClosedError):
        services.accept_invitation(invitation, by=person)

    assert Membership.objects.count() == 1


def test_a_member_invited_as_contact_becomes_one_and_never_the_reverse(museum):
    person = MembershipFactory(museum=museum).user

    for role in ["contact", "member"]:
        invitation = InvitationFactory(email=person.email, museum=museum, role=role)
        membership = services.accept_invitation(invitation, by=person)

    assert membership.role == "contact"
    assert Membership.objects.count() == 1


def test_who_left_can_be_invited_back(museum):
    ended = MembershipFactory(museum=museum, ended=True)
    invitation = InvitationFactory(email=ended.user.email, museum=museum)

    services.accept_invitation(invitation, by=ended.user)

    assert Membership.objects.of(ended.user).count() == 1
    assert Membership.objects.count() == 2


def test_leaving_closes_the_way_back_that_was_open(museum):
    membership = MembershipFactory(museum=museum)
    InvitationFactory(email=membership.user.email, museum=museum)

    services.end_membership(membership, by=UserFactory())

    assert not Invitation.objects.open().exists()


def test_the_token_leaves_the_site_in_no_referrer(client, invite):
    response = client.get(invite())

    assert response.headers["Referrer-Policy"] == "strict-origin"
    assert "no-store" in response.headers["Cache-Control"]


def test_who_leaves_cannot_come_back_by_an_invitation_they_sent(db):
    membership = MembershipFactory()
    open_one = InvitationFactory(museum=membership.museum, invited_by=membership.user)
    other = InvitationFactory(museum=membership.museum)

    services.end_membership(membership, by=None)

    assert list(Invitation.objects.open()) == [other]
    assert Invitation.objects.get(pk=open_one.pk).revoked_at is not None
