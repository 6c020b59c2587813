"""The director confirms by a link of their own, and only what they were shown."""

import datetime as dt
import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applications import services
from applications.exceptions import NotConfirmedError, NotProvedError
from applications.models import Application, CallRules, Confirmation, Writer
from applications.questionnaire import Questionnaire
from cms.models import OutgoingMail
from tests.applications.conftest import errors_on, words
from tests.applications.test_writers import opened_by
from tests.factories.accounts import sign_in
from tests.factories.applications import SENT, block_id, draft_to
from tests.factories.knowledge import coordinator_of

AILA, DIRECTOR = "aila@hiidenkoski.example", "johtaja@hiidenkoski.example"
NUMBERS = {"people": "3", "months": "12", "meetings": "4", "meeting_hours": "10"}


@pytest.fixture
def owner(applicant):
    """Who began a draft, proved the address and filled everything in."""
    applicant.start(AILA)
    opened_by(AILA, applicant.client)
    for number, sent in enumerate(SENT, 1):
        applicant.step(number, **sent)
    Application.objects.update(costs=NUMBERS)
    return applicant


def ask(owner, **more):
    """Ask the director by the form."""
    data = {"name": "Johanna Johtaja", "email": DIRECTOR, **more}
    return owner.client.post(owner.address("director"), data)


def link():
    """Return the newest link mailed to the director."""
    letters = OutgoingMail.objects.filter(recipient=DIRECTOR).order_by("created_at")
    return re.search(r"http://testserver(/\S+)", letters.last().body)[1]


class Director:
    """A director who has opened the newest link in a browser of their own."""

    def __init__(self):
        self.client = Client()
        self.page = self.client.post(link()).url

    def get(self):
        """Open the page."""
        return self.client.get(self.page)

    def answer(self, answer="confirmed", note="", shown=None):
        """Answer what the page shows."""
        shown = shown or re.search(r'name="shown" value="([^"]*)"', self.get().text)[1]
        return self.client.post(self.page, {"answer": answer, "note": note, "shown": shown})


@pytest.fixture
def director(owner):
    """The director, asked and at the page."""
    ask(owner)
    return Director()


def test_the_director_sees_what_the_museum_would_commit_itself_to(director):
    page = words(director.get())

    for text in ["Hiidenkosken museo", "Kävijät äänessä", "Isännöimme", "120 h", "Johanna Johtaja"]:
        assert text in page
    assert "Näyttely on vanha" not in page


def test_the_answers_are_read_without_personal_details_and_files(director):
    address = re.search(r'href="([^"]*vastaukset/)"', director.get().text)[1]

    page = words(director.client.get(address))

    assert "Näyttely on vanha." in page
    for text in [AILA, "050 123 4567", "ake@hiidenkoski.example", "Suunnitelma"]:
        assert text not in page


def test_looking_at_the_link_uses_nothing_up_and_opens_nothing(owner):
    ask(owner)
    scanner = Client()

    codes = [scanner.get(link()).status_code, scanner.head(link()).status_code]
    page = reverse("applications:director_confirm", args=[Confirmation.objects.get().pk])

    assert codes == [200, 200]
    assert "Hiidenkosken" not in scanner.get(link()).text
    assert scanner.get(page).status_code == 404


@pytest.mark.parametrize(
    ("answer", "shown"),
    [("confirmed", "Johtaja on vahvistanut"), ("declined", "Johtaja ei ole vahvistanut")],
)
def test_the_answer_shows_in_the_task_list_the_check_and_the_receipt(
    owner, director, answer, shown
):
    director.answer(answer, note="Rahaa on vähän.")

    pages = [owner.get(""), owner.get("check")]
    owner.send()
    pages.append(owner.get("receipt"))
    note = words(owner.get("director"))

    assert all(shown in words(page) for page in pages)
    assert "Rahaa on vähän." in note


def test_reviewers_see_the_state_and_never_the_note_or_the_costs(owner, director, client):
    director.answer(note="Salainen sana")
    owner.send()
    reader = Client()
    sign_in(reader, coordinator_of(owner.round))

    page = reader.get(reverse("review:application_detail", args=[owner.pk])).text

    assert "Johtaja on vahvistanut" in page
    assert "Johanna Johtaja" in page
    assert "Salainen sana" not in page
    assert DIRECTOR not in page
    assert "120 h" not in page


@pytest.mark.parametrize("change", ["costs", "title", "conditions"])
def test_a_change_of_what_was_confirmed_is_told(owner, director, change):
    director.answer()
    draft = Application.objects.get()
    if change == "costs":
        Application.objects.update(costs={**NUMBERS, "people": "9"})
    else:
        value = {"title": "Toinen nimi", "conditions": ["quiet"]}[change]
        services.save_answers(draft, answers={block_id(change): value}, language="fi")

    assert "Vahvistettu aiempi versio" in words(owner.get(""))
    assert "Hakemus on muuttunut sen jälkeen" in words(director.get())


def test_a_change_of_something_else_leaves_the_word_as_it_is(owner, director):
    director.answer()
    draft = Application.objects.get()
    services.save_answers(draft, answers={block_id("phone"): "040 1234567"}, language="fi")

    assert "Johtaja on vahvistanut" in words(owner.get(""))


def test_the_word_survives_sending_taking_back_and_sending_again(owner, director):
    director.answer()
    for _ in range(2):
        owner.send()
        assert "Johtaja on vahvistanut" in words(owner.get("receipt"))
        owner.client.post(owner.address("take_back"))
        assert "Johtaja on vahvistanut" in words(owner.get(""))


