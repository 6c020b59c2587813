"""Exports hold what their reader may take out, one row an application, and harm no spreadsheet."""

import csv
import io
import json
import re
import zipfile
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Event
from applications.exporting.safety import harmless, plain
from applications.models import Application
from tests.answers import release
from tests.applications.conftest import uploads
from tests.factories.accounts import sign_in
from tests.factories.applications import application_to, block_id, draft_to, open_call, stored
from tests.factories.knowledge import coordinator_of


@pytest.fixture
def coordinator(client, call):
    """A coordinator of the round, signed in."""
    person = coordinator_of(call)
    sign_in(client, person)
    return person


def export(client, round, kind, **more):
    """Return the bytes of an export, and its answer."""
    response = client.post(reverse("review:export", args=[round.pk]), {"kind": kind, **more})
    assert response.status_code == 200
    body = b"".join(response.streaming_content)
    release(response)
    return body, response


def csv_of(client, round, **more):
    """Return the rows of a CSV as dicts by what stands in the brackets of the heading."""
    text = export(client, round, "csv", **more)[0].decode("utf-8-sig")
    headings, *rows = csv.reader(io.StringIO(text), delimiter=";")
    keys = [re.search(r"\[([^\]]*)\]$", heading)[1] for heading in headings]
    return [dict(zip(keys, row, strict=True)) for row in rows]


def cells_of(body):
    """Return the rows of the first sheet as texts, and the XML of that sheet."""
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    rows = ElementTree.fromstring(sheet).iter(f"{space}row")
    return [["".join(cell.itertext()) for cell in row] for row in rows], sheet


def test_a_csv_has_one_row_an_application_with_codes_and_labels(client, call, coordinator):
    application = application_to(call, files=uploads()[:1])

    body, response = export(client, call, "csv")
    (row,) = csv_of(client, call)

    assert body.startswith(b"\xef\xbb\xbf")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "no-store" in response.headers["Cache-Control"]
    assert response.streaming
    key = block_id
    expected = {
        "reference": application.reference,
        "museum": "Hiidenkosken museo",
        "language": "fi",
        "status": "received",
        "email": "aila@hiidenkoski.example",
        key("found"): "Muuten",
        f"{key('found')}.code": "other",
        f"{key('offers')}.code": "a, c",
        key("offers"): "Kokoelmat; Yleisötyö",
        f"{key('leaders')}.code": "yes",
        f"{key('leaders')}.text": "Johtaja päätti asiasta.",
        key("staff"): "12,5",
        key("begins"): "2027-03-18",
        key("phone"): "'+358 50 123 4567",
        key("people"): "Åke Öster, amanuenssi, ake@hiidenkoski.example",
        f"{key('targets')}.code": "cust:2:5",
        key("plan"): f"Suunnitelma ä.pdf ({application.files.get().sha256})",
        "digest": application.revisions.get().digest,
    }
    assert {name: row[name] for name in expected} == expected
    assert row["received_utc"] == application.received_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert row["received_helsinki"][:4] == row["received_utc"][:4]
    assert row["received_helsinki"] != row["received_utc"]


def test_versions_and_languages_of_the_form_share_columns(client, call, coordinator):
    application_to(call, language="sv", email="a@museo.example")
    newer = application_to(call, email="b@museo.example")
    version = call.form_versions.get()
    definition, texts = version.definition, version.texts
    questions = definition["steps"][1]["questions"]
    gone = questions.pop([q["id"] for q in questions].index(block_id("found")))
    added = "11111111-0000-4000-8000-000000000000"
    questions.append({"id": added, "kind": "long_text"})
    texts["fi"][block_id("why")]["label"] = "Miksi juuri nyt?"
    texts["fi"][added] = {"label": "Uusi kysymys"}
    version = call.form_versions.create(
        number=2, structure_hash="2", definition=definition, texts=texts, is_complete=True
    )
    newer.revisions.update(form_version=version, answers=stored() | {added: "Uusi vastaus"})

    body, _ = export(client, call, "csv")
    first, second = csv_of(client, call)

    assert f"Miksi juuri nyt? [{block_id('why')}]" in body.decode()
    assert (first[block_id("why")], first[added]) == (stored()[block_id("why")], "")
    assert second[added] == "Uusi vastaus"
    assert (first[gone["id"]], second[gone["id"]]) == ("Muuten", "")
    assert (first["form_version"], second["form_version"]) == ("1", "2")


def test_the_last_sent_revision_counts_and_drafts_never_come(client, call, coordinator):
    draft_to(call, email="luonnos@museo.example")
    application = application_to(call)
    revision = application.revisions.get()
    newer = stored(title="Uudempi nimi")
    application.revisions.create(
        form_version=revision.form_version,
        number=2,
        language="fi",
        answers=newer,
        received_at=revision.received_at,
        request_token="22222222-0000-4000-8000-000000000000",
        digest="0" * 64,
    )
    Application.objects.filter(pk=application.pk).update(answers={"x": "y"})

    (row,) = csv_of(client, call)

    assert (row[block_id("title")], row["revision"]) == ("Uudempi nimi", "2")


