"""Files of a draft: read before they are kept, refused with a sentence."""

import re
from pathlib import Path

import pytest

from applications.models import Application, ApplicationFile
from tests.applications.conftest import errors_on, upload
from tests.factories.applications import PROJECT_SENT, block_id, documents

PDF = documents()["Suunnitelma ä.pdf"]


FILES = {
    ("ohjelma.pdf", b"MZ\x90\x00" * 999): "Tiedostoa ohjelma.pdf ei voi lukea",
    ("tyhjä.pdf", b""): "Tiedosto tyhjä.pdf on tyhjä",
    ("sivu.html", b"<html>"): "Tiedostoa sivu.html ei voi lukea",
    ("suuri.pdf", PDF + b" " * 21 * 1024 * 1024): "Tiedosto on liian suuri",
    ("paketti.docx", b"PK\x03\x04rikki"): "Tiedostoa paketti.docx ei voi lukea",
}


@pytest.mark.parametrize("file", FILES, ids=[name for name, _ in FILES])
def test_a_file_that_cannot_be_taken_is_said_beside_its_field(applicant, file):
    response = applicant.start().step(2, button="add", plan=upload(*file), **PROJECT_SENT)

    (sentence,) = errors_on(response)
    assert sentence.startswith(FILES[file])
    assert "Näyttely on vanha." in response.text
    assert Application.objects.get().answers[block_id("title")] == "Kävijät äänessä"
    assert not ApplicationFile.objects.exists()


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("..\\..\\windows\\ohje.pdf", "ohje.pdf"),
        ("Sa\u0308vel.pdf", "Sävel.pdf"),
        ("rivi\nvaihto\x00.pdf", "rivivaihto.pdf"),
        ("ei päätettä", "ei päätettä.pdf"),
        ("kuva.exe", "kuva.pdf"),
        ("x" * 300 + ".pdf", "x" * 145 + ".pdf"),
        (".pdf", "pdf.pdf"),
    ],
)
def test_a_file_keeps_a_plain_name_and_its_true_kind(applicant, settings, sent, kept):
    file = upload("x.pdf", PDF)
    file._name = sent

    applicant.start().step(2, button="add", plan=file, **PROJECT_SENT)

    row = ApplicationFile.objects.get()
    assert row.name == kept
    assert re.fullmatch(r"applications/[0-9a-f]{32}", row.file.name)
    with row.file.open() as file:
        assert file.read() == PDF
    assert not Path(row.file.path).is_relative_to(settings.MEDIA_ROOT)


def test_more_files_than_fit_are_said(applicant):
    applicant.start()
    for number in range(3):
        applicant.step(2, button="add", plan=upload(f"{number}.pdf", PDF))

    response = applicant.step(2, button="add", plan=upload("4.pdf", PDF))

    assert errors_on(response) == ["Tiedostoja on jo 3. Poistakaa yksi, jos haluatte lisätä toisen"]
    assert ApplicationFile.objects.count() == 3


def test_many_files_at_once_are_counted_one_by_one(applicant):
    applicant.start()

    response = applicant.step(2, button="add", plan=[upload(f"{n}.pdf", PDF) for n in range(11)])

    assert response.status_code == 200
    assert ApplicationFile.objects.count() == 3


def test_add_without_a_file_asks_for_one(applicant):
    response = applicant.start().step(2, button="add", value=block_id("plan"), **PROJECT_SENT)

    assert errors_on(response) == ["Valitkaa ensin tiedosto"]


def test_a_file_of_another_application_cannot_be_removed(applicant, other_client, call):
    applicant.start().step(2, button="add", plan=upload("a.pdf", PDF))
    other = type(applicant)(other_client, call).start("toinen@museo.example")

    other.step(2, button="remove", value=str(ApplicationFile.objects.get().pk))
    assert ApplicationFile.objects.exists()

    applicant.step(2, button="remove", value=str(ApplicationFile.objects.get().pk))
    assert not ApplicationFile.objects.exists()
