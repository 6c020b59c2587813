"""Files are read for the search, whatever they are."""

import io
import zipfile

import pytest

from knowledge.search import files
from knowledge.search.files import read_apart
from tests.documents import docx, odt, pdf, zipped


@pytest.mark.parametrize(("kind", "make"), [("docx", docx), ("odt", odt), ("pdf", pdf)])
def test_the_words_of_a_document_are_read(kind, make):
    words = "Vuoto eteläpäädyssä, mitattu kahdesti"

    assert " ".join(read_apart(make(words), kind).split()) == words


def test_what_cannot_be_read_is_empty():
    entities = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><d>&b;</d>'
    bomb = zipped(**{"word/document.xml": "<w>" + " " * (31 * 1024 * 1024) + "</w>"})
    bad = {
        "not a pdf": (b"%PDF-1.4 nothing", "pdf"),
        "half a pdf": (pdf("Puolikas")[:200], "pdf"),
        "not a zip": (b"PK nothing", "docx"),
        "no document": (zipped(other="x"), "docx"),
        "broken xml": (zipped(**{"content.xml": "<a>"}), "odt"),
        "entities": (zipped(**{"content.xml": entities}), "odt"),
        "too large": (bomb, "docx"),
    }

    assert {name: read_apart(*each) for name, each in bad.items()} == dict.fromkeys(bad, "")


def test_a_locked_pdf_is_empty():
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("Salattu"))))
    writer.encrypt("avain", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)

    assert read_apart(locked.getvalue(), "pdf") == ""


def test_a_reader_that_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(files, "SECONDS", 0)

    assert read_apart(docx("Hidas"), "docx") == ""


def test_a_nested_archive_is_not_opened():
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.txt", "sisus")

    assert read_apart(zipped(**{"word/document.xml": "<w/>", "b.zip": "x"}), "docx") == ""
