"""Applications are kept as long as the round says, and no longer."""

import datetime as dt
import uuid

import pytest
from django.core.files.storage import storages
from django.utils import timezone

from accounts.models import Event
from applications import services
from applications.models import (
    Application,
    ApplicationFile,
    ApplicationLink,
    ApplicationRevision,
    Comment,
    Declaration,
    LatePermit,
    Retention,
    Review,
)
from applications.models.retention import months_before
from applications.retention import Outcome, all_due
from cms.jobs import JOBS
from cms.models import OutgoingMail
from knowledge.models import Participation, Plan
from tests.applications.conftest import uploads
from tests.factories.applications import application_to, block_id, closed, draft_to
from tests.factories.knowledge import coordinator_of

LONG_AGO = dt.timedelta(days=31 * 700)


@pytest.fixture
def kept(call):
    """One application of each outcome by name, and one that waits for a decision."""
    found = {
        "draft": draft_to(call, email="draft@museo.example", files=uploads()[:1]),
        "received": application_to(call, email="received@museo.example"),
    }
    for status in ("withdrawn", "declined", "reserve", "accepted"):
        found[status] = application_to(call, email=f"{status}@museo.example", files=uploads()[:1])
        Application.objects.filter(pk=found[status].pk).update(status=status)
    closed(call, ago=dt.timedelta(days=1))
    Application.objects.exclude(status__in=["draft", "received", "withdrawn"]).update(
        decided_at=timezone.now()
    )
    return found


def age(months):
    """Let everything have happened so many months and a day earlier."""
    then = months_before(timezone.now(), months) - dt.timedelta(days=1)
    Application.objects.update(saved_at=then)
    Application.objects.exclude(decided_at=None).update(decided_at=then)
    round = Application.objects.first().round
    round.opens_at, round.closes_at = then - dt.timedelta(days=30), then
    round.save()


def ids_due(round):
    """Return the ids that the preview shows."""
    round.refresh_from_db()
    return {
        pk
        for found in all_due(round, now=timezone.now()).values()
        for pk in found.values_list("pk", flat=True)
    }


@pytest.mark.parametrize(
    ("months", "gone"),
    [
        (5, set()),
        (6, {"draft", "withdrawn"}),
        (23, {"draft", "withdrawn"}),
        (24, {"draft", "withdrawn", "declined", "reserve"}),
        (60, {"draft", "withdrawn", "declined", "reserve", "accepted"}),
    ],
)
def test_each_outcome_goes_after_its_period_and_the_preview_tells_which(call, kept, months, gone):
    age(months)
    before = set(Application.objects.values_list("pk", flat=True))
    told = ids_due(call)

    services.purge_applications()

    purged = before - set(Application.objects.values_list("pk", flat=True))
    assert purged == told == {kept[name].pk for name in gone}


def test_the_round_s_own_periods_count(call, kept):
    age(3)
    services.save_retention(call, by=coordinator_of(call), version=0, draft=2, declined=3)

    assert ids_due(call) == {kept["draft"].pk, kept["declined"].pk}


def test_a_draft_of_an_open_call_stays_however_old_it_is(call):
    draft_to(call)
    Application.objects.update(saved_at=timezone.now() - LONG_AGO)

    assert services.purge_applications() == {}


def test_what_is_withdrawn_is_also_a_sent_application_made_a_draft_again(call):
    application = application_to(call)
    services.take_back(application)
    age(6)
    call.refresh_from_db()

    assert [*all_due(call, now=timezone.now())[Outcome.WITHDRAWN]] == [application]


