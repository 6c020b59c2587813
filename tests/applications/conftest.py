"""An open call with a form of every kind, and somebody who fills it in."""

import io
import re

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from applications import services
from applications.forms.starting import SALT
from applications.models import Application, Writer
from applications.views.access import KEY
from cms.stamps import stamp_now
from cms.uploads import clean_upload
from knowledge.models import RoundRole
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.applications import documents, fields, open_call
from tests.factories.knowledge import ParticipationFactory, coordinator_of, member_in

IS_SHARED = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
collect_ignore = [] if IS_SHARED else ["test_last_seconds.py"]


@pytest.fixture(autouse=True)
def finnish():
    """Begin each test in Finnish, as addresses are made in the active language."""
    with translation.override("fi"):
        yield


@pytest.fixture
def call(db):
    """A round whose call is open."""
    return open_call()


@pytest.fixture
def people(call):
    """One person of each kind by name; a stranger is None."""
    editors = Group.objects.get_or_create(name="Editors")[0]
    editors.permissions.add(Permission.objects.get(codename="access_admin"))
    auditors = Group.objects.get_or_create(name="Auditors")[0]
    seat = ParticipationFactory(round=call)
    conflicted = {role: coordinator_of(call, role=role) for role in ("reviewer", "coordinator")}
    with_duty = {role: coordinator_of(call, role=role) for role in RoundRole.Role.values}
    past = RoundRole.objects.create(
        round=call, user=UserFactory(), role="reviewer", ended_at=timezone.now()
    )
    return {
        "a stranger": None,
        "a member": member_in(seat),
        "an ex-member": MembershipFactory(museum=seat.museum, ended=True).user,
        "a reviewer": with_duty["reviewer"],
        "a reviewer who has not declared": coordinator_of(call, role="reviewer"),
        "a reviewer with a conflict": conflicted["reviewer"],
        "a coordinator": with_duty["coordinator"],
        "a coordinator with a conflict": conflicted["coordinator"],
        "a facilitator": with_duty["facilitator"],
        "a former reviewer": past.user,
        "a reviewer of another round": coordinator_of(
            ParticipationFactory().round, role="reviewer"
        ),
        "an editor": UserFactory(groups=[editors]),
        "an auditor": UserFactory(groups=[auditors]),
        "a superuser": UserFactory(is_staff=True, is_superuser=True),
    }


def declare_all(user, *, has_conflict=False):
    """Declare a person's conflict, or none, with every application sent."""
    for application in Application.objects.sent():
        services.declare(application, by=user, has_conflict=has_conflict)


def shown_now():
    """Return the stamp of a form that was just shown."""
    return stamp_now(SALT)


def let_open(client, *applications):
    """Let a browser open applications, as after following the links of their owners."""
    session = client.session
    session[KEY] = {
        str(writer.pk): {"epoch": writer.epoch, "is_proved": True}
        for writer in Writer.objects.filter(application__in=applications, is_owner=True)
    }
    session.save()


class Applicant:
    """Somebody who fills in the form in a browser, by the doors of the site."""

    def __init__(self, client, round):
        self.client, self.round, self.pk = client, round, None

    def start(self, email="aila@hiidenkoski.example", **more):
        """Begin a draft and remember its address."""
        address = reverse("applications:application_start", args=[self.round.pk])
        response = self.client.post(address, {"email": email, "shown": shown_now(), **more})
        self.pk = re.search(r"/([0-9a-f-]{36})/", response.url)[1]
        return self

    def address(self, page, *args):
        """Return the address of a page of the draft in the active language."""
        name = f"applications:application{'_' if page else ''}{page}"
        return reverse(name, args=[self.pk, *args])

    def step(self, number, *, button="continue", value="1", **answers):
        """Send a step's answers with one of its buttons."""
        data = {**fields(**answers), button: value}
        return self.client.post(self.address("step", number), data)

    def send(self, **more):
        """Press send on the last page."""
        return self.client.post(self.address("check"), more)

    def get(self, page, *args):
        """Open a page of the draft."""
        return self.client.get(self.address(page, *args))


@pytest.fixture
def applicant(client, call):
    """A browser in which nothing is begun."""
    return Applicant(client, call)


def upload(name, data=b"", **kwargs):
    """Return a file as a browser sends it."""
    file = io.BytesIO(data)
    return SimpleUploadedFile(name, file.read(), **kwargs)


def uploads():
    """Return checked uploads of each kind."""
    return [clean_upload(upload(name, data)) for name, data in documents().items()]


def errors_on(response):
    """Return the sentences of the error summary."""
    summary = re.search(r'class="error-summary".*?</section>', response.text, re.DOTALL)
    found = re.findall(r"<li>(?:<a[^>]*>)?(.*?)(?:</a>|</li>)", summary[0]) if summary else []
    return [sentence.strip() for sentence in found]


def words(response):
    """Return the text of a page, without marks."""
    main = re.search(r"<main.*</main>", response.text, re.DOTALL)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


@pytest.fixture
def other_client():
    """Another browser."""
    return Client()
