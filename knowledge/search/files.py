"""The text of a file, read by a process that may neither take long nor grow large."""

import subprocess
import sys
from pathlib import Path

READER = Path(__file__).with_name("reader.py")
SECONDS = 20
LONGEST = 200_000
KINDS = {
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.oasis.opendocument.text": "odt",
}


def text_of(attachment):
    """Return the text of an attachment, at most ``LONGEST`` letters.

    It is empty for what is damaged, locked, too large or no document.
    """
    kind = KINDS.get(attachment.content_type)
    if kind is None:
        return ""
    try:
        with attachment.file.open("rb") as file:
            data = file.read()
    except OSError:
        return ""
    return read_apart(data, kind)


def read_apart(data, kind):
    """Return the text of a document's bytes, read in a process of its own."""
    command = [sys.executable, "-I", str(READER), kind]
    try:
        done = subprocess.run(  # the command is fixed, the bytes are its input
            command, input=data, capture_output=True, timeout=SECONDS, check=False
        )
    except (subprocess.TimeoutExpired, OSError):
        return ""
    return done.stdout.decode("utf-8", "ignore")[:LONGEST] if done.returncode == 0 else ""
