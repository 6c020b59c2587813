"""Sending: once, in time, with one receipt; what was sent never changes."""

import datetime as dt
import uuid
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from applications import services
from applications.exceptions import AlreadySentError, CallClosedError
from applications.models import Application, ApplicationRevision
from applications.questionnaire import Questionnaire
from applications.services.sending import digest_of
from cms.models import OutgoingMail
from tests.applications.conftest import uploads
from tests.factories.applications import (
    EVERY_KIND,
    HOUSE,
    PROJECT,
    PROMISE,
    SENT,
    application_to,
    block_id,
    call_pages,
    draft_to,
    open_call,
    stored,
)

HELSINKI = ZoneInfo("Europe/Helsinki")


def receipts():
    """Return how many receipts there are."""
    return OutgoingMail.objects.filter(key__startswith="application-receipt").count()


@pytest.mark.parametrize("is_same", [True, False])
def test_a_second_click_sends_nothing_more(applicant, is_same):
    applicant.start()
    for number, sent in enumerate(SENT, 1):
        applicant.step(number, **sent)
    token = uuid.uuid4()

    answers = [applicant.send(token=token if is_same else uuid.uuid4()) for _ in range(3)]

    assert {answer.url for answer in answers} == {applicant.address("receipt")}
    assert (ApplicationRevision.objects.count(), receipts()) == (1, 1)


def test_a_second_tab_cannot_change_what_was_sent(applicant):
    applicant.start()
    for number, sent in enumerate(SENT, 1):
        applicant.step(number, **sent)
    applicant.send()

    response = applicant.step(2, title="Toinen nimi")

    assert response.url == applicant.address("receipt")
    assert ApplicationRevision.objects.get().answers == stored()
    assert Application.objects.get().answers == stored()


def test_the_first_form_sent_twice_begins_one_draft(applicant):
    token = uuid.uuid4()

    first = applicant.start(token=token).pk
    second = applicant.start(token=token).pk

    assert first == second
    assert Application.objects.count() == 1


def test_another_s_token_opens_nothing(applicant, other_client, call):
    token = uuid.uuid4()
    applicant.start(token=token)

    other = type(applicant)(other_client, call).start("toinen@museo.example", token=token)

    assert other.pk != applicant.pk


def test_two_applications_sent_with_one_token_are_both_sent(call):
    token = uuid.uuid4()
    drafts = [draft_to(call, email=f"{n}@museo.example") for n in range(2)]

    for draft in drafts:
        services.submit_application(draft, token=token, language="fi")

    assert ApplicationRevision.objects.count() == 2


def test_the_receipt_goes_to_who_began_and_to_the_contact_person(call):
    application_to(call, email="kirjuri@hiidenkoski.example")

    letters = OutgoingMail.objects.filter(key__startswith="application-receipt")
    assert set(letters.values_list("recipient", flat=True)) == {
        "kirjuri@hiidenkoski.example",
        "aila@hiidenkoski.example",
    }


def test_a_revision_can_be_verified_and_names_its_files(call):
    application = application_to(call, files=uploads())

    revision = application.revisions.get()

    assert revision.digest == digest_of(revision.answers, revision.files)
    assert [file["sha256"] for file in revision.files] == [u.sha256 for u in uploads()]
    assert revision.received_at == application.received_at


def test_references_are_different_and_not_counted(call):
    references = {application_to(call, email=f"{n}@m.example").reference for n in range(5)}

    assert len(references) == 5
    assert all(r.startswith(f"VKF-{timezone.localdate().year}-") for r in references)


def test_what_was_sent_is_not_changed_by_services(call):
    application = application_to(call, files=uploads()[:1])
    question = Questionnaire(application.form_version, "fi").mapped_to("attachment")[0]

    for change in [
        lambda: services.save_answers(application, answers={}, language="fi"),
        lambda: services.add_file(application, question=question, upload=uploads()[1]),
        lambda: services.remove_file(application, file_id=application.files.get().pk),
    ]:
        with pytest.raises(AlreadySentError):
            change()


SUMMER_ENDS = dt.datetime(2026, 10, 25, 3, 30, tzinfo=HELSINKI, fold=0)
SUMMER_ENDED = dt.datetime(2026, 10, 25, 3, 30, tzinfo=HELSINKI, fold=1)
SUMMER_BEGINS = dt.datetime(2027, 3, 28, 4, 0, tzinfo=HELSINKI)
AFTERNOON = dt.datetime(2027, 3, 18, 15, 0, tzinfo=HELSINKI)


@pytest.mark.parametrize("closes_at", [AFTERNOON, SUMMER_ENDS, SUMMER_ENDED, SUMMER_BEGINS])
def test_the_deadline_is_exact(call, time_machine, closes_at):
    closes_at = closes_at.astimezone(dt.UTC)
    call.opens_at, call.closes_at = closes_at - dt.timedelta(days=40), closes_at
    call.save()
    time_machine.move_to(closes_at - dt.timedelta(days=1), tick=False)
    in_time, late = draft_to(call), draft_to(call, email="myoha@museo.example")

    time_machine.move_to(closes_at - dt.timedelta(microseconds=1), tick=False)
    services.submit_application(in_time, token=uuid.uuid4(), language="fi")
    time_machine.move_to(closes_at, tick=False)
    with pytest.raises(CallClosedError):
        services.submit_application(late, token=uuid.uuid4(), language="fi")

    late.refresh_from_db()
    assert (late.status, late.answers) == ("draft", stored())


def test_the_call_opens_at_its_instant(call, time_machine):
    time_machine.move_to(call.opens_at - dt.timedelta(microseconds=1), tick=False)
    with pytest.raises(CallClosedError):
        draft_to(call)

    time_machine.move_to(call.opens_at, tick=False)
    assert draft_to(call).status == "draft"


def test_a_question_removed_later_stays_in_what_was_sent(call):

    sent = application_to(call)
    shorter = [
        ("house", ("Talo", "Huset", "House"), None, HOUSE),
        ("project", ("Hanke", "Projektet", "Project"), None, PROJECT[:1]),
        ("promise", ("Lupaus", "Löfte", "Promise"), None, PROMISE),
    ]
    call.call_pages.all().delete()
    newer = services.compile_form(call_pages(call, form=shorter)["fi"])

    revision = sent.revisions.get()
    assert newer.number == 2
    assert revision.form_version.number == 1
    assert revision.answers[block_id("why")] == "Näyttely on vanha.\nKävijöitä ei kuulla."


def test_a_draft_moves_to_the_newest_form_and_loses_no_word(call):
    draft = draft_to(call)
    call.call_pages.all().delete()
    services.compile_form(call_pages(call, form=_renamed())["fi"])

    services.submit_application(draft, token=uuid.uuid4(), language="fi")

    revision = ApplicationRevision.objects.get()
    assert revision.form_version.number == 2
    assert revision.answers == stored()


def _renamed():
    """Return the form with every label changed and its steps in another order."""

    return [
        (
            name,
            ("Uusi", "Ny", "New"),
            None,
            [
                (kind, question, {**texts, "label": ("Uusi?", "Ny?", "New?")}, settings)
                for kind, question, texts, settings in questions
            ],
        )
        for name, _title, _intro, questions in reversed(EVERY_KIND)
    ]


def test_an_open_call_without_a_form_takes_nothing(db, client):
    round = open_call(form=[])

    with pytest.raises(CallClosedError):
        draft_to(round)
