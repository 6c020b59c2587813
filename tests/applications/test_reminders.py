"""A draft that is not sent is reminded of twice, each time once."""

import datetime as dt

import pytest

from applications import services
from cms.jobs import JOBS
from cms.models import OutgoingMail
from tests.factories.applications import application_to, draft_to

DAY = dt.timedelta(days=1)


@pytest.fixture
def reminded(call, time_machine):
    """Return how many reminders have been queued in all after a run so long before closing."""
    begun = call.closes_at - 10 * DAY
    call.opens_at = begun - DAY
    call.save(update_fields=["opens_at"])
    time_machine.move_to(begun, tick=False)

    def run(before, times=1):
        time_machine.move_to(call.closes_at - before, tick=False)
        for _ in range(times):
            services.send_reminders()
        return OutgoingMail.objects.filter(key__startswith="application-reminder").count()

    return run


def test_each_reminder_leaves_exactly_once(call, reminded):
    draft_to(call)

    counts = [
        reminded(before, times=3)
        for before in [7 * DAY + dt.timedelta(seconds=1), 7 * DAY, 3 * DAY, DAY, DAY / 2]
    ]

    assert counts == [0, 1, 1, 2, 2]


def test_nobody_is_reminded_of_what_was_sent_nor_after_closing(call, reminded):
    application_to(call)
    draft_to(call, email="myohassa@museo.example")

    assert reminded(-DAY) == 0
    assert reminded(DAY) == 1


def test_what_was_taken_back_is_reminded_of(call, reminded):
    services.take_back(application_to(call))

    assert reminded(DAY) == 1


def test_a_draft_begun_within_the_last_day_is_not_reminded_of(call, reminded, time_machine):
    time_machine.move_to(call.closes_at - DAY / 2, tick=False)
    draft_to(call)

    assert reminded(DAY / 3) == 0


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("fi", "7 päivää jäljellä: hakemustanne ei ole lähetetty"),
        ("sv", "7 dagar kvar: er ansökan har inte skickats"),
        ("en", "7 days left: your application has not been sent"),
    ],
)
def test_the_reminder_speaks_the_draft_s_language_and_holds_no_answer(
    call, reminded, language, subject
):
    draft_to(call, language=language)
    reminded(7 * DAY)

    letter = OutgoingMail.objects.get(key__startswith="application-reminder")
    assert letter.subject == subject
    assert "Hiidenkosken" not in letter.body
    assert "Kävijät" not in letter.body


def test_the_reminders_are_a_recurring_job():
    (job,) = [job for job in JOBS if job.name == "application-reminders"]

    assert job.run is services.send_reminders