HOSTILE = [
    "=1+1",
    " =1+1",
    "\u00a0@SUM(A1)",
    "＝1+1",
    "＋1",
    "－1",
    "＠A1",
    "-2+3",
    "+1",
    "@x",
    "\u200b=1",
    "\ufeff=1",
    "|x",
]


@pytest.mark.parametrize("text", [*HOSTILE, "\t=1", "\r=1", "\n=1", "\x00=1"])
def test_what_begins_like_a_formula_is_made_harmless(text):
    assert harmless(text).startswith("'")


@pytest.mark.parametrize("text", ["Hei", "12,5", "ä=1", "", "’a", "2027-03-18"])
def test_an_honest_text_stays(text):
    assert harmless(text) == text


def test_control_characters_that_came_in_once_leave_no_export(client, call, coordinator):
    application = application_to(call)
    hostile = "=cmd|' /C calc'!A0\x00\x0b\x1b\ud800\uffff\u202e"
    answers = stored(title=plain(hostile), why="=1+1")
    revision = application.revisions.get()
    answers[block_id("title")] = "=cmd|' /C calc'!A0\x0b\x1b\uffff\u202e"
    revision.answers = answers
    revision.save()

    csv_body = export(client, call, "csv")[0].decode()
    rows, sheet = cells_of(export(client, call, "xlsx")[0])
    document = json.loads(export(client, call, "json")[0])

    assert not re.search("[\x00\x0b\x1b\u202e]", csv_body)
    assert "'=cmd" in csv_body
    assert any(cell.startswith("=cmd") for cell in rows[1])
    assert "<f>" not in sheet
    assert document["applications"][0]["answers"][block_id("why")] == "=1+1"


def test_a_workbook_has_numbers_as_numbers_and_a_sheet_that_names_columns(
    client, call, coordinator
):
    application_to(call)

    body, response = export(client, call, "xlsx")
    rows, sheet = cells_of(body)

    assert len(rows) == 2
    assert "<v>12.5</v>" in sheet
    assert response.headers["Content-Disposition"].endswith('.xlsx"')
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        assert block_id("found") in book.read("xl/worksheets/sheet2.xml").decode()


def test_personal_data_can_be_left_out_of_every_kind(client, call, coordinator):
    application_to(call)
    personal = ["aila@hiidenkoski.example", "+358 50", "ke Öster"]

    for kind in ("csv", "json"):
        whole = export(client, call, kind)[0].decode()
        less = export(client, call, kind, without_personal="on")[0].decode()
        assert all(text in whole for text in personal)
        assert not any(text in less for text in personal)
        assert "Kävijät äänessä" in less


def test_a_question_marked_as_personal_is_left_out(client, call, coordinator):
    application_to(call)
    version = call.form_versions.get()
    version.questions[block_id("title")]["is_personal"] = True
    version.save()

    assert block_id("title") not in csv_of(client, call, without_personal="on")[0]


def test_each_export_is_written_down_and_shown(client, call, coordinator):
    application_to(call)
    export(client, call, "csv")
    export(client, call, "json", without_personal="on")

    events = Event.objects.filter(action="application.export").order_by("at")
    page = client.get(reverse("review:export", args=[call.pk])).text

    assert [(e.actor, e.subject_id, e.round_id, e.detail) for e in events] == [
        (coordinator, call.pk, call.pk, {"kind": kind, "rows": 1, "with_personal": whole})
        for kind, whole in (("csv", True), ("json", False))
    ]
    assert page.count(f'<td data-label="Kuka">{coordinator}</td>') == 2


def test_a_wrong_kind_is_told_and_nothing_is_written_down(client, call, coordinator):
    for kind in ("", "exe", "\x00"):
        response = client.post(reverse("review:export", args=[call.pk]), {"kind": kind})
        assert "Valitse tiedostomuoto" in response.text

    assert not Event.objects.filter(action="application.export").exists()


@pytest.mark.parametrize("kind", ["csv", "json", "xlsx"])
def test_an_export_takes_the_same_queries_with_one_and_thirty_rows(client, call, coordinator, kind):
    application_to(call)

    def count():
        with CaptureQueriesContext(connection) as queries:
            export(client, call, kind)
        return len(queries)

    export(client, call, kind)
    one = count()
    for number in range(29):
        application_to(call, email=f"{number}@museo.example")

    assert count() == one <= 20


def test_an_export_of_another_round_holds_nothing_of_this(client, call, coordinator):
    application_to(call)
    other = open_call()
    sign_in(client, coordinator_of(other))

    assert csv_of(client, other) == []
