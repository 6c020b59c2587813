"""After closing only a named, logged permit lets a draft be sent, and it shows as late."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Event
from applications import services
from applications.exceptions import CallClosedError
from applications.models import Application, LatePermit
from cms.models import OutgoingMail
from tests.applications.conftest import errors_on, words
from tests.factories.accounts import sign_in
from tests.factories.applications import SENT, application_to, closed, draft_to, open_call
from tests.factories.knowledge import coordinator_of

WHY = "Sähkökatko koko kunnassa"


def give(client, round, email="aila@hiidenkoski.example", **changes):
    """Give a permit as the page does."""
    until = timezone.localtime() + dt.timedelta(days=1)
    data = {
        "round": round.pk,
        "email": email,
        "until_at": until.strftime("%Y-%m-%dT%H:%M"),
        "reason": WHY,
        **changes,
    }
    return client.post(reverse("review:late_permit_list"), data)


@pytest.fixture
def late(applicant, call):
    """A filled draft in a browser, and its call closed."""
    applicant.start()
    for number, sent in enumerate(SENT, 1):
        applicant.step(number, **sent)
    closed(call)
    return applicant


def test_a_permit_lets_the_draft_be_changed_and_sent_and_shows_why(
    late, call, other_client, people
):
    assert late.send().url == late.address("")
    sign_in(other_client, people["a coordinator"])
    assert give(other_client, call).status_code == 302

    assert "Järjestäjät antavat teidän lähettää" in words(late.get(""))
    assert late.step(2, **{**SENT[1], "title": "Myöhäinen nimi"}).url == late.address("step", 3)
    assert late.send().url == late.address("receipt")

    application = Application.objects.get()
    detail = reverse("review:application_detail", args=[application.pk])
    name = str(people["a coordinator"])
    for page in [late.get("receipt"), other_client.get(detail)]:
        assert f"Luvan antoi {name}, koska: {WHY}" in words(page)
    assert "Myöhästynyt" in words(other_client.get(reverse("review:application_list")))
    assert application.revisions.get().late_permit == LatePermit.objects.get()


def test_a_permit_is_logged_without_its_words_and_told_by_mail(late, call, other_client, people):
    sign_in(other_client, people["a coordinator"])
    give(other_client, call)

    event = Event.objects.get(action="application.permit_late")
    assert event.actor == people["a coordinator"]
    assert WHY not in str(event.detail)
    letter = OutgoingMail.objects.get(key__startswith="application-late")
    assert letter.recipient == "aila@hiidenkoski.example"
    assert WHY not in letter.body


@pytest.mark.parametrize(
    "who", ["a member", "a reviewer", "a facilitator", "an editor", "an auditor", "a superuser"]
)
def test_only_a_coordinator_knows_of_permits(client, call, people, who):
    draft_to(call)
    sign_in(client, people[who])

    assert client.get(reverse("review:late_permit_list")).status_code == 404
    assert give(client, call).status_code == 404
    assert not LatePermit.objects.exists()


def test_a_permit_is_of_a_round_one_coordinates_and_an_address_with_a_draft(client, call, people):
    draft_to(call)
    elsewhere = open_call()
    draft_to(elsewhere)
    sign_in(client, people["a coordinator"])
    past = timezone.localtime() - dt.timedelta(minutes=1)

    assert len(errors_on(give(client, elsewhere))) == 1
    assert errors_on(give(client, call, email="kukaan@museo.example")) == [
        "Tällä osoitteella ei ole aloitettu lähettämätöntä luonnosta"
    ]
    assert len(errors_on(give(client, call, until_at=past.strftime("%Y-%m-%dT%H:%M")))) == 1
    assert len(errors_on(give(client, call, reason=" "))) == 1
    assert not LatePermit.objects.exists()


def test_a_permit_ends_and_helps_nobody_else(call, people, time_machine):
    draft, other = draft_to(call), draft_to(call, email="toinen@museo.example")
    closed(call)
    until = timezone.now() + dt.timedelta(hours=1)
    services.permit_late(
        call, email=draft.email, reason=WHY, until_at=until, by=people["a coordinator"]
    )

    with pytest.raises(CallClosedError):
        services.submit_application(other, token=uuid.uuid4(), language="fi")
    time_machine.move_to(until, tick=False)
    with pytest.raises(CallClosedError):
        services.submit_application(draft, token=uuid.uuid4(), language="fi")


def test_what_was_sent_in_time_is_not_late(late, call):
    call.closes_at = timezone.now() + dt.timedelta(hours=1)
    call.save(update_fields=["closes_at"])
    late.send()

    sent = Application.objects.get()
    assert (sent.is_late, sent.revisions.get().late_permit) == (False, None)


def test_a_permit_is_withdrawn_at_once_told_and_logged(client, call):
    draft = draft_to(call)
    coordinator = coordinator_of(call)
    closed(call)
    until = timezone.now() + dt.timedelta(days=1)
    permit = services.permit_late(
        call, email=draft.email, reason="Sähkökatko", until_at=until, by=coordinator
    )
    sign_in(client, coordinator)
    for _ in range(2):
        client.post(reverse("review:late_permit_list"), {"withdraw": permit.pk})

    with pytest.raises(CallClosedError):
        services.submit_application(draft, token=uuid.uuid4(), language="fi")
    letters = OutgoingMail.objects.filter(key__startswith="application-late-withdrawn")
    assert letters.count() == 1
    assert Event.objects.filter(action="application.withdraw_late_permit").count() == 1


@pytest.mark.parametrize("permit", ["x", "", str(uuid.uuid4())])
def test_a_permit_of_no_round_of_ones_own_cannot_be_withdrawn(client, call, permit):
    sign_in(client, coordinator_of(call))

    assert client.post(reverse("review:late_permit_list"), {"withdraw": permit}).status_code == 404


def test_leave_that_is_sent_many_times_is_given_and_told_once(late, call, other_client, people):
    sign_in(other_client, people["a coordinator"])

    for _click in range(4):
        assert give(other_client, call, until_at="2100-01-01T12:00").status_code == 302

    assert LatePermit.objects.count() == 1
    assert OutgoingMail.objects.filter(key__startswith="application-late").count() == 1


def test_a_conflict_hides_the_permit_of_its_application(client, call, people):
    coordinator = people["a coordinator"]
    until = timezone.now() + dt.timedelta(days=1)
    sent, other = application_to(call), draft_to(call, email="toinen@museo.example")
    permits = [
        LatePermit.objects.create(round=call, email=email, reason=WHY, until_at=until)
        for email in (sent.email.upper(), other.email)
    ]
    services.declare(sent, by=coordinator, has_conflict=True)
    sign_in(client, coordinator)
    address = reverse("review:late_permit_list")

    page = client.get(address).text
    answers = [client.post(address, {"withdraw": str(permit.pk)}) for permit in permits]

    assert permits[0].email not in page
    assert permits[1].email in page
    assert [answer.status_code for answer in answers] == [404, 302]
