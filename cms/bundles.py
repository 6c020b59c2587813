"""ZIP files whose manifest proves each file in them."""

import hashlib
import json
import tempfile
import unicodedata
import zipfile

from cms.clean_text import clean_text

CHUNK = 256 * 1024
# What some system refuses in a name, or takes for a way elsewhere.
REFUSED = '/\\:*?"<>|\n\t'
# Systems take 255 bytes; a number and a folder come before the name.
MOST_BYTES = 180


class Bundle:
    """A ZIP that grows in a temporary file without a name: nothing stays when it is closed.

    Use it as a context; an error closes the file. ``entries`` are the lines of the manifest.
    """

    def __init__(self):
        self.file = tempfile.TemporaryFile()  # noqa: SIM115  the answer closes it
        self.zip = zipfile.ZipFile(self.file, "w", zipfile.ZIP_DEFLATED)
        self.entries = []

    def __enter__(self):
        return self

    def __exit__(self, kind, *rest):
        if kind is not None:
            self.zip.close()
            self.file.close()

    def add(self, path, chunks):
        """Write a file of chunks of bytes, and its line of the manifest."""
        digest, size = hashlib.sha256(), 0
        with self.zip.open(path, "w", force_zip64=True) as target:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                target.write(chunk)
        self.entries.append({"path": path, "sha256": digest.hexdigest(), "size": size})

    def add_text(self, path, text):
        """Write a text in UTF-8."""
        self.add(path, [text.encode(errors="replace")])

    def add_stored(self, path, field):
        """Write what a file field holds, piece by piece."""
        with field.open("rb") as source:
            self.add(path, iter(lambda: source.read(CHUNK), b""))

    def add_missing(self, path, *, sha256, size):
        """Name a file in the manifest that cannot be given."""
        self.entries.append({"path": path, "is_missing": True, "sha256": sha256, "size": size})

    def finish(self, **facts):
        """Write ``manifest.json`` with the facts and all entries; return the file from its start."""
        manifest = json.dumps({**facts, "files": self.entries}, ensure_ascii=False, indent=2)
        self.zip.writestr("manifest.json", manifest)
        self.zip.close()
        self.file.seek(0)
        return self.file


def safe_name(name):
    """Return a file's name that leads nowhere else, whatever unpacks it; its end is kept."""
    name = "".join("_" if c in REFUSED else c for c in clean_text(name))
    name = "".join(c for c in name if unicodedata.category(c)[0] != "C").strip(". ")
    while len(name.encode()) > MOST_BYTES:
        name = name[1:]
    return name.strip(". ") or "file"
