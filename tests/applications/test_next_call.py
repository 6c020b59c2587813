"""What took no part opens the next call with its old answers."""

import copy
import uuid

import pytest
from django.urls import reverse

from applications import services
from applications.demo.form import block_id
from applications.models import Application
from tests.applications.conftest import let_open, uploads, words
from tests.applications.deciding import all_prepared, applied
from tests.factories.applications import (
    EVERY_KIND,
    application_to,
    closed,
    draft_to,
    open_call,
)
from tests.factories.knowledge import coordinator_of


def reuse(application):
    """Return the address where an earlier application opens a newer call."""
    return reverse("applications:application_reuse", args=[application.pk])


def begun(client, earlier, round):
    """Return the draft begun in a round from an earlier application."""
    let_open(client, earlier)
    client.post(reuse(earlier), {"round": round.pk, "token": uuid.uuid4()})
    return Application.objects.get(round=round)


@pytest.fixture
def earlier(call):
    """An application that was not selected, with files."""
    application = application_to(call, files=uploads())
    Application.objects.filter(pk=application.pk).update(status="declined")
    application.refresh_from_db()
    return application


def test_answers_and_files_come_along_by_the_questions_ids(client, earlier):
    newer = open_call()
    draft = begun(client, earlier, newer)

    conditions = block_id("conditions")
    answers = {k: v for k, v in earlier.revisions.first().answers.items() if v not in (None, "")}
    assert draft.status == "draft"
    assert draft.answers == {k: v for k, v in answers.items() if k != conditions}
    assert draft.museum_name == "Hiidenkosken museo"
    assert draft.email == earlier.email
    assert [f.name for f in draft.files.all()] == [u.name for u in uploads()]
    own = {f.file.name for f in earlier.files.all()}
    assert not own & {f.file.name for f in draft.files.all()}
    with draft.files.first().file.open() as copy, earlier.files.first().file.open() as original:
        assert copy.read() == original.read()
    assert earlier.revisions.count() == 1


def test_the_page_says_what_comes_along_and_what_is_answered_anew(client, earlier):
    open_call()
    let_open(client, earlier)

    page = words(client.get(reuse(earlier)))

    along, anew = page.split("Vastattava uudelleen")
    assert "Hankkeen nimi" in along
    assert "Suunnitelma" in along
    assert "Edellytykset" in anew
    assert "Hankkeen nimi" not in anew


def copied(*, rename=(), options=()):
    """Return the form of every kind with new ids, as a copied page has; some words changed."""
    form = copy.deepcopy(EVERY_KIND)
    steps = []
    for step in form:
        questions = [
            (kind, f"new-{name}", _words(name, texts, rename), _less(more, options))
            for kind, name, texts, more in step[-1]
        ]
        steps.append((f"new-{step[0]}", *step[1:-1], questions))
    return steps


def _words(name, texts, rename):
    return {**texts, "label": ("Uusi", "Ny", "New")} if name in rename else texts


def _less(more, options):
    if "options" in more:
        more["options"] = [option for option in more["options"] if option[0] not in options]
    return more


def test_a_copied_form_is_known_by_kind_words_and_codes(client, earlier):
    newer = open_call(form=copied(rename=["why"], options=["other", "c"]))

    draft = begun(client, earlier, newer)

    said = {name: draft.answers.get(block_id(f"new-{name}")) for name in [
        "title", "why", "found", "offers", "people", "targets", "conditions", "museum",
    ]}  # fmt: skip
    assert said["title"] == "Kävijät äänessä"
    assert said["offers"] == ["a"]
    assert said["people"][0]["name"] == "Åke Öster"
    assert said["targets"][0]["key"] == "cust"
    assert said["museum"]["name"] == "Hiidenkosken museo"
    assert (said["why"], said["found"], said["conditions"]) == (None, None, None)
    assert draft.files.count() == 3


def test_a_second_click_begins_one_draft(client, earlier):
    newer, token = open_call(), uuid.uuid4()
    let_open(client, earlier)

    for _ in range(3):
        response = client.post(reuse(earlier), {"round": newer.pk, "token": token}, follow=True)

    assert Application.objects.filter(round=newer).count() == 1
    assert "Aiemmat vastauksenne ovat uudessa luonnoksessa." in words(response)


@pytest.mark.parametrize("token", ["", "x", "\x00"])
def test_any_token_begins_a_draft(client, earlier, token):
    newer = open_call()
    let_open(client, earlier)

    client.post(reuse(earlier), {"round": newer.pk, "token": token})

    assert Application.objects.filter(round=newer).count() == 1


def test_the_draft_is_like_any_other_and_can_be_sent(client, earlier):
    draft = begun(client, earlier, open_call())
    services.save_answers(draft, answers={block_id("conditions"): ["quiet", "host"]}, language="fi")

    services.submit_application(draft, token=uuid.uuid4(), language="fi")

    draft.refresh_from_db()
    assert draft.status == "received"
    assert draft.reference != earlier.reference


def test_a_draft_that_was_not_sent_and_one_in_reserve_may_be_reused(client, call):
    draft = draft_to(call, email="luonnos@museo.example")
    reserved = applied(call, "Saven museo")
    Application.objects.filter(pk=reserved.pk).update(status="reserve")
    closed(call)
    newer = open_call()
    let_open(client, draft, reserved)

    for application in (draft, reserved):
        client.post(reuse(application), {"round": newer.pk})

    names = Application.objects.filter(round=newer).values_list("museum_name", flat=True)
    assert sorted(names) == ["Hiidenkosken museo", "Saven museo"]
    page = client.get(reverse("applications:application", args=[draft.pk]))
    assert reuse(draft) in page.text


def test_what_takes_part_or_is_another_s_is_not_reused(client, other_client, call, earlier):
    waiting = applied(call, "Saven museo")
    newer = open_call()
    let_open(client, waiting)

    for browser, application in [(client, waiting), (client, earlier), (other_client, earlier)]:
        assert browser.get(reuse(application)).status_code == 404
        assert browser.post(reuse(application), {"round": newer.pk}).status_code == 404
    assert not Application.objects.filter(round=newer).exists()


def test_no_call_that_is_closed_or_one_s_own_is_offered(client, call, earlier):
    other = closed(open_call())
    let_open(client, earlier)

    for round in (call, other):
        client.post(reuse(earlier), {"round": round.pk})
    page = client.get(reuse(earlier))

    assert Application.objects.count() == 1
    assert "Muuta hakua ei ole nyt auki." in words(page)


def test_the_start_of_a_newer_call_and_the_decision_lead_there(client, call):
    declined = all_prepared(call, coordinator_of(call))["declined"]
    services.release_decisions(call, by=coordinator_of(call))
    newer = open_call()
    start = reverse("applications:application_start", args=[newer.pk])
    stranger = client.get(start)
    let_open(client, declined)

    decision = client.get(reverse("applications:application_decision", args=[declined.pk]))

    assert "Oletteko hakeneet ennenkin?" in words(stranger)
    assert reuse(declined) in client.get(start).text
    assert reuse(declined) in decision.text
