"""Who is told of consents: once, by one letter or none, and only while it holds."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.services import end_membership
from cms.models import OutgoingMail
from cms.outbox import send_queue
from knowledge import mailing, services
from knowledge.emails_of_consent import remind_of_consents
from knowledge.models import Consent, Notice
from tests.factories.accounts import sign_in
from tests.factories.experiences import AUDIENCE, approve, begun, values
from tests.factories.knowledge import member_in
from tests.knowledge.noticing import kinds_of

NOON = dt.datetime(2026, 11, 25, 10, tzinfo=dt.UTC)
AWAY = "tests.cms.test_outbox.AwayBackend"
HERE = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def contact(people):
    """A contact person of the author museum, who asks."""
    return people["an owner's contact"]


@pytest.fixture
def named(world, people, contact):
    """An experience that names the peer's museum, not asked of yet."""
    return begun(world.seats["owner"], contact, title="Piilonimi", parties=[world.seats["peer"]])


def ask(experience, by, audience=AUDIENCE.ROUND):
    services.ask_consents(experience, audience=audience, by=by)
    return experience.consents.get(ended_at=None, participation=experience.parties.get())


def give(consent, by):
    services.give_consent(consent, digest=consent.sha256, by=by)


def revise(experience, by):
    experience.refresh_from_db()
    services.revise_experience(
        experience,
        values=values(title="Uusi nimi", parties=list(experience.parties.all())),
        base_number=experience.revision_number,
        token=None,
        by=by,
    )


def told(people):
    """Return who is told of what, without those who are told nothing."""
    return {who: kinds for who, user in people.items() if user and (kinds := kinds_of(user))}


def test_who_may_answer_is_told_and_nobody_else(people, named, contact):
    second = member_in(named.participation, role="contact")

    consent = ask(named, contact)

    assert told(people | {"a second contact": second}) == {
        "a peer": ["consent-asked"],
        "a second contact": ["consent-asked"],
    }
    give(consent, people["a peer"])
    assert kinds_of(people["a peer"]) == [], "it is answered"


def test_the_author_museum_is_told_of_each_answer(people, named, contact):
    peer = people["a peer"]
    consent = ask(named, contact)
    services.decline_consent(consent, note="Väärä luku", by=peer)
    assert told(people) == {
        "an owner": ["consent-declined"],
        "an owner's contact": ["consent-declined"],
    }
    for _time in range(2):
        give(consent, peer)
    assert kinds_of(contact) == ["consent-given"]

    services.withdraw_consent(consent, by=peer)

    assert told(people) == {
        "an owner": ["consent-withdrawn"],
        "an owner's contact": ["consent-withdrawn"],
    }


def test_an_edit_tells_whose_approvals_are_void(client, people, named, contact):
    approve(named, AUDIENCE.ROUND, [contact, people["a peer"]], by=contact)
    services.release_experience(named, audience=AUDIENCE.ROUND, by=contact)
    Notice.objects.all().delete()

    revise(named, people["an owner"])

    assert told(people) == {
        "an owner's contact": ["consent-void", "consent-void"],
        "a peer": ["consent-void"],
    }
    whose = Notice.objects.filter(recipient=contact).values_list("museum__name", flat=True)
    assert sorted(whose) == ["Kuunjoki", "Norrskata"]
    sign_in(client, people["a peer"])
    page = client.get(reverse("knowledge:notice_list")).text
    assert "Kuunjoki" in page
    assert "Piilonimi" not in page, "the text is out of sight"
    assert "Uusi nimi" not in page
    ask(named, contact)
    assert kinds_of(people["a peer"]) == ["consent-asked"]


def test_an_edit_of_what_nobody_has_answered_tells_nobody(people, named, contact):
    ask(named, contact)

    revise(named, people["an owner"])

    assert told(people) == {}


def test_what_is_taken_back_is_told_no_more(people, named, contact):
    approve(named, AUDIENCE.ROUND, [contact, people["a peer"]], by=contact)
    services.release_experience(named, audience=AUDIENCE.ROUND, by=contact)
    assert kinds_of(people["an owner"]) == ["consent-given"]

    services.withdraw_experience(named, by=contact)

    assert told(people) == {}
    assert Notice.objects.exists()


def test_a_notice_leads_to_the_text_or_to_the_chain(client, people, named, contact):
    consent = ask(named, contact)
    sign_in(client, people["a peer"])
    assert "Piilonimi" in client.get(reverse("knowledge:notice_list")).text
    asked = Notice.objects.get(recipient=people["a peer"])
    answer = client.get(reverse("knowledge:notice_open", args=[asked.pk]))
    assert answer.url == reverse("knowledge:consent", args=[consent.pk])

    give(consent, people["a peer"])
    assert client.get(reverse("knowledge:notice_open", args=[asked.pk])).status_code == 404
    sign_in(client, contact)
    given = Notice.objects.get(recipient=contact)
    answer = client.get(reverse("knowledge:notice_open", args=[given.pk]))
    detail = reverse("knowledge:experience_detail", args=[named.pk])
    assert answer.url == f"{detail}#h-steps"
    assert 'id="h-steps"' in client.get(detail).text


