"""The site as a newcomer starts it, and a real browser in front of it."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PASSWORD = "kehra-demo-2026"


@dataclass(frozen=True)
class Site:
    """A running site: its address, the folder of its data, and what the demo announces."""

    url: str
    data: Path
    demo: dict

    def account(self, role, museum=None):
        """Return the e-mail address of a demo person."""
        return next(
            account["email"]
            for account in self.demo["accounts"]
            if account["role"] == role and museum in (None, account["museum"])
        )

    def letters_to(self, address):
        """Return the letters to an address, oldest first."""
        files = sorted((self.data / "mail").glob("*.log"), key=lambda path: path.stat().st_mtime)
        letters = [message_from_bytes(_one(path), policy=policy.default) for path in files]
        return [letter for letter in letters if letter["To"] == address]


def _one(path):
    """Return the message in a file of Django's mail backend, without the line after it."""
    return path.read_bytes().rsplit(b"-" * 79, 1)[0]


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Start the site with ``make run``'s own script, and stop it at the end."""
    data, port = tmp_path_factory.mktemp("site"), _free_port()
    env = {
        **{name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ},
        "PORT": str(port),
        "DATA_DIR": str(data),
        "DEMO": "1",
        "DEBUG": "0",
    }
    log = (data / "log").open("wb")
    server = subprocess.Popen(
        [ROOT / ".ci/serve", "run"], cwd=ROOT, env=env, stdout=log, stderr=log
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{url}/health/ready", server, data / "log")
        told = subprocess.run(
            [sys.executable, "manage.py", "create_demo", "--json"],
            cwd=ROOT,
            env=env,
            check=True,
            capture_output=True,
        )
        yield Site(url, data, json.loads(told.stdout))
    finally:
        server.terminate()
        server.wait(20)
        log.close()


def _free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def _wait_for(url, server, log):
    for _ in range(600):
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"The site did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def base_url(site):
    """Return the address that relative ones start from."""
    return site.url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Use Debian's Chromium."""
    return {
        **browser_type_launch_args,
        "executable_path": os.environ.get("CHROMIUM", "/usr/bin/chromium"),
        "args": CHROMIUM,
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args, base_url):
    """Read Finnish unless a test says otherwise."""
    return {**browser_context_args, "locale": "fi-FI", "base_url": base_url}


def sign_in(page, email):
    """Sign a demo person in with the demo's password."""
    page.goto("/fi/tili/login/")
    page.get_by_role("textbox", name="Sähköpostiosoite").fill(email)
    page.get_by_role("textbox", name="Salasana").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Kirjaudu", exact=True).click()