def test_what_changed_unseen_is_not_confirmed(owner, director):
    shown = re.search(r'name="shown" value="([^"]*)"', director.get().text)[1]
    Application.objects.update(costs={**NUMBERS, "people": "9"})

    response = director.answer(shown=shown, note="Sanat tallella")

    assert "Hakemus on muuttunut lukemisen aikana" in words(response)
    assert "Sanat tallella" in response.text
    assert Confirmation.objects.get().answer == ""


def test_asking_anew_voids_the_earlier_link_and_answer(owner, director):
    director.answer()
    old = link()
    ask(owner, name="Toinen Johtaja")

    assert director.get().status_code == 404
    assert Client().get(old).status_code == 404
    assert "Odottaa johtajaa" in words(owner.get(""))


def test_the_same_form_twice_asks_once(owner):
    token = uuid.uuid4()
    for _ in range(3):
        ask(owner, token=token)

    assert OutgoingMail.objects.filter(recipient=DIRECTOR).count() == 1


def test_the_same_answer_twice_is_one_letter(director):
    for _ in range(3):
        director.answer()

    told = OutgoingMail.objects.filter(key__startswith="application-director-answer")
    assert list(told.values_list("recipient", flat=True)) == [AILA]


def test_an_address_that_nobody_has_proved_asks_nobody(applicant):
    applicant.start(AILA)

    response = ask(applicant)

    assert errors_on(response) == ["Avatkaa ensin linkki, jonka lähetimme teille sähköpostilla."]
    assert not Confirmation.objects.exists()
    with pytest.raises(NotProvedError):
        services.ask_director(
            Application.objects.get(),
            name="x",
            email=DIRECTOR,
            token=uuid.uuid4(),
            by_writer=Writer.objects.get(),
        )


@pytest.mark.parametrize("data", [{"name": ""}, {"email": "x"}, {"name": "ä" * 200}, {"email": ""}])
def test_what_is_missing_of_the_director_is_said(owner, data):
    assert len(errors_on(ask(owner, **data))) == 1


@pytest.mark.parametrize(
    "data", [{}, {"answer": "maybe"}, {"answer": "confirmed", "note": "ä" * 1001}]
)
def test_a_wrong_answer_is_said_and_kept(director, data):
    response = director.client.post(director.page, data)

    assert len(errors_on(response)) == 1
    assert Confirmation.objects.get().answer == ""


def test_it_is_asked_for_and_does_not_block_unless_the_coordinator_says_so(owner):
    assert "Ei vielä pyydetty" in words(owner.get(""))

    owner.send()

    assert Application.objects.get().status == "received"


def test_a_coordinator_requires_it(owner, other_client):
    sign_in(other_client, coordinator_of(owner.round))
    address = reverse("review:rules_update", args=[owner.round.pk])
    other_client.post(address, {"director": "required"})

    refused = owner.send()
    ask(owner)
    Director().answer()
    owner.send()

    assert refused.status_code == 200
    assert "vasta, kun johtaja on vahvistanut" in words(refused)
    assert Application.objects.get().status == "received"


def test_the_service_refuses_what_is_required_and_not_confirmed(call):
    CallRules.objects.create(round=call, director="required")
    draft = draft_to(call)

    with pytest.raises(NotConfirmedError):
        services.submit_application(draft, token=uuid.uuid4(), language="fi")


def test_where_it_is_off_nothing_of_it_is_shown(owner):
    CallRules.objects.create(round=owner.round, director="off")

    assert "Johtajan vahvistus" not in words(owner.get("")) + words(owner.get("check"))
    assert owner.get("director").status_code == 404


@pytest.mark.parametrize("role", ["reviewer", "facilitator"])
def test_only_a_coordinator_sets_the_rules(client, call, role):
    sign_in(client, coordinator_of(call, role=role))

    assert client.get(reverse("review:rules_update", args=[call.pk])).status_code == 404


def test_a_director_is_reminded_once_by_a_link_that_works(owner):
    ask(owner)
    first = link()
    Confirmation.objects.update(asked_at=timezone.now() - dt.timedelta(days=5))

    for _ in range(3):
        services.remind_directors()

    assert OutgoingMail.objects.filter(recipient=DIRECTOR).count() == 2
    assert Client().get(first).status_code == 404
    assert Client().get(link()).status_code == 200


@pytest.mark.parametrize("reason", ["answered", "closed", "new", "voided"])
def test_nobody_is_reminded_in_vain(owner, director, reason):
    Confirmation.objects.update(asked_at=timezone.now() - dt.timedelta(days=5))
    if reason == "answered":
        director.answer("declined")
    elif reason == "closed":
        owner.round.closes_at = timezone.now()
        owner.round.save()
    elif reason == "new":
        Confirmation.objects.update(asked_at=timezone.now())
    else:
        Confirmation.objects.update(voided_at=timezone.now())

    services.remind_directors()

    assert not OutgoingMail.objects.filter(key__startswith="application-director-reminder").exists()


def test_a_link_that_nobody_was_given_opens_nothing(client, call):
    address = reverse("applications:director_link", args=["x" * 43])

    assert [client.get(address).status_code, client.post(address).status_code] == [404, 404]


def test_the_director_may_confirm_after_sending(owner, director):
    owner.send()
    director.answer()

    assert "Johtaja on vahvistanut" in words(owner.get("receipt"))


def test_key_answers_are_those_of_the_demo_s_kinds_too(call):
    draft = draft_to(call)
    kinds = {q.kind for q in Questionnaire(draft.form_version, "fi").questions}

    assert {"museum", "people", "targets", "acknowledgement"} <= kinds