def test_everything_that_hangs_on_it_goes_and_events_stay(
    call, kept, django_capture_on_commit_callbacks
):
    reviewer = coordinator_of(call)
    application = kept["declined"]
    services.declare(application, by=reviewer, has_conflict=False)
    services.save_review(
        application,
        by=reviewer,
        revision=application.revisions.get(),
        rubric=None,
        marks={},
        notes="Hyvä.",
        version=0,
    )
    services.add_comment(application, by=reviewer, text="Niin.", token=uuid.uuid4())
    services.send_link(application.writers.get())
    events = set(Event.objects.filter(subject_id=application.pk).values_list("pk", flat=True))
    path, storage = application.files.get().file.name, storages["private"]
    mail = OutgoingMail.objects.filter(recipient="declined@museo.example")
    assert storage.exists(path)
    assert mail.exists()
    age(24)

    with django_capture_on_commit_callbacks() as on_commit:
        services.purge_applications()
        assert storage.exists(path)
    for callback in on_commit:
        callback()

    assert not storage.exists(path)
    assert not mail.exists()
    own = {"application": application.pk}
    for model in (ApplicationRevision, ApplicationFile, ApplicationLink, Review, Comment):
        assert not model.objects.filter(**own).exists()
    assert not Declaration.objects.filter(**own).exists()
    assert events < set(
        Event.objects.filter(subject_id=application.pk).values_list("pk", flat=True)
    )
    assert Event.objects.get(action="application.purge", subject_id=application.pk).detail == {
        "status": "declined"
    }


def test_the_place_in_the_round_and_the_plan_outlive_the_application(call):
    application = application_to(call, files=uploads()[:1])
    plan = services.accept_application(application, by=coordinator_of(call))
    attachment = plan.attachments.get()
    age(60)

    services.purge_applications()

    assert not Application.objects.exists()
    assert (Plan.objects.get(), Participation.objects.count()) == (plan, 1)
    assert attachment.file.storage.exists(attachment.file.name)


def test_a_late_permit_goes_with_the_last_application_of_its_address(call, kept):
    for name in ("draft", "received"):
        services.permit_late(
            call,
            email=f"{name}@museo.example",
            reason="Sähkökatko.",
            until_at=timezone.now() + dt.timedelta(days=1),
            by=coordinator_of(call),
        )
    age(6)

    services.purge_applications()

    assert [permit.email for permit in LatePermit.objects.all()] == ["received@museo.example"]


def test_personal_answers_are_emptied_first_and_the_rest_stays(call, kept):
    application = kept["accepted"]
    digest = application.revisions.get().digest
    services.permit_late(
        call,
        email=application.email,
        reason="Sähkökatko.",
        until_at=timezone.now() + dt.timedelta(days=1),
        by=coordinator_of(call),
    )
    age(12)

    went = services.purge_applications()
    again = services.purge_applications()

    application.refresh_from_db()
    revision = application.revisions.get()
    assert (went["personal"], again) == (3, {})
    for answers in (application.answers, revision.answers):
        assert not {block_id(name) for name in ("email", "phone", "people")} & answers.keys()
        assert answers[block_id("title")] == "Kävijät äänessä"
    assert application.email == ""
    assert not LatePermit.objects.exists()
    assert not application.links.exists()
    assert not OutgoingMail.objects.filter(recipient="accepted@museo.example").exists()
    assert services.is_true_receipt(application.reference, digest)
    kept["received"].refresh_from_db()
    assert kept["received"].email == "received@museo.example"


def test_without_a_period_of_its_own_personal_data_goes_with_the_rest(call, kept):
    services.save_retention(call, by=coordinator_of(call), version=0, personal=None)
    age(12)

    assert "personal" not in services.purge_applications()


def test_the_purge_is_a_daily_job(db):
    job = next(job for job in JOBS if job.name == "application-retention")

    assert (job.run, job.period) == (services.purge_applications, dt.timedelta(days=1))


def test_months_are_those_of_the_calendar():
    moment = dt.datetime(2027, 3, 31, 22, 30, tzinfo=dt.UTC)  # 1 April in Helsinki

    assert months_before(moment, 1).date() == dt.date(2027, 3, 1)
    assert months_before(moment, 12).date() == dt.date(2026, 4, 1)
    leap = dt.datetime(2028, 3, 31, 9, tzinfo=dt.UTC)
    assert months_before(leap, 1).date() == dt.date(2028, 2, 29)
    assert Retention().declined == 24
