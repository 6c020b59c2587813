"""Applications and events outlive the pages and people that they came by."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from accounts.models import Event, User
from applications import services
from applications.models import Application, ApplicationRevision, CallPage, LatePermit
from tests.applications.conftest import uploads
from tests.factories.accounts import UserFactory, sign_in
from tests.factories.applications import application_to, draft_to
from tests.factories.knowledge import coordinator_of


def kept():
    """Return what must stay: ids of applications, revisions, files and events."""
    return (
        set(Application.objects.values_list("pk", "status")),
        set(ApplicationRevision.objects.values_list("pk", "digest")),
        set(Event.objects.values_list("pk", "subject_id", "action")),
    )


@pytest.fixture
def sent(call):
    """A draft and an application sent with a file."""
    draft_to(call, email="luonnos@museo.example")
    return application_to(call, files=uploads()[:1])


@pytest.fixture
def superuser(client, db):
    """A superuser who has signed in."""
    user = UserFactory(is_staff=True, is_superuser=True)
    sign_in(client, user)
    return user


def test_deleting_the_call_s_pages_in_the_admin_deletes_no_application(client, sent, superuser):
    before = kept()

    for page in CallPage.objects.all():
        client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))

    assert not CallPage.objects.exists()
    after = kept()
    assert (after[:2], before[2] <= after[2]) == (before[:2], True)
    sign_in(client, coordinator_of(sent.round))
    detail = reverse("review:application_detail", args=[sent.pk])
    assert "Kävijät äänessä" in client.get(detail).text


def test_deleting_the_page_above_deletes_no_application(sent):
    before = kept()

    for page in Page.objects.filter(depth=2):
        page.specific.delete()

    assert not CallPage.objects.exists()
    assert kept() == before


def test_moving_and_unpublishing_the_page_changes_no_application(sent):
    before = kept()
    page, *_ = CallPage.objects.all()
    root = Page.objects.get(depth=1)

    page.move(root, pos="last-child")
    CallPage.objects.get(pk=page.pk).unpublish()

    assert kept() == before


def test_a_form_whose_page_is_gone_still_shows_its_draft_and_receipt(sent):
    for page in CallPage.objects.all():
        page.delete()

    again = Application.objects.get(pk=sent.pk)
    services.send_link(again.writers.get())

    assert services.is_true_receipt(again.reference, again.revisions.get().digest)


def test_people_are_deleted_and_what_they_did_stays(sent):
    coordinator = coordinator_of(sent.round)
    services.permit_late(
        sent.round,
        email="luonnos@museo.example",
        reason="Sähkökatko.",
        until_at=timezone.now() + dt.timedelta(days=1),
        by=coordinator,
    )
    services.add_comment(sent, by=coordinator, text="Hyvä.", token=uuid.uuid4())
    services.save_rubric(sent.round, by=coordinator, criteria=[])
    services.accept_application(sent, by=coordinator)
    before = kept()

    User.objects.get(pk=coordinator.pk).delete()

    assert kept() == before
    assert LatePermit.objects.get().given_by is None
    sent.refresh_from_db()
    assert (sent.status, sent.decided_by) == ("accepted", None)
    assert not Event.objects.filter(actor=coordinator.pk).exists()


def test_the_pages_show_what_a_person_since_deleted_did(client, sent):
    giver, coordinator = coordinator_of(sent.round), coordinator_of(sent.round)
    services.permit_late(
        sent.round,
        email="luonnos@museo.example",
        reason="Sähkökatko.",
        until_at=timezone.now() + dt.timedelta(days=1),
        by=giver,
    )
    giver.delete()
    sign_in(client, coordinator)

    page = client.get(reverse("review:late_permit_list")).text

    assert "Sähkökatko." in page
    assert "None" not in page
