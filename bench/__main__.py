"""Pages measured against an empty Wagtail page, in one run on a database of their own.

Prints for each page its CPU time as a ratio to the floor, its queries, and its bytes; then
the same lists with few and with many rows. Times themselves are never printed: they tell of
the machine. ``DATABASE_URL`` may name an empty PostgreSQL database.
"""

import os
import shutil
import tempfile
import time
from pathlib import Path

FOLDER = tempfile.mkdtemp(prefix="foorumi-bench-")
os.environ.update(DEMO="1", DEBUG="0", DATA_DIR=FOLDER, CACHE_URL="locmem://bench")
os.environ.setdefault("DATABASE_URL", f"sqlite:///{FOLDER}/db.sqlite3")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")

import django  # noqa: E402
from django.conf import settings  # noqa: E402

settings.TEMPLATES[0]["DIRS"].append(Path(__file__).parent / "templates")
settings.ALLOWED_HOSTS.append("testserver")
settings.STORAGES["staticfiles"]["BACKEND"] = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
)
Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, reset_queries  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from wagtail.models import Page  # noqa: E402

from accounts.models import User  # noqa: E402
from applications.load import create_load  # noqa: E402
from cms.management.commands.create_demo import create_demo  # noqa: E402

TIMES = 40


def cpu(client, path):
    """Return the least CPU seconds of several requests."""
    took = []
    for _ in range(TIMES):
        begun = time.process_time()
        client.get(path)
        took.append(time.process_time() - begun)
    return min(took)


def measure(client, path, floor):
    """Return (ratio to the floor, queries, bytes) of a page."""
    client.get(path)
    reset_queries()
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
    if response.status_code != 200:
        raise SystemExit(f"{path} answered {response.status_code}")
    return cpu(client, path) / floor, len(queries), len(response.content)


def signed_in(email):
    """Return a client of a person."""
    client = Client()
    client.force_login(User.objects.get(email=email))
    return client


def show(name, ratio, queries, size):
    """Print a row."""
    print(f"{name:<44}{ratio:>7.1f} × floor {queries:>4} queries {size / 1000:>7.1f} kB")  # noqa: T201


def bench():
    """Measure the demo's pages, then lists of few and many rows."""
    call_command("migrate", verbosity=0)
    demo = create_demo()
    home = demo.share["home"]["fi"]
    empty = home.add_child(instance=Page(title="Tyhjä", slug="tyhja", locale=home.locale))
    visitor = Client()
    visitor.get(empty.get_url())
    floor = cpu(visitor, empty.get_url())

    member = signed_in("aino.rautiala@kuunjoki.example")
    reviewer = signed_in("risto.arvola@foorumi.example")
    private = {"workspace": member, "plans": member, "own_plan": member, "shared_plan": member}
    for name, path in demo.urls.items():
        client = private.get(name, reviewer if name == "review" else visitor)
        if name not in {"admin", "login"}:
            show(path, *measure(client, path, floor))

    lists = {}
    for seed, rows in ((1, 100), (2, 10_000)):
        people = create_load(
            rounds=2, museums=40, plans=rows, applications=rows, seed=seed, password="x"
        )
        for path, who in (("/fi/tyotila/suunnitelmat/", "member"), ("/fi/hakemukset/", "reviewer")):
            lists[path, rows] = measure(signed_in(people[who]), path, floor)
            show(f"{path} ({rows} rows)", *lists[path, rows])
    for path in {path for path, _ in lists}:
        few, many = lists[path, 100], lists[path, 10_000]
        print(f"{path}: 10,000 rows take {many[0] / few[0]:.2f} × the time of 100")  # noqa: T201


try:
    bench()
finally:
    connection.close()
    shutil.rmtree(FOLDER, ignore_errors=True)
