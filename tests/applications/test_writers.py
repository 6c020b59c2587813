"""Colleagues write together by links of their own; a typed address proves nothing."""

import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.models import Event
from applications import services
from applications.exceptions import NotOwnerError
from applications.models import Application, Writer
from cms.models import OutgoingMail
from tests.applications.conftest import Applicant, errors_on, shown_now, words
from tests.applications.test_two_writers import base_on
from tests.factories.applications import HOUSE_SENT, PROJECT_SENT, name_of

AILA, MATTI = "aila@hiidenkoski.example", "matti.m@hiidenkoski.example"


def link_to(address):
    """Return the address in the newest link mailed to somebody."""
    letters = OutgoingMail.objects.filter(
        recipient=address, key__startswith="application-link"
    ).order_by("created_at")
    return re.search(r"http://testserver(/\S+)", letters.last().body)[1]


def opened_by(address, client=None):
    """Return a browser that has redeemed the newest link to an address."""
    client = client or Client()
    assert client.post(link_to(address)).status_code == 302
    return client


@pytest.fixture
def owner(applicant):
    """Who began a draft and opened the link in the same browser."""
    applicant.start(AILA)
    opened_by(AILA, applicant.client)
    return applicant


def invite(owner, address=MATTI, **more):
    """Invite a colleague by the form."""
    return owner.client.post(owner.address("writers"), {"email": address, **more})


@pytest.fixture
def colleague(owner):
    """A colleague who has opened their own link in their own browser."""
    invite(owner)
    found = Applicant(opened_by(MATTI), owner.round)
    found.pk = owner.pk
    return found


def states(response):
    """Return the writers shown, each with the state in words."""
    rows = re.findall(r"<tr>(.*?)</tr>", response.text.partition("<tbody>")[2], re.DOTALL)
    cells = [re.sub(r"<(svg|button).*?</\1>|<[^>]+>", " ", row, flags=re.DOTALL) for row in rows]
    return [" ".join(cell.split()) for cell in cells]


def test_an_invited_colleague_writes_the_same_draft(owner, colleague):
    colleague.step(2, **PROJECT_SENT)

    assert "Kävijät äänessä" in owner.get("step", 2).text
    assert [row.split(" ", 1)[0] for row in states(owner.get("writers"))] == [AILA, MATTI]


def test_the_list_tells_the_state_of_each(owner):
    invite(owner)
    before = states(owner.get("writers"))
    opened_by(MATTI)
    joined = states(owner.get("writers"))
    owner.client.post(owner.address("writers"), {"remove": Writer.objects.get(email=MATTI).pk})
    removed = states(owner.get("writers"))

    assert before[1].startswith(f"{MATTI} Ei ole vielä avannut linkkiä")
    assert joined[1].startswith(f"{MATTI} Kirjoittaa")
    assert removed[1].startswith(f"{MATTI} Poistettu")


def test_looking_at_an_invitation_uses_nothing_up(owner):
    invite(owner)
    scanner = Client()

    codes = [scanner.get(link_to(MATTI)).status_code, scanner.head(link_to(MATTI)).status_code]

    assert codes == [200, 200]
    assert Writer.objects.get(email=MATTI).state == "invited"


def test_removing_ends_the_link_and_the_open_browser_at_once(owner, colleague):
    link = link_to(MATTI)
    owner.client.post(owner.address("writers"), {"remove": Writer.objects.get(email=MATTI).pk})

    response = colleague.step(2, **{**PROJECT_SENT, "why": "Sanat joita ei saa hukata"})

    assert response.status_code == 404
    assert "Sanat joita ei saa hukata" in words(response)
    assert [Client().post(link).status_code, colleague.get("").status_code] == [404, 404]
    assert "why" not in str(Application.objects.get().answers.get("why"))


def test_who_is_invited_again_needs_the_new_link(owner, colleague):
    owner.client.post(owner.address("writers"), {"remove": Writer.objects.get(email=MATTI).pk})
    invite(owner)

    before = colleague.get("").status_code
    opened_by(MATTI, colleague.client)

    assert (before, colleague.get("").status_code) == (404, 200)


def test_a_colleague_chooses_no_writers(owner, colleague):
    responses = [
        invite(colleague, "muu@hiidenkoski.example"),
        colleague.client.post(
            colleague.address("writers"), {"remove": Writer.objects.get(email=AILA).pk}
        ),
    ]

    assert [r.status_code for r in responses] == [403, 403]
    assert "Kutsukaa kollega" not in words(colleague.get("writers"))
    assert Writer.objects.standing().count() == 2


def test_each_link_is_its_writers_own(owner, colleague):
    owner.client.post(reverse("applications:application_link"), {"email": AILA})

    assert colleague.get("").status_code == 200
    assert Client().get(link_to(MATTI)).status_code == 200


def test_a_colleague_too_is_mailed_a_way_back_and_answered_as_anybody(
    owner, colleague, other_client
):
    address = reverse("applications:application_link")
    before = OutgoingMail.objects.filter(recipient=MATTI).count()

    known = other_client.post(address, {"email": MATTI.upper()}, follow=True)
    unknown = other_client.post(address, {"email": "kuka@muu.example"}, follow=True)

    assert words(known) == words(unknown)
    assert OutgoingMail.objects.filter(recipient=MATTI).count() == before + 1


def test_a_removed_colleague_gets_no_way_back(owner, colleague, client):
    owner.client.post(owner.address("writers"), {"remove": Writer.objects.get(email=MATTI).pk})
    before = OutgoingMail.objects.count()

    client.post(reverse("applications:application_link"), {"email": MATTI})

    assert OutgoingMail.objects.count() == before


