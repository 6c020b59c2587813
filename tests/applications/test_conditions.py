"""A question that depends on an answer, one that only coordinators see, and a wish for secrecy."""

import pytest
from django.urls import reverse

from applications.models import Application
from applications.questionnaire import Questionnaire
from tests.answers import release
from tests.applications.conftest import Applicant, errors_on, upload, words
from tests.factories.accounts import sign_in
from tests.factories.applications import block_id, name_of, open_call
from tests.factories.knowledge import coordinator_of

FORM = [
    ("first", ("Alku", "Början", "Start"), None, [
        ("yes_no", "hosts", {"label": ("Isännöittekö?", "Är ni värd?", "Do you host?")}, {}),
        ("short_text", "where", {"label": ("Missä?", "Var?", "Where?")},
         {"limit": 80, "shown_if": f"{block_id('hosts')}:yes"}),
        ("long_text", "salary", {"label": ("Palkat?", "Löner?", "Salaries?")},
         {"limit": 200, "sight": "staff", "allows_secret": True, "is_personal": True,
          "required": False}),
        ("files", "budget", {"label": ("Budjetti", "Budget", "Budget")},
         {"limit": 2, "sight": "staff", "required": False}),
    ]),
    ("second", ("Loppu", "Slutet", "End"), None, [
        ("choice", "hall", {"label": ("Onko sali?", "Finns en sal?", "Is there a hall?")}, {
            "shown_if": f"{block_id('hosts')}:yes",
            "options": [("big", ("Iso", "Stor", "Big"), None), ("no", ("Ei", "Nej", "No"), None)],
        }),
        ("short_text", "seats", {"label": ("Montako paikkaa?", "Hur många platser?", "Seats?")},
         {"limit": 20, "shown_if": f"{block_id('hall')}:big"}),
        ("short_text", "last", {"label": ("Muuta?", "Annat?", "Else?")},
         {"limit": 80, "required": False}),
    ]),
]  # fmt: skip


@pytest.fixture
def applicant(db, client):
    """Somebody who has begun the form of this module."""
    return Applicant(client, open_call(form=FORM)).start()


def saved(applicant):
    """Return the draft."""
    return Application.objects.get(pk=applicant.pk)


def test_a_question_hidden_is_neither_asked_nor_sent(applicant):
    applicant.step(1, hosts__answer="yes", where="Turku")
    applicant.step(1, hosts__answer="no", where="Turku")
    page = applicant.get("step", 2)
    applicant.step(2, last="Ei muuta")
    applicant.send()

    sent = saved(applicant).revisions.get()
    assert "Onko sali?" not in words(page)
    assert "Missä?" not in words(applicant.get("receipt"))
    assert block_id("where") not in sent.answers
    assert sent.answers[block_id("hosts")] == {"answer": "no", "text": ""}


def test_without_javascript_saving_shows_the_question_that_an_answer_calls_for(applicant):
    before = applicant.get("step", 1)
    shown = applicant.step(1, hosts__answer="yes")
    refused = applicant.step(1, hosts__answer="yes")

    assert 'data-codes="yes" hidden' in before.text
    assert shown.url.endswith(f"/1/#{name_of('where')}-asked")
    assert 'data-codes="yes">' in applicant.get("step", 1).text
    assert errors_on(refused) == ["Vastatkaa kohtaan ”Missä”"]


def test_a_question_below_a_hidden_one_is_hidden_and_comes_back_with_its_answer(applicant):
    applicant.step(1, hosts__answer="yes", where="Turku")
    applicant.step(2, hall="big", seats="40")
    applicant.step(1, hosts__answer="no")
    hidden = words(applicant.get("check"))
    applicant.step(1, hosts__answer="yes", where="Turku")

    assert "Montako paikkaa?" not in hidden
    assert "40" in words(applicant.get("check"))


def test_the_sheet_tells_when_a_question_is_asked(applicant):
    version = applicant.round.form_versions.get()
    asked = {q.id: q.condition_in_words for q in Questionnaire(version, "fi").questions}

    assert asked[block_id("where")] == "Vain jos vastaus kysymykseen ”Isännöittekö?” on: Kyllä"
    assert asked[block_id("hosts")] == ""


def test_a_wish_for_secrecy_needs_a_reason_which_the_reader_sees(applicant, other_client):
    name = name_of("salary")
    sent = {name_of("hosts", "answer"): "no", name: "Tuhansia", f"{name}-secret": "on"}
    address = applicant.address("step", 1)
    refused = applicant.client.post(address, sent | {"continue": "1"})
    kept = applicant.get("step", 1)
    reason = {f"{name}-secret-reason": "Liikesalaisuus"}
    applicant.client.post(address, sent | reason | {"continue": "1"})
    applicant.step(2)
    applicant.send()

    sign_in(other_client, coordinator_of(applicant.round))
    read = other_client.get(reverse("review:application_detail", args=[applicant.pk]))
    assert errors_on(refused) == ["Kertokaa, miksi vastauksen pitäisi olla salainen"]
    assert f'id="{name}-secret" checked' in kept.text
    assert "Toivottu salassa pidettäväksi Liikesalaisuus" in words(read)
    assert "Tuhansia" in words(read)


def test_what_only_coordinators_see_a_reviewer_does_not_nor_its_file(applicant, other_client):
    file = upload(
        "b.pdf", b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )
    sent = {name_of("hosts", "answer"): "no", name_of("salary"): "Tuhansia"}
    applicant.client.post(
        applicant.address("step", 1), {**sent, name_of("budget"): file, "continue": "1"}
    )
    applicant.step(2)
    applicant.send()
    kept = saved(applicant).files.get()

    seen = {}
    for role in ("reviewer", "coordinator"):
        sign_in(other_client, coordinator_of(applicant.round, role=role))
        page = other_client.get(reverse("review:application_detail", args=[applicant.pk]))
        answer = other_client.get(reverse("review:file", args=[kept.pk]))
        release(answer)
        seen[role] = ("Tuhansia" in page.text, "b.pdf" in page.text, answer.status_code)
    assert seen == {"reviewer": (False, False, 404), "coordinator": (True, True, 200)}
