"""Mail: queued with what it tells, sent once, kept while the mail server is away."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from cms import jobs, outbox
from cms.jobs import tick
from cms.models import JobRun, OutgoingMail

NOON = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)


class AwayBackend(EmailBackend):
    """A mail server that refuses."""

    def send_messages(self, messages):
        """Refuse."""
        raise ConnectionRefusedError


def queue(key="kuitti-1", to="aino@museo.example"):
    """Queue a letter as a service does."""
    outbox.queue_mail(
        key,
        to=to,
        template="accounts/emails/invitation.txt",
        context={"url": "http://testserver/fi/", "expires_at": NOON},
        language="sv",
    )


@pytest.fixture
def away(settings):
    """Take the mail server away."""
    settings.EMAIL_BACKEND = "tests.cms.test_outbox.AwayBackend"
    return settings


def test_a_letter_leaves_on_commit_once_per_key(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        queue()
        queue()
        assert mail.outbox == []

    letter = OutgoingMail.objects.get()
    assert [sent.to for sent in mail.outbox] == [["aino@museo.example"]]
    assert mail.outbox[0].extra_headers["Message-ID"] == letter.message_id
    assert letter.sent_at is not None


def test_what_has_left_is_forgotten_and_sent_no_more(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        queue()
    queue(key="jono")
    left = OutgoingMail.objects.filter(key="kuitti-1")
    assert "http://testserver/fi/" in mail.outbox[0].body
    assert left.values_list("subject", "body", "recipient").get() == ("", "", "aino@museo.example")

    month = timezone.now() + dt.timedelta(days=31)
    assert [outbox.forget_recipients(), outbox.forget_recipients(month)] == [0, 1]

    assert left.get().recipient == ""
    assert OutgoingMail.objects.get(key="jono").body
    queue()
    assert OutgoingMail.objects.count() == 2


def test_a_composed_letter_is_written_when_it_leaves(
    db, monkeypatch, django_capture_on_commit_callbacks
):
    words = {"aino@museo.example": "Nyt", "eero@museo.example": None}

    def compose(letter):
        word = words[letter.recipient]
        return word and outbox.Letter(letter.recipient, word, word, {"X-Kind": "test"})

    monkeypatch.setitem(outbox.COMPOSERS, "test", compose)
    letters = [(f"k-{to}", to, "fi") for to in words]
    with django_capture_on_commit_callbacks(execute=True):
        assert len(outbox.queue_composed("test", letters)) == 2
        assert outbox.queue_composed("test", letters) == []

    assert [(sent.to, sent.subject) for sent in mail.outbox] == [(["aino@museo.example"], "Nyt")]
    assert mail.outbox[0].extra_headers["X-Kind"] == "test"
    assert outbox.send_queue() == 0
    dropped = OutgoingMail.objects.get(recipient="eero@museo.example")
    assert dropped.sent_at is None
    assert dropped.given_up_at is not None


def test_what_is_rolled_back_is_not_told(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        queue()
        transaction.set_rollback(True)

    assert not OutgoingMail.objects.exists()
    assert mail.outbox == []


def test_a_letter_waits_while_the_server_is_away_and_then_leaves_once(
    db, away, django_capture_on_commit_callbacks
):
    with time_machine.travel(NOON, tick=False) as clock:
        with django_capture_on_commit_callbacks(execute=True):
            queue()
        assert OutgoingMail.objects.get().attempts == 1
        assert outbox.send_queue() == 0, "its pause is not over"
        assert OutgoingMail.objects.get().attempts == 1

        clock.shift(dt.timedelta(minutes=3))
        assert outbox.send_queue() == 0
        away.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        clock.shift(dt.timedelta(hours=1))
        assert [outbox.send_queue(), outbox.send_queue()] == [1, 0]

    assert len(mail.outbox) == 1


def test_one_that_another_process_has_claimed_is_left_to_it(db):
    queue()
    first = OutgoingMail.objects.get()
    second = OutgoingMail.objects.get()

    assert [outbox.deliver(first), outbox.deliver(second)] == [True, False]
    assert len(mail.outbox) == 1


def test_a_letter_is_given_up_after_three_days(db, away):
    with time_machine.travel(NOON, tick=False) as clock:
        queue()
        clock.shift(dt.timedelta(days=4))
        outbox.send_queue()

    assert OutgoingMail.objects.get().given_up_at is not None
    assert not OutgoingMail.objects.unsent().exists()


def test_the_command_sends_what_is_queued(db, capsys):
    queue()

    call_command("send_mail_queue")

    assert capsys.readouterr().out == "Sent 1 letters.\n"


def test_a_job_runs_once_in_its_period(db, monkeypatch):
    monkeypatch.setattr(jobs, "JOBS", jobs.JOBS[:2])
    begins = NOON + dt.timedelta(seconds=1)

    assert tick(begins) == ["mail", "sessions"]
    assert tick(begins) == []
    assert tick(begins + dt.timedelta(minutes=1)) == ["mail"]
    assert tick(begins + dt.timedelta(days=1)) == ["mail", "sessions"]


def test_old_runs_of_jobs_are_forgotten(db):
    for day in range(5):
        tick(NOON + dt.timedelta(days=day))

    assert JobRun.objects.filter(key__startswith="sessions-").count() <= 3


def test_the_tick_command_sends_mail(db, capsys):
    queue()

    call_command("tick")

    assert len(mail.outbox) == 1
    assert "mail" in capsys.readouterr().out


def test_an_address_that_no_server_takes_holds_nobody_up(db):
    queue("myrkky", to=f"a@{'å' * 60}.fi")
    queue("kuitti-2", to="aino@museo.example")

    assert outbox.send_queue() == 1
    assert [letter.to for letter in mail.outbox] == [["aino@museo.example"]]
    assert not OutgoingMail.objects.unsent().exists()


def test_a_job_that_fails_keeps_no_other_from_its_turn(db, monkeypatch, caplog):
    broken = jobs.Job("broken", lambda: 1 / 0, dt.timedelta(minutes=1))
    monkeypatch.setattr(jobs, "JOBS", [broken, *jobs.JOBS])

    assert tick(NOON)[:3] == ["broken", "mail", "sessions"]
    assert "job broken failed" in caplog.text
