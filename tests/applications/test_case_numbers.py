"""Case numbers go out to the registry and come back, all or none."""

import csv
import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import Event
from applications import services
from applications.models import Application
from tests.answers import release
from tests.applications.conftest import words
from tests.factories.accounts import sign_in
from tests.factories.applications import application_to, open_call
from tests.factories.knowledge import coordinator_of


@pytest.fixture
def two(client, call):
    """Two applications, before a coordinator who has signed in."""
    sign_in(client, coordinator_of(call))
    return [application_to(call, email=f"{name}@museo.example") for name in "ab"]


def page_of(call):
    """Return the address of the page."""
    return reverse("review:case_numbers", args=[call.pk])


def choose(client, call, text, encoding="utf-8"):
    """Choose a file and return the preview."""
    file = SimpleUploadedFile("diaari.csv", text.encode(encoding))
    return client.post(page_of(call), {"file": file})


def confirm(client, call, text):
    """Confirm what a preview showed."""
    return client.post(page_of(call), {"text": text, "confirmed": "1"}, follow=True)


def numbers():
    """Return the case numbers by reference."""
    return dict(Application.objects.values_list("reference", "diary_number"))


def test_the_list_goes_out_and_comes_back_filled_in(client, call, two):
    response = client.post(reverse("review:registry_export", args=[call.pk]))
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    release(response)
    heading, *rows = csv.reader(io.StringIO(text), delimiter=";")
    filled = "\n".join(
        [";".join(heading), *(";".join([*r[:3], f"MV/{n}"]) for n, r in enumerate(rows))]
    )

    preview = choose(client, call, filled)
    assert set(numbers().values()) == {""}
    confirm(client, call, preview.context["text"])

    assert heading[0] == "Tunnus"
    assert [row[0] for row in rows] == [a.reference for a in two]
    assert numbers() == {two[0].reference: "MV/0", two[1].reference: "MV/1"}
    assert "MV/0" in client.get(reverse("review:application_list")).text
    detail = client.get(reverse("review:application_detail", args=[two[0].pk]))
    assert "Diaarinumero MV/0" in words(detail)
    events = Event.objects.filter(action="application.case_number")
    assert {e.subject_id for e in events} == {a.pk for a in two}


def test_the_same_file_twice_changes_nothing(client, call, two):
    text = f"{two[0].reference};MV/1"
    confirm(client, call, text)
    again = confirm(client, call, text)

    assert numbers()[two[0].reference] == "MV/1"
    assert "tallennettu jo" in words(again)
    assert Event.objects.filter(action="application.case_number").count() == 1


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("VKF-2026-ZZZZZ;MV/9", "ei ole hakemusta, jolla on tämä tunnus"),
        ("{0};MV/1\n{0};MV/2", "Tunnus on tiedostossa useammin kuin kerran"),
        ("{0};MV/1\n{1};MV/1", "Diaarinumero on tiedostossa useammin kuin kerran"),
        ("{0};MV/VANHA\n{1};MV/2", "toisella hakemuksella"),
        ("{1};MV/2", "on jo toinen diaarinumero: MV/VANHA"),
        ("{0};" + "x" * 61, "liian pitkä"),
        ("{0}", "Rivillä ei ole diaarinumeroa"),
    ],
)
def test_a_wrong_line_is_told_and_nothing_is_saved(client, call, two, lines, sentence):
    Application.objects.filter(pk=two[1].pk).update(diary_number="MV/VANHA")
    text = lines.format(*(a.reference for a in two))
    before = numbers()

    preview = choose(client, call, text)
    confirmed = confirm(client, call, text)

    for response in (preview, confirmed):
        assert sentence in words(response)
        assert "Tallenna diaarinumerot" not in response.text
    assert numbers() == before


@pytest.mark.parametrize("text", ["", "\n\n", "\x00", ";;;\n;;", '"', "otsikko;numero"])
def test_a_file_without_lines_is_told(client, call, two, text):
    response = choose(client, call, text)

    assert response.status_code == 200
    assert "Valitse CSV-tiedosto" in words(response)


@pytest.mark.parametrize(
    ("mark", "encoding"), [(";", "cp1252"), (",", "utf-8-sig"), ("\t", "utf-8")]
)
def test_files_of_any_spreadsheet_are_read(client, call, two, mark, encoding):
    text = f"Tunnus{mark}Museo{mark}Numero\r\n{two[0].reference}{mark}Åmynne{mark}MV/1\r\n"

    preview = choose(client, call, text, encoding)

    assert [(line.diary_number, line.error) for line in preview.context["lines"]] == [("MV/1", "")]


def test_an_application_hidden_by_a_conflict_is_unknown_and_holds_no_number(client, call, two):
    coordinator = coordinator_of(call)
    services.declare(two[0], by=coordinator, has_conflict=True)
    Application.objects.filter(pk=two[0].pk).update(diary_number="MV/1")
    sign_in(client, coordinator)

    hidden = choose(client, call, f"{two[0].reference};MV/9").context["lines"]
    missing = choose(client, call, "VKF-2026-ZZZZZ;MV/9").context["lines"]
    taken = choose(client, call, f"{two[1].reference};MV/1").context["lines"]

    assert hidden[0].error == missing[0].error != ""
    assert taken[0].error == ""


def test_only_coordinators_of_the_round_see_the_page(client, call, two):
    for person in (coordinator_of(open_call()), coordinator_of(call, role="reviewer")):
        sign_in(client, person)
        for name in ("case_numbers", "registry_export"):
            for address in (call.pk, uuid.uuid4()):
                assert client.post(reverse(f"review:{name}", args=[address])).status_code == 404
