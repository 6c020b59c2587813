"""Notices by mail: counts and links, once, from what is in sight when the mail leaves."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from accounts.services import end_membership
from cms.models import OutgoingMail
from cms.outbox import send_queue
from knowledge import mailing, services
from knowledge.models import Notice, NoticePreference
from tests.factories.knowledge import ParticipationFactory, revised
from tests.knowledge.noticing import Sparring

# A Wednesday noon in Helsinki.
NOON = dt.datetime(2026, 11, 25, 10, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def clock():
    """Let the time stand, at a Wednesday noon, until it is moved."""
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def sparring(clock, db):
    """Museums that spar, and the person of the plan's museum, who wants mail at once."""
    sparring = Sparring()
    services.choose_mail(pace="at-once", wants_titles=False, by=sparring.owner)
    return sparring


@pytest.fixture
def post(django_capture_on_commit_callbacks):
    """Return what runs a job, and lets what it queued leave."""

    def run(job=mailing.post_at_once):
        with django_capture_on_commit_callbacks(execute=True):
            job()
        return [letter.to[0] for letter in mail.outbox]

    return run


def test_who_wants_it_gets_mail_on_commit_with_a_count_and_links_only(
    sparring, django_capture_on_commit_callbacks
):
    sparring.plan.title = "Salanimi"
    sparring.plan.save()
    with django_capture_on_commit_callbacks(execute=True):
        sparring.advise(text="piilosana")

    letter = mail.outbox[0]
    assert [each.to for each in mail.outbox] == [[sparring.owner.email]]
    assert letter.subject == "Uutta vertaiskehittämisfoorumissa"
    assert "yksi uusi ilmoitus" in letter.body
    everything = f"{letter.subject}{letter.body}{letter.extra_headers}"
    names = [sparring.giver.email, str(sparring.peer.museum), str(sparring.plan.pk)]
    planted = ["piilosana", "Salanimi", "Kävijät", *names]
    assert [word for word in planted if word in everything] == []
    stored = OutgoingMail.objects.values().get()
    assert (stored["subject"], stored["body"]) == ("", "")


def test_mail_comes_once_in_ten_minutes_and_then_tells_of_the_rest(sparring, clock, post):
    clock.shift(dt.timedelta(minutes=5))
    sparring.advise()
    assert len(post()) == 1
    sparring.advise()
    sparring.advise()
    clock.shift(dt.timedelta(minutes=9))
    assert len(post()) == 1
    clock.shift(dt.timedelta(minutes=2))

    assert len(post()) == 2
    assert len(post()) == 2
    assert "2 uutta ilmoitusta" in mail.outbox[1].body


def test_daily_mail_comes_once_in_the_morning(sparring, clock, post):
    services.choose_mail(pace="daily", wants_titles=False, by=sparring.owner)
    sparring.advise()
    assert post() == post(mailing.post_digests) == []

    clock.shift(18 * HOUR)  # six in the morning
    assert post(mailing.post_digests) == []
    clock.shift(HOUR)
    for _time in range(2):
        assert len(post(mailing.post_digests)) == 1
    sparring.advise()
    clock.shift(12 * HOUR)
    assert len(post(mailing.post_digests)) == 1
    clock.shift(12 * HOUR)
    assert len(post(mailing.post_digests)) == 2


def test_weekly_mail_comes_on_monday_though_the_tick_is_late(sparring, clock, post):
    services.choose_mail(pace="weekly", wants_titles=False, by=sparring.owner)
    sparring.advise()
    clock.shift(24 * HOUR)
    assert post(mailing.post_digests) == []

    clock.move_to(NOON + dt.timedelta(days=6))
    sparring.advise()
    for _time in range(2):
        assert len(post(mailing.post_digests)) == 1
    assert "yksi uusi ilmoitus" in mail.outbox[0].body, "Tuesday's waits for the next Monday"


def test_who_has_said_nothing_gets_mail_daily(sparring, clock, post):
    NoticePreference.objects.all().delete()
    sparring.advise()
    clock.shift(24 * HOUR)

    assert post(mailing.post_digests) == [sparring.owner.email]


def test_a_job_killed_between_leaves_all_or_nothing(sparring, post, monkeypatch):
    sparring.advise()

    def die(*args, **kwargs):
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(mailing, "Case", die)
        with pytest.raises(SystemExit):
            mailing.post_at_once()

    assert not OutgoingMail.objects.exists()
    assert len(post()) == 1
    assert len(post()) == 1


def test_mail_that_waits_for_its_server_leaves_once(sparring, clock, post, settings):
    settings.EMAIL_BACKEND = "tests.cms.test_outbox.AwayBackend"
    sparring.advise()
    assert post() == []
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    clock.shift(HOUR)

    assert [send_queue(), send_queue(), len(mail.outbox)] == [1, 0, 1]


def leave(sparring):
    end_membership(sparring.owner.memberships.get(), by=sparring.owner)


def read(sparring):
    services.read_notices(Notice.objects.all())


def mute(sparring):
    services.mute_plan(sparring.plan, by=sparring.owner)


def switch_off(sparring):
    services.stop_mail(sparring.owner)


def deactivate(sparring):
    type(sparring.owner).objects.filter(pk=sparring.owner.pk).update(is_active=False)


def unpromise(sparring):
    sparring.owner.promises.all().delete()