def test_the_same_form_twice_mails_one_invitation(owner):
    token = uuid.uuid4()
    for _ in range(3):
        invite(owner, token=token)

    assert OutgoingMail.objects.filter(recipient=MATTI).count() == 1
    assert Writer.objects.filter(email=MATTI).count() == 1


def test_there_are_ten_writers_at_most(owner):
    for number in range(9):
        invite(owner, f"{number}@hiidenkoski.example")

    response = invite(owner, "yli@hiidenkoski.example")

    assert errors_on(response) == [
        "Kirjoittajia on jo 10. Poistakaa yksi, niin voitte kutsua toisen"
    ]
    assert Writer.objects.count() == 10


def test_nobody_s_mailbox_is_filled_by_invitations(owner, settings):
    settings.MOST_LINKS_AN_HOUR = 2
    for _ in range(4):
        response = invite(owner)

    assert "Odottakaa tunti" in errors_on(response)[0]
    assert OutgoingMail.objects.filter(recipient=MATTI).count() == 2


@pytest.mark.parametrize("email", ["", "x", "a\x00b", "a" * 300 + "@m.fi", "a@b"])
def test_what_is_no_address_of_a_colleague_is_said(owner, email):
    assert len(errors_on(invite(owner, email))) == 1


def test_the_letter_is_in_the_language_of_the_draft(applicant):
    with translation.override("sv"):
        applicant.start(AILA)
        opened_by(AILA, applicant.client)
        invite(applicant)

    letter = OutgoingMail.objects.get(recipient=MATTI)
    assert letter.subject == "Ni ombeds skriva en ansökan tillsammans"
    assert AILA in letter.body


def test_the_page_tells_who_saved_last(owner, colleague):
    owner.step(2, **PROJECT_SENT)
    colleague.step(1, **HOUSE_SENT)
    at = "2027-03-01T12:05:00+00:00"
    saved_by = {
        id: {**said, "at": at if said["who"] == "matti.m@…" else "2027-03-01T09:00:00+00:00"}
        for id, said in Application.objects.get().saved_by.items()
    }
    Application.objects.update(saved_by=saved_by, saved_at=at)

    assert "1.3.2027 klo 14.05 , matti.m@…" in words(owner.get("step", 1))


def test_a_clash_names_the_other_writer(owner, colleague):
    owner.step(2, **PROJECT_SENT)
    base = base_on(owner.get("step", 2))
    colleague.step(2, **{**PROJECT_SENT, "title": "Matin nimi"})
    mine = {name_of(*name.split("__")): value for name, value in PROJECT_SENT.items()}
    mine |= {name_of("title"): "Ailan nimi", "base": base, "continue": "1"}

    page = words(owner.client.post(owner.address("step", 2), mine))

    assert "Tällä välin tallentanut matti.m@… Matin nimi" in page


def test_a_typed_address_gives_the_draft_up_when_its_owner_opens_the_link(applicant):
    applicant.start(AILA).step(2, **PROJECT_SENT)
    owner = Applicant(opened_by(AILA), applicant.round)
    owner.pk = applicant.pk
    owner.step(2, **{**PROJECT_SENT, "why": "Omistajan salaisuus"})

    pages = [applicant.get(page) for page in ["", "check", "receipt", "writers"]]
    pages += [applicant.get("step", 2), applicant.step(2, why="Tunkeilija")]

    assert {page.status_code for page in pages} == {404}
    assert not any("Omistajan salaisuus" in page.text for page in pages)
    assert owner.get("step", 2).status_code == 200


def test_a_typed_address_invites_nobody(applicant):
    applicant.start(AILA)

    response = invite(applicant)

    assert response.status_code == 403
    assert Writer.objects.count() == 1
    assert "Avatkaa ensin se" in words(applicant.get("writers"))


def test_starting_again_with_the_same_form_gives_nothing_back(applicant):
    token = uuid.uuid4()
    applicant.start(AILA, token=token)
    opened_by(AILA)
    address = reverse("applications:application_start", args=[applicant.round.pk])

    response = applicant.client.post(address, {"email": AILA, "token": token, "shown": shown_now()})

    assert response.url == reverse("applications:application_link")
    assert applicant.get("").status_code == 404


def test_who_opened_the_link_keeps_the_draft_by_pressing_start_again(owner):
    writer = Writer.objects.get()
    owner.client.post(link_to(AILA))

    assert writer.honours({"epoch": 0, "is_proved": True})
    assert owner.get("").status_code == 200


def test_a_second_link_ends_no_other_browser_of_the_owner(owner):
    owner.client.post(reverse("applications:application_link"), {"email": AILA})
    other = opened_by(AILA)

    assert [owner.get("").status_code, other.get(owner.address("")).status_code] == [200, 200]


def test_a_hidden_application_answers_as_a_missing_one(applicant, other_client):
    applicant.start(AILA)
    missing = applicant.address("").replace(applicant.pk, str(uuid.uuid4()))

    hidden, gone = other_client.get(applicant.address("")), other_client.get(missing)

    assert hidden.status_code == gone.status_code == 404
    assert words(hidden) == words(gone)


def test_services_refuse_whoever_did_not_begin_it(owner, colleague):
    application, matti = Application.objects.get(), Writer.objects.get(email=MATTI)

    with pytest.raises(NotOwnerError):
        services.invite_writer(application, email="x@y.example", by_writer=matti)
    with pytest.raises(NotOwnerError):
        services.remove_writer(application, writer_id=matti.pk, by_writer=matti)


def test_joining_and_removing_are_logged(owner, colleague):
    owner.client.post(owner.address("writers"), {"remove": Writer.objects.get(email=MATTI).pk})

    actions = Event.objects.filter(action__contains="write").values_list("action", flat=True)
    assert sorted(actions) == ["application.invite_writer", "application.remove_writer"]
    assert Event.objects.filter(action="application.join").count() == 2
