"""Asking a clamd server whether a file holds malware, by its INSTREAM protocol."""

import socket
import struct
from urllib.parse import unquote, urlsplit

from django.conf import settings

CHUNK = 64 * 1024
# clamd answers a short line such as "stream: Eicar-Signature FOUND".
LONGEST_ANSWER = 4096
SECONDS = 10


class ScanError(Exception):
    """Nobody knows: the scanner is away, refused the file or answered something else."""


def is_scanner_set():
    """Whether the site has a scanner at all."""
    return bool(settings.CLAMD_URL)


def is_infected(file):
    """Ask clamd of an open binary file, read in chunks; raise ScanError if it does not tell."""
    try:
        with _connected() as clamd:
            clamd.sendall(b"zINSTREAM\0")
            while chunk := file.read(CHUNK):
                clamd.sendall(struct.pack("!I", len(chunk)) + chunk)
            clamd.sendall(struct.pack("!I", 0))
            answer = _answer_of(clamd)
    except OSError as error:
        raise ScanError(str(error)) from error
    if answer.endswith(" FOUND"):
        return True
    if answer.endswith(": OK"):
        return False
    raise ScanError(answer[:200])


def _connected():
    """Return a socket connected to tcp://host:port or unix:///path."""
    url = urlsplit(settings.CLAMD_URL)
    if url.scheme == "unix":
        found = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            found.settimeout(SECONDS)
            found.connect(unquote(url.path))
        except OSError:
            found.close()
            raise
        return found
    return socket.create_connection((url.hostname, url.port or 3310), timeout=SECONDS)


def _answer_of(clamd):
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
        if not (more := clamd.recv(LONGEST_ANSWER)):
            break
        answer += more
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")
