"""Files that people send: read before they are kept."""

import hashlib
import lzma
import os
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

MEGABYTE = 1024 * 1024
NAME_LENGTH = 150
# An archive ends with a record of 22 bytes, a comment of 65,535 at the most in it. It tells
# how long, in bytes, the list of names before it is.
LAST_BYTES, LONGEST_LIST = 65_557, MEGABYTE
DOCUMENTS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
}


# What reading a broken or hostile archive may raise.
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


class UploadError(Exception):
    """The file cannot be taken; its text is a sentence for the person who sent it."""


@dataclass(frozen=True)
class Upload:
    """A file that was looked into: ``size`` in bytes, ``content_type`` by its content."""

    name: str
    content_type: str
    size: int
    sha256: str
    file: BinaryIO


def clean_upload(file, *, kinds=DOCUMENTS, limit=10 * MEGABYTE):
    """Return an uploaded file, checked by its content and not by its name.

    ``limit`` is in bytes. Raise UploadError if it is empty, too large, or none of
    ``kinds`` (extension: content type).
    """
    name = clean_name(file.name)
    if not file.size:
        raise UploadError(_("The file %(name)s is empty.") % {"name": name})
    if file.size > limit:
        sizes = {"size": filesizeformat(file.size), "limit": filesizeformat(limit)}
        raise UploadError(
            _("The file is too large: %(size)s. Add a file of at most %(limit)s.") % sizes
        )
    kind = read_kind(file)
    if kind not in kinds:
        names = ", ".join(known.upper() for known in kinds)
        raise UploadError(
            _("The file %(name)s cannot be read. Save it in one of these forms: %(kinds)s.")
            % {"name": name, "kinds": names}
        )
    stem = PurePosixPath(name).stem if "." in name else name
    digest = hashlib.file_digest(_from_start(file), "sha256").hexdigest()
    return Upload(
        f"{stem[: NAME_LENGTH - 5]}.{kind}", kinds[kind], file.size, digest, _from_start(file)
    )


def clean_name(name):
    """Return the last part of a file's name, without control characters."""
    name = unicodedata.normalize("NFC", str(name)).replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(c for c in name if unicodedata.category(c)[0] != "C").strip(". ") or "file"


def read_kind(file):
    """Return pdf, docx or odt by what the file holds, or nothing."""
    if b"%PDF-" in _from_start(file).read(1024):
        return "pdf"
    if not _has_short_list(file):
        return None
    try:
        with zipfile.ZipFile(_from_start(file)) as archive:
            names = set(archive.namelist())
            if "word/document.xml" in names and "[Content_Types].xml" in names:
                return "docx"
            if "mimetype" in names and "content.xml" in names:
                with archive.open("mimetype") as mimetype:
                    is_odt = mimetype.read(100).strip() == DOCUMENTS["odt"].encode()
                return "odt" if is_odt else None
    except UNREADABLE:
        return None
    return None


def _has_short_list(file):
    """Whether the list at the end of an archive is as short as a document's.

    Half a million names take seconds, and a hundred megabytes of memory.
    """
    file.seek(max(0, file.seek(0, os.SEEK_END) - LAST_BYTES))
    end = file.read()
    at = end.rfind(b"PK\5\6")
    length = end[at + 12 : at + 16] if at >= 0 else b""
    return len(length) == 4 and int.from_bytes(length, "little") <= LONGEST_LIST


def _from_start(file):
    file.seek(0)
    return file
