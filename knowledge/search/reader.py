"""Read the text of a document from standard input: ``python reader.py pdf|docx|odt``.

It runs as a process of its own, with bounds of its own, and imports nothing of the site.
"""

import io
import resource
import sys
import unicodedata
import zipfile

from defusedxml.ElementTree import fromstring

SECONDS = 15
MEMORY = 1024 * 1024 * 1024
LONGEST = 200_000
MOST_PAGES = 300
LARGEST_PART = 30 * 1024 * 1024
PARTS = {"docx": "word/document.xml", "odt": "content.xml"}
BREAKS = {"p", "h", "tab", "br", "line-break", "s", "tc", "table-cell"}
UNSEEN = {"instrText", "delText"}


def read(data, kind):
    """Return the text of a document's bytes."""
    pieces, length = [], 0
    for piece in _pages(data) if kind == "pdf" else _paragraphs(data, PARTS[kind]):
        pieces.append(piece)
        length += len(piece)
        if length > LONGEST:
            break
    return clean("".join(pieces))[:LONGEST]


def clean(text):
    """Return a text in composed letters and single spaces, without control characters."""
    text = unicodedata.normalize("NFC", text)
    return " ".join("".join(c if unicodedata.category(c)[0] != "C" else " " for c in text).split())


def _pages(data):
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        return
    for number, page in enumerate(reader.pages):
        if number >= MOST_PAGES:
            return
        yield page.extract_text() + "\n"


def _paragraphs(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if archive.getinfo(name).file_size > LARGEST_PART:
            return
        root = fromstring(archive.read(name), forbid_dtd=True)
    for element in root.iter():
        tag = element.tag.rpartition("}")[2]
        if tag in BREAKS:
            element.tail = f" {element.tail or ''}"
        elif tag in UNSEEN:
            element.text = ""
    yield from root.itertext()


def main():
    """Print the text, within bounds of time and memory."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    text = read(sys.stdin.buffer.read(), sys.argv[1])
    sys.stdout.buffer.write(text.encode("utf-8", "ignore"))


if __name__ == "__main__":
    main()