def test_asking_is_one_letter_and_no_other_tells_of_it(
    people, named, contact, django_capture_on_commit_callbacks
):
    peer = people["a peer"]
    services.choose_mail(pace="at-once", wants_titles=True, by=peer)
    with time_machine.travel(NOON, tick=False) as clock:
        with django_capture_on_commit_callbacks(execute=True):
            ask(named, contact)
        clock.shift(dt.timedelta(days=6))
        with django_capture_on_commit_callbacks(execute=True):
            mailing.post_at_once()
            mailing.post_digests()

    assert [letter.to for letter in mail.outbox] == [[peer.email]]
    letter = mail.outbox[0]
    asked = Consent.objects.exclude(participation=named.participation_id).get()
    assert reverse("knowledge:consent", args=[asked.pk])[3:] in letter.body
    assert "Piilonimi" not in f"{letter.subject}{letter.body}"
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert set(OutgoingMail.objects.values_list("subject", "body")) == {("", "")}


def test_an_answer_is_told_in_the_pace_of_its_reader(
    people, named, contact, django_capture_on_commit_callbacks
):
    services.choose_mail(pace="at-once", wants_titles=False, by=contact)
    consent = ask(named, contact)
    with django_capture_on_commit_callbacks(execute=True):
        give(consent, people["a peer"])

    assert [letter.to for letter in mail.outbox] == [[contact.email]]


def answer(consent, people):
    give(consent, people["a peer"])


def take_back(consent, people):
    revise(consent.experience, people["an owner"])


def switch_off(consent, people):
    services.stop_mail(people["a peer"])


def leave(consent, people):
    end_membership(people["a peer"].memberships.get(), by=people["a peer"])


def unpromise(consent, people):
    people["a peer"].promises.all().delete()


def deactivate(consent, people):
    type(people["a peer"]).objects.filter(pk=people["a peer"].pk).update(is_active=False)


@pytest.mark.parametrize("lose", [answer, take_back, switch_off, leave, unpromise, deactivate])
@pytest.mark.parametrize("days", [0, 8])
def test_rights_are_asked_again_when_the_letter_leaves(
    people, named, contact, settings, lose, days, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = AWAY
    with time_machine.travel(NOON, tick=False) as clock:
        with django_capture_on_commit_callbacks(execute=True):
            consent = ask(named, contact)
        if days:
            OutgoingMail.objects.all().delete()
            clock.shift(dt.timedelta(days=days))
            with django_capture_on_commit_callbacks(execute=True):
                remind_of_consents()
            OutgoingMail.objects.exclude(recipient=people["a peer"].email).delete()
        queued = list(OutgoingMail.objects.values_list("pk", flat=True))
        lose(consent, people)
        settings.EMAIL_BACKEND = HERE
        clock.shift(dt.timedelta(hours=1))
        send_queue()

    assert len(queued) == 1
    assert not any("hyväks" in letter.subject for letter in mail.outbox)
    assert OutgoingMail.objects.get(pk=queued[0]).given_up_at is not None


def test_who_wants_no_mail_is_told_in_the_workspace_only(people, named, contact):
    services.stop_mail(people["a peer"])

    ask(named, contact)

    assert not OutgoingMail.objects.filter(recipient=people["a peer"].email).exists()
    assert kinds_of(people["a peer"]) == ["consent-asked"]


def test_telling_and_listing_cost_the_same_for_any_number(client, world, people, contact):
    counts = []
    for more in (1, 10):
        for _each in range(more):
            member_in(world.seats["peer"])
        experience = begun(world.seats["owner"], contact, parties=[world.seats["peer"]])
        with CaptureQueriesContext(connection) as queries:
            ask(experience, contact)
        asked = len(queries)
        sign_in(client, people["a peer"])
        client.get(reverse("knowledge:notice_list"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("knowledge:notice_list"))
        counts.append((asked, len(queries)))
        for _each in range(more):
            other = begun(world.seats["owner"], contact, parties=[world.seats["peer"]])
            ask(other, contact)

    assert counts[0] == counts[1]


def test_no_notice_of_a_consent_holds_words(people, named, contact):
    give(ask(named, contact), people["a peer"])

    assert Notice.objects.count() == 4
    rows = [str(value) for row in Notice.objects.values() for value in row.values()]
    assert not any("Piilonimi" in value or "Norrskata" in value for value in rows)
