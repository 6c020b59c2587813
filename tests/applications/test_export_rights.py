"""Only coordinators take applications out, and never those they have a conflict with."""

import hashlib
import io
import json
import uuid
import zipfile

import pytest
from django.urls import reverse

from accounts.models import Event
from applications import services
from applications.models import Application
from tests.answers import release
from tests.applications.conftest import uploads
from tests.applications.schemas import problems
from tests.applications.test_exports import csv_of, export
from tests.applications.test_reviewing import MATRIX, bytes_of, enter
from tests.factories.accounts import sign_in
from tests.factories.applications import application_to, block_id, draft_to
from tests.factories.knowledge import coordinator_of

COORDINATES = {"a coordinator", "a coordinator with a conflict"}


def bundle_of(client, application):
    """Return the opened ZIP of an application."""
    response = client.post(reverse("review:application_export", args=[application.pk]))
    assert response.status_code == 200
    body = b"".join(response.streaming_content)
    release(response)
    return zipfile.ZipFile(io.BytesIO(body))


@pytest.mark.parametrize("who", [who for who in MATRIX if who != "a stranger"])
def test_to_others_an_export_is_as_if_it_were_not_there(client, call, people, who):
    application_to(call)
    call.has_reviewers_who_decide = True
    call.save()
    enter(client, people, who)
    hidden = reverse("review:export", args=[call.pk])
    missing = reverse("review:export", args=[uuid.uuid4()])

    for method in (client.get, client.head, client.post):
        if who in COORDINATES:
            assert method(hidden).status_code == 200
        else:
            assert bytes_of(method(hidden)) == bytes_of(method(missing))
            assert method(hidden).status_code == 404
    if who not in COORDINATES:
        assert client.post(hidden, {"kind": "csv"}).status_code == 404
    assert not Event.objects.filter(action="application.export").exists()


@pytest.mark.parametrize(
    "who", [who for who in MATRIX if who not in {"a stranger", "a coordinator"}]
)
def test_nobody_else_takes_out_an_application_whole(client, call, people, who):
    application = application_to(call, files=uploads()[:1])
    enter(client, people, who)

    hidden = client.post(reverse("review:application_export", args=[application.pk]))
    missing = client.post(reverse("review:application_export", args=[uuid.uuid4()]))

    assert bytes_of(hidden) == bytes_of(missing)
    assert hidden.status_code == 404


@pytest.mark.parametrize("kind", ["csv", "json", "xlsx"])
def test_a_conflict_keeps_its_application_out_of_the_export(client, call, people, kind):
    hidden = application_to(call)
    enter(client, people, "a coordinator with a conflict")
    shown = application_to(call, email="b@museo.example")
    page = client.get(reverse("review:export", args=[call.pk])).text

    body = export(client, call, kind)[0]

    assert "Tiedostossa on yksi hakemus" in page
    assert Event.objects.get(action="application.export").detail["rows"] == 1
    if kind != "xlsx":
        assert hidden.reference.encode() not in body
        assert shown.reference.encode() in body


def test_a_conflict_hides_how_many_rows_others_took_out(client, call, people):
    application_to(call)
    sign_in(client, people["a coordinator"])
    export(client, call, "csv")
    enter(client, people, "a coordinator with a conflict")

    found = services.earlier_exports(call, user=people["a coordinator with a conflict"])

    assert [detail["rows"] for _, _, detail in found] == [None]
    own = services.earlier_exports(call, user=people["a coordinator"])
    assert [detail["rows"] for _, _, detail in own] == [1]


def test_drafts_and_what_is_withdrawn_have_no_bundle(client, call, people):
    draft = draft_to(call)
    withdrawn = application_to(call, email="b@museo.example")
    Application.objects.filter(pk=withdrawn.pk).update(status="withdrawn")
    enter(client, people, "a coordinator")

    for application in (draft, withdrawn):
        address = reverse("review:application_export", args=[application.pk])
        assert client.post(address).status_code == 404
    assert csv_of(client, call) == []


def test_a_bundle_holds_all_and_its_manifest_proves_each_file(client, call, people):
    application = application_to(call, language="sv", files=uploads())
    enter(client, people, "a coordinator")

    with bundle_of(client, application) as bundle:
        manifest = json.loads(bundle.read("manifest.json"))
        listed = {entry["path"]: entry for entry in manifest["files"]}
        for path, entry in listed.items():
            data = bundle.read(path)
            assert (entry["sha256"], entry["size"]) == (
                hashlib.sha256(data).hexdigest(),
                len(data),
            )
        page = bundle.read("answers.html").decode()
        answers = json.loads(bundle.read("answers.json"))
        receipt = bundle.read("receipt.txt").decode()
        names = set(bundle.namelist())

    assert names == {*listed, "manifest.json"}
    assert sum(path.startswith("files/") for path in names) == 3
    sent = {file["sha256"] for file in application.revisions.get().files}
    assert sent < {entry["sha256"] for entry in listed.values()}
    assert manifest["answers_sha256"] == application.revisions.get().digest
    assert 'lang="sv"' in page
    assert "Varför?" in page
    assert "<script" not in page
    assert answers["answers"][block_id("title")] == "Kävijät äänessä"
    assert manifest["answers_sha256"] in receipt
    event = Event.objects.get(action="application.export")
    assert (event.subject_id, event.detail) == (application.pk, {"kind": "zip", "rows": 1})


def test_a_file_that_storage_lost_is_named_as_missing(client, call, people):
    application = application_to(call, files=uploads()[:1])
    file = application.files.get()
    file.file.storage.delete(file.file.name)
    enter(client, people, "a coordinator")

    with bundle_of(client, application) as bundle:
        (entry,) = [
            e for e in json.loads(bundle.read("manifest.json"))["files"] if "is_missing" in e
        ]

    assert entry["sha256"] == file.sha256


@pytest.mark.parametrize("name", ["../../etc/passwd", "/abs.pdf", "c:\\x.pdf", "..", "a\x00b.pdf"])
def test_a_name_in_a_bundle_leads_nowhere_else(client, call, people, name):
    application = application_to(call, files=uploads()[:1])
    revision = application.revisions.get()
    revision.files[0]["name"] = name.replace("\x00", "\x01")
    revision.save()
    enter(client, people, "a coordinator")

    with bundle_of(client, application) as bundle:
        (path,) = [n for n in bundle.namelist() if n.startswith("files/")]

    assert path.count("/") == 1
    assert not set(path) & set("\\:\x01")


def test_json_follows_its_published_schema(client, call, people):
    application_to(call, files=uploads()[:1])
    application_to(call, language="en", email="b@museo.example")
    Application.objects.filter(language="en").update(status="accepted", decided_at=call.opens_at)
    sign_in(client, coordinator_of(call))

    for more in ({}, {"without_personal": "on"}):
        document = json.loads(export(client, call, "json", **more)[0])
        schema = client.get(document["schema"].removeprefix("http://testserver")).json()
        assert problems(document, schema) == []
        assert len(document["applications"]) == 2


def test_the_check_of_the_schema_finds_faults(client, call):
    address = reverse("schemas:applications", args=[1])
    schema = client.get(address).json()

    assert client.get(reverse("schemas:applications", args=[2])).status_code == 404
    assert "schema" in problems({}, schema)[0]
    assert problems({"schema": 1}, schema)
