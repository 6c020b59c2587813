"""Decisions that wait and places nobody confirms are reminded of, each exactly once."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import Invitation
from applications import services
from applications.models import Decision
from cms.jobs import JOBS
from cms.models import OutgoingMail
from tests.applications.deciding import all_prepared
from tests.factories.accounts import MembershipFactory
from tests.factories.applications import application_to
from tests.factories.knowledge import coordinator_of

DAY = dt.timedelta(days=1)


@pytest.fixture
def coordinator(call):
    """A coordinator of the round."""
    return coordinator_of(call)


def run(after, times=3):
    """Run the job a few times, so long after now."""
    for _ in range(times):
        services.remind_of_decisions(timezone.now() + after)


def told(kind):
    """Return who got the letters of a kind, in order."""
    mails = OutgoingMail.objects.filter(key__startswith=kind)
    return sorted(mails.values_list("recipient", flat=True))


def test_each_coordinator_is_reminded_once_of_decisions_that_wait(call, coordinator):
    other = coordinator_of(call)
    all_prepared(call, coordinator)

    counts = []
    for after in [7 * DAY - dt.timedelta(hours=1), 7 * DAY, 20 * DAY]:
        run(after)
        counts.append(len(told("decision-reminder")))

    assert counts == [0, 2, 2]
    assert told("decision-reminder") == sorted([coordinator.email, other.email])


def test_released_decisions_are_not_reminded_of(call, coordinator):
    all_prepared(call, coordinator)
    services.release_decisions(call, by=coordinator)

    run(8 * DAY)

    assert told("decision-reminder") == []


def test_nobody_is_reminded_of_what_they_have_a_conflict_with(call, coordinator):
    recused = coordinator_of(call)
    hidden = all_prepared(call, coordinator)["declined"]
    services.declare(hidden, by=recused, has_conflict=True)
    services.release_decisions(call, by=recused)

    run(8 * DAY)

    assert told("decision-reminder") == [coordinator.email]
    assert Decision.objects.prepared().count() == 1


@pytest.fixture
def accepted(call, coordinator):
    """An accepted application, whose contact person has been invited."""
    application = application_to(call)
    services.accept_application(application, by=coordinator)
    return application


def test_an_invitation_is_reminded_of_after_7_and_14_days(accepted, coordinator):
    counts = []
    for after in [6 * DAY, 7 * DAY, 13 * DAY, 14 * DAY, 20 * DAY, 40 * DAY]:
        run(after)
        counts.append((len(told("place-reminder")), len(told("place-unconfirmed"))))

    assert counts == [(0, 0), (1, 0), (1, 0), (2, 1), (2, 1), (2, 1)]
    assert set(told("place-reminder")) == {"aila@hiidenkoski.example"}
    assert told("place-unconfirmed") == [coordinator.email]


@pytest.mark.parametrize("ends", ["accepted", "withdrawn", "by another way", "with the round"])
def test_nobody_is_reminded_of_what_is_over(call, accepted, ends):
    invitation = Invitation.objects.get(role="contact")
    if ends == "accepted":
        Invitation.objects.update(accepted_at=timezone.now())
    elif ends == "withdrawn":
        Invitation.objects.update(revoked_at=timezone.now())
    elif ends == "by another way":
        MembershipFactory(museum=invitation.museum, user__email=invitation.email)
    else:
        call.ended_at = timezone.now()
        call.save()

    run(7 * DAY)

    assert told("place-") == []


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_letters_speak_the_reader_s_language_and_tell_nothing(
    call, accepted, coordinator, language
):
    coordinator.language = language
    coordinator.save()
    Invitation.objects.update(language=language)

    run(14 * DAY)

    subjects = {
        "fi": {"Kutsunne vertaiskehittämisfoorumiin odottaa", "Paikkaa ei ole vahvistettu"},
        "sv": {"Er inbjudan till forumet för kollegial utveckling väntar", "En plats har inte"},
        "en": {"Your invitation to the peer development forum waits", "A place has not been"},
    }
    mails = OutgoingMail.objects.filter(key__startswith="place-")
    for start in subjects[language]:
        assert any(mail.subject.startswith(start) for mail in mails)
    for mail in mails:
        assert "Hiidenkosken" not in mail.subject + mail.body
        assert "&#x27;" not in mail.body


def test_the_reminders_are_a_recurring_job():
    (job,) = [job for job in JOBS if job.name == "decision-reminders"]

    assert job.run is services.remind_of_decisions
