"""Many send at once as a call closes, and a server dies in the middle: on PostgreSQL alone.

SQLite in memory belongs to one thread and one process; ``conftest`` leaves this module out there.
"""

import datetime as dt
import os
import signal
import subprocess
import sys
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from applications import services
from applications.clock import database_now
from applications.models import Application, ApplicationRevision
from cms.models import OutgoingMail
from tests.applications.conftest import let_open
from tests.factories.applications import draft_to, open_call

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
MUSEUMS, CLICKS = 12, 2


@pytest.fixture
def drafts(settings):
    """Whole drafts of many museums to one call, under the database's clock."""
    settings.DEADLINE_CLOCK = "database"
    round = open_call()
    return [draft_to(round, email=f"museo-{n}@museo.example") for n in range(MUSEUMS)]


def press_send(drafts):
    """Press send twice for each draft, all at once; return {draft's id: the pages led to}."""
    jobs = [(draft, _browser(draft)) for draft in drafts for _ in range(CLICKS)]
    gate, led = threading.Barrier(len(jobs)), {draft.pk: [] for draft in drafts}

    def press(job):
        draft, client = job
        gate.wait()
        try:
            address = reverse("applications:application_check", args=[draft.pk])
            led[draft.pk].append(client.post(address, {"token": uuid.uuid4()}).url)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        list(pool.map(press, jobs))
    return led


def _browser(draft):
    client = Client()
    let_open(client, draft)
    return client


def receipts(draft):
    """Return how many receipts of an application were mailed."""
    return OutgoingMail.objects.filter(
        key__startswith="application-receipt", recipient=draft.email
    ).count()


def test_what_is_sent_at_once_arrives_whole_and_once(drafts):
    led = press_send(drafts)

    assert {len(pages) for pages in led.values()} == {CLICKS}
    for draft in drafts:
        draft.refresh_from_db()
        receipt = reverse("applications:application_receipt", args=[draft.pk])
        assert set(led[draft.pk]) == {receipt}
        assert (draft.status, draft.revisions.count(), receipts(draft)) == ("received", 1, 1)
    assert Application.objects.values("reference").distinct().count() == MUSEUMS


def test_whoever_presses_as_the_call_closes_is_treated_alike(drafts):
    """In time or not is told by the moment of arrival, and nothing is half sent."""
    round = drafts[0].round
    round.closes_at = database_now() + dt.timedelta(milliseconds=150)
    round.save(update_fields=["closes_at"])

    led = press_send(drafts)

    for draft in drafts:
        draft.refresh_from_db()
        is_in = draft.status == "received"
        count = 1 if is_in else 0
        assert (draft.revisions.count(), receipts(draft)) == (count, count)
        assert not is_in or draft.received_at < round.closes_at
        receipt = reverse("applications:application_receipt", args=[draft.pk])
        assert (receipt in led[draft.pk]) == is_in


DIES = """
import os, signal, uuid, django
django.setup()
from applications import emails, services
from applications.models import Application
die = lambda *args, **kwargs: os.kill(os.getpid(), signal.SIGKILL)
if {is_before}:
    emails.send_receipt = die
services.submit_application(Application.objects.get(pk="{pk}"), token=uuid.uuid4(), language="fi")
die()
"""


@pytest.mark.parametrize("is_before", [True, False], ids=["before", "after"])
def test_a_server_killed_in_the_middle_loses_and_doubles_nothing(drafts, is_before):
    draft = drafts[0]
    script = DIES.format(is_before=is_before, pk=draft.pk)
    address = urlsplit(os.environ["DATABASE_URL"])
    name = connection.settings_dict["NAME"]
    env = {**os.environ, "DATABASE_URL": address._replace(path=f"/{name}").geturl()}

    died = subprocess.run(
        [sys.executable, "-c", script], env=env, cwd=django_settings.BASE_DIR, check=False
    )
    between = ApplicationRevision.objects.count(), receipts(draft)
    again = services.submit_application(draft, token=uuid.uuid4(), language="fi")

    assert died.returncode == -signal.SIGKILL
    assert between == ((0, 0) if is_before else (1, 1))
    assert (again.number, ApplicationRevision.objects.count(), receipts(draft)) == (1, 1, 1)