@pytest.mark.parametrize("lose", [leave, read, mute, switch_off, deactivate, unpromise])
def test_rights_are_asked_again_when_the_mail_leaves(sparring, clock, post, settings, lose):
    settings.EMAIL_BACKEND = "tests.cms.test_outbox.AwayBackend"
    sparring.advise()
    post()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    lose(sparring)
    clock.shift(HOUR)

    assert send_queue() == 0
    assert mail.outbox == []
    assert OutgoingMail.objects.get().given_up_at is not None


def test_a_narrowed_plan_is_not_counted_when_the_mail_leaves(sparring, clock, post, settings):
    services.choose_mail(pace="at-once", wants_titles=True, by=sparring.giver)
    services.give_version(sparring.plan, receivers=[sparring.peer], by=sparring.owner)
    settings.EMAIL_BACKEND = "tests.cms.test_outbox.AwayBackend"
    post()
    sparring.plan.refresh_from_db()
    services.change_audience(sparring.plan, audience="museum", by=sparring.owner)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    clock.shift(HOUR)

    assert send_queue() == 0


def test_mail_goes_to_the_address_a_person_has_now(sparring, clock, post, settings):
    settings.EMAIL_BACKEND = "tests.cms.test_outbox.AwayBackend"
    sparring.advise()
    post()
    type(sparring.owner).objects.filter(pk=sparring.owner.pk).update(email="uusi@museo.example")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    clock.shift(HOUR)
    send_queue()

    assert [letter.to for letter in mail.outbox] == [["uusi@museo.example"]]


def test_titles_come_to_who_asks_as_they_read_them_and_advice_never(sparring, post):
    services.choose_mail(pace="at-once", wants_titles=True, by=sparring.giver)
    services.choose_mail(pace="at-once", wants_titles=True, by=sparring.owner)
    services.give_version(sparring.plan, receivers=[sparring.peer], by=sparring.owner)
    revised(sparring.plan, title="Piilonimi")
    post()

    assert "– Suunnitelman versio: Kävijät äänessä" in mail.outbox[0].body
    assert "Piilonimi" not in mail.outbox[0].body
    sparring.advise(text="piilosana")
    post()
    assert "– Neuvo suunnitelmaan: Piilonimi" in mail.outbox[1].body
    assert "piilosana" not in mail.outbox[1].body
    assert "Piilonimi" not in mail.outbox[1].subject


def test_one_press_switches_mail_off_and_tells_nothing(client, sparring, post):
    sparring.advise()
    post()
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = headers["List-Unsubscribe"].strip("<>").removeprefix("http://testserver")
    address = address[address.index("/fi/") :]
    assert address in mail.outbox[0].body
    wrong = [f"{address[:-2]}x/", reverse("knowledge:notice_mail_off", args=["x"])]

    tokens = {each: each.split("/")[-2] for each in [address, *wrong]}
    assert tokens[address] == mailing.token_of(sparring.owner)
    # The links to the other languages repeat the address that was asked for.
    pages = {client.get(each).text.replace(f"/{token}/", "") for each, token in tokens.items()}
    assert len(pages) == 1
    assert sparring.owner.email not in pages.pop()
    assert NoticePreference.objects.of(sparring.owner).get().pace == "at-once"
    form = {"List-Unsubscribe": "One-Click"}
    answers = {client.post(e, form).text.replace(f"/{token}/", "") for e, token in tokens.items()}

    assert len(answers) == 1
    assert client.post(address).status_code == 200
    assert NoticePreference.objects.of(sparring.owner).get().pace == "none"
    sparring.advise()
    assert len(post()) == 1


def test_a_mail_program_needs_no_cookie(sparring):
    address = reverse("knowledge:notice_mail_off", args=[mailing.token_of(sparring.owner)])
    answer = Client(enforce_csrf_checks=True).post(address)

    assert answer.status_code == 200
    assert answer.cookies == {}
    assert NoticePreference.objects.of(sparring.owner).get().pace == "none"


def test_mail_switched_on_again_tells_of_nothing_older(sparring, clock, post):
    services.choose_mail(pace="none", wants_titles=False, by=sparring.owner)
    sparring.advise()
    clock.shift(HOUR)
    services.choose_mail(pace="at-once", wants_titles=False, by=sparring.owner)
    assert post() == []

    clock.shift(HOUR)
    sparring.advise()
    assert len(post()) == 1


def test_a_meeting_is_told_by_its_own_letter_and_not_again(sparring, clock, post):
    ParticipationFactory(round=sparring.round)
    services.stop_mail(sparring.third)
    start = timezone.now() + 48 * HOUR
    values = {"title": "Salainen", "starts_at": start, "ends_at": start + HOUR}

    def plan():
        services.plan_meeting(sparring.round, by=sparring.giver, **values)

    told = post(plan)
    assert sorted(told) == sorted([sparring.owner.email, sparring.giver.email])
    assert len(post()) == len(told)
    assert Notice.objects.filter(recipient=sparring.third).count() == 1


def test_mail_is_in_the_language_of_its_reader(sparring, post):
    type(sparring.owner).objects.filter(pk=sparring.owner.pk).update(language="sv")
    sparring.advise()
    post()

    assert mail.outbox[0].subject == "Nytt i forumet för kollegial utveckling"
    with translation.override("sv"):
        assert reverse("knowledge:notice_list") in mail.outbox[0].body
