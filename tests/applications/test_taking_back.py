"""What was sent can be taken back, changed and sent again until the call closes."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Event
from applications import services
from applications.exceptions import AlreadyDecidedError, CallClosedError
from applications.models import Application, ApplicationFile, LatePermit
from cms.models import OutgoingMail
from tests.applications.conftest import uploads, words
from tests.factories.accounts import sign_in
from tests.factories.applications import SENT, application_to, block_id, closed, stored
from tests.factories.knowledge import coordinator_of


@pytest.fixture
def sent(applicant):
    """An applicant who has sent the application."""
    applicant.start()
    for number, answers in enumerate(SENT, 1):
        applicant.step(number, **answers)
    applicant.send()
    return applicant


def test_it_is_changed_and_sent_again_under_its_reference(sent):
    reference = Application.objects.get().reference

    asked = sent.get("take_back")
    sent.client.post(sent.address("take_back"))
    sent.step(2, **{**SENT[1], "title": "Äänet kuuluviin"})
    sent.send()

    application = Application.objects.get()
    revisions = list(application.revisions.values_list("number", f"answers__{block_id('title')}"))
    assert "Muuta hakemusta tai peruuta lähetys" in words(asked)
    assert revisions == [(2, "Äänet kuuluviin"), (1, stored()[block_id("title")])]
    assert (application.status, application.reference) == ("received", reference)
    assert OutgoingMail.objects.filter(key__startswith="application-receipt").count() == 2
    assert "Äänet kuuluviin" in words(sent.get("receipt"))


def test_nobody_reads_it_until_it_is_sent_again(sent, other_client, call):
    sign_in(other_client, coordinator_of(call))
    detail = reverse("review:application_detail", args=[sent.pk])

    before = other_client.get(detail).status_code
    sent.client.post(sent.address("take_back"))

    assert (before, other_client.get(detail).status_code) == (200, 404)
    assert "Olette peruuttaneet" in words(sent.get(""))


def test_asking_takes_nothing_back(sent):
    sent.get("take_back")

    assert Application.objects.get().status == "received"


def test_a_file_that_went_along_before_is_kept(call):
    application = application_to(call, files=uploads()[:1])
    services.take_back(application)

    services.remove_file(application, file_id=application.files.get().pk)

    row = ApplicationFile.objects.get()
    assert row.removed_at is not None
    assert row.file.storage.exists(row.file.name)
    assert application.files_by_question == {}


def test_after_the_call_what_was_sent_stands(sent, call):
    closed(call)

    response = sent.client.post(sent.address("take_back"))

    assert response.url == sent.address("receipt")
    assert "peruuta" not in words(sent.get("receipt"))
    with pytest.raises(CallClosedError):
        services.take_back(Application.objects.get())


def test_what_is_decided_stands(call):
    application = application_to(call)
    services.accept_application(application, by=coordinator_of(call))

    with pytest.raises(AlreadyDecidedError):
        services.take_back(application)


def test_another_browser_takes_nothing_back(sent, other_client):
    assert other_client.post(sent.address("take_back")).status_code == 404
    assert Application.objects.get().status == "received"


def changing(sent):
    """Let an applicant begin to change what was sent, to another museum even, and not send it."""
    sent.client.post(sent.address("take_back"), {"change": "1"})
    sent.step(1, **{**SENT[0], "museum__name": "Toinen museo"})
    sent.step(2, **{**SENT[1], "title": "Keskeneräinen"})
    return Application.objects.get()


def test_what_is_being_changed_as_the_call_closes_takes_part_as_it_was_sent(
    sent, call, other_client
):
    arrived = Application.objects.get().received_at
    changing(sent)
    during = words(sent.get(""))
    closed(call, ago=dt.timedelta(seconds=30))
    before = words(sent.get(""))
    services.put_back_what_stands()
    waits = Application.objects.get().status
    closed(call, ago=dt.timedelta(minutes=2))
    for _ in range(2):
        services.put_back_what_stands()

    application = Application.objects.get()
    sign_in(other_client, coordinator_of(call))
    page = words(other_client.get(reverse("review:application_detail", args=[sent.pk])))
    assert "viimeksi lähettämänne versio" in during
    assert "Viimeksi lähettämänne versio on mukana." in before
    assert (waits, application.status) == ("draft", "received")
    assert (application.museum_name, application.received_at) == ("Hiidenkosken museo", arrived)
    assert "Kävijät äänessä" in page
    assert "Keskeneräinen" not in page
    assert application.revisions.count() == 1
    assert Event.objects.filter(action="application.put_back").count() == 1
    assert "Kävijät äänessä" in words(sent.get("receipt"))


def test_who_has_sent_the_change_is_left_alone(sent, call):
    changing(sent)
    sent.send()
    closed(call, ago=dt.timedelta(minutes=2))
    services.put_back_what_stands()

    application = Application.objects.get()
    assert (application.museum_name, application.revisions.count()) == ("Toinen museo", 2)


def test_what_was_withdrawn_stays_out(sent, call):
    sent.client.post(sent.address("take_back"))
    closed(call, ago=dt.timedelta(minutes=2))
    services.put_back_what_stands()
    response = sent.client.post(sent.address("take_back"), {"put_back": "1"}, follow=True)

    assert Application.objects.get().status == "draft"
    assert "eikä luonnosta lähetetty" in words(response)


@pytest.mark.parametrize("way", [{"change": "1"}, {}])
def test_a_change_of_mind_lets_what_was_sent_stand(sent, way):
    sent.client.post(sent.address("take_back"), way)
    shown = sent.get("")
    response = sent.client.post(sent.address("take_back"), {"put_back": "1"}, follow=True)

    assert 'name="put_back"' in shown.text
    assert "Hakemus on lähetetty" in words(response)
    assert Application.objects.get().revisions.count() == 1


def test_what_was_never_sent_is_not_put_in(applicant):
    applicant.start()
    applicant.client.post(applicant.address("take_back"), {"put_back": "1"})

    assert Application.objects.get().status == "draft"


def test_one_with_a_late_permit_may_still_send_the_change(sent, call):
    by = coordinator_of(call)
    application = changing(sent)
    closed(call, ago=dt.timedelta(minutes=2))
    LatePermit.objects.create(
        round=call, email=application.email, reason="Katko", given_by=by,
        until_at=timezone.now() + dt.timedelta(hours=1),
    )  # fmt: skip
    services.put_back_what_stands()

    assert Application.objects.get().status == "draft"
    sent.send()
    assert Application.objects.get().museum_name == "Toinen museo"
