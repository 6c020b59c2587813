"""A clamd for tests, which finds the word HARMFUL in a file."""

import socketserver
import struct
import threading

import pytest


class Clamd(socketserver.BaseRequestHandler):
    """A server that speaks INSTREAM, and finds the word HARMFUL."""

    def read(self, count):
        """Return exactly so many bytes."""
        data = b""
        while len(data) < count:
            data += self.request.recv(count - len(data))
        return data

    def handle(self):
        """Answer one stream."""
        if self.server.answer is not None:
            self.request.sendall(self.server.answer)
            return
        assert self.read(10) == b"zINSTREAM\0"
        stream = b""
        while size := struct.unpack("!I", self.read(4))[0]:
            stream += self.read(size)
        found = b"Test-Signature FOUND" if b"HARMFUL" in stream else b"OK"
        self.request.sendall(b"stream: " + found + b"\0")


@pytest.fixture(params=["tcp", "unix"])
def clamd(request, settings, tmp_path):
    """A clamd that runs during a test, by either kind of socket."""
    if request.param == "tcp":
        server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clamd)
        settings.CLAMD_URL = f"tcp://127.0.0.1:{server.server_address[1]}"
    else:
        server = socketserver.ThreadingUnixStreamServer(str(tmp_path / "c"), Clamd)
        settings.CLAMD_URL = f"unix://{tmp_path}/c"
    server.answer, server.daemon_threads = None, True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()
