"""Files are read before they are kept, and no file takes the server long."""

import io
import struct

import pytest

from cms.uploads import LONGEST_LIST, read_kind
from tests.documents import docx, odt, pdf

MAKE = {"docx": docx, "odt": odt, "pdf": pdf}


def listing(names):
    """Return an archive of so many names and no files."""
    fields = (20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0)
    entry = b"PK\1\2" + struct.pack("<HHHHHHIIIHHHHHII", *fields) + b"a"
    counts = (0, 0, min(names, 65_535), min(names, 65_535))
    end = struct.pack("<HHHHIIH", *counts, names * len(entry), 0, 0)
    return names * entry + b"PK\5\6" + end


@pytest.mark.parametrize("kind", MAKE)
def test_documents_are_known_by_what_they_hold(kind):
    made = MAKE[kind]("Sanoja")

    assert read_kind(io.BytesIO(made)) == kind


@pytest.mark.parametrize(
    "data", [b"", b"PK\5\6", listing(3), listing(40_000), b"PK\5\6" + b"\0" * 18, b"a" * 70_000]
)
def test_what_is_no_document_is_none(data):
    assert read_kind(io.BytesIO(data)) is None


def test_a_list_without_end_is_not_read(monkeypatch):
    def read(*args):
        pytest.fail("the archive was opened")

    monkeypatch.setattr("cms.uploads.zipfile.ZipFile", read)

    assert len(listing(40_000)) > LONGEST_LIST
    assert read_kind(io.BytesIO(listing(40_000))) is None
