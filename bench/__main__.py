"""Pages measured against an empty Wagtail page, in one run on a database of their own.

Prints for each page its time as a ratio to the floor, its queries, and its bytes; then the
same for a small and a large site. The time is the process's, which leaves the database's out
on PostgreSQL: there ``CLOCK=wall`` counts both. Times themselves are never printed: they tell of
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
from django.urls import reverse  # noqa: E402
from django.utils import translation  # noqa: E402
from wagtail.models import Page  # noqa: E402

from accounts.models import User  # noqa: E402
from applications.load import create_load  # noqa: E402
from cms.management.commands.create_demo import create_demo  # noqa: E402
from knowledge.models import Plan  # noqa: E402

TIMES = 40
CLOCK = time.perf_counter if os.environ.get("CLOCK") == "wall" else time.process_time
SMALL = {"rounds": 1, "museums": 20, "plans": 100, "applications": 100}
LARGE = {"rounds": 30, "museums": 600, "plans": 20_000, "applications": 10_000}


def least(client, path):
    """Return the least seconds of several requests."""
    took = []
    for _ in range(TIMES):
        begun = CLOCK()
        client.get(path)
        took.append(CLOCK() - begun)
    return min(took)


def measure(client, path, floor):
    """Return (ratio to the floor, queries, bytes) of a page."""
    client.get(path)
    reset_queries()
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
    if response.status_code != 200:
        raise SystemExit(f"{path} answered {response.status_code}")
    count = len(queries)
    return least(client, path) / floor, count, len(response.content)


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
    floor = least(visitor, empty.get_url())

    member = signed_in("aino.rautiala@kuunjoki.example")
    reviewer = signed_in("risto.arvola@foorumi.example")
    workspace = reverse("knowledge:workspace")
    for name, path in demo.urls.items():
        client = reviewer if name == "review" else visitor
        client = member if path.startswith(workspace) else client
        if name not in {"admin", "login"}:
            show(path, *measure(client, path, floor))

    few, many = (of_load(size, floor) for size in (SMALL, LARGE))
    for path, ratio in many.items():
        print(f"{path}: the large site takes {ratio / few[path]:.2f} × the small")  # noqa: T201


def of_load(size, floor):
    """Load a site of a size and return {page: ratio to the floor} of what grows with it."""
    people = create_load(**size, seed=size["rounds"], password="x")
    call_command("rebuild_search", verbosity=0)
    connection.cursor().execute("ANALYZE")
    member, reviewer = signed_in(people["member"]), signed_in(people["reviewer"])
    plan = Plan.objects.visible_to(User.objects.get(email=people["member"])).first()
    pages = {
        "workspace": (member, reverse("knowledge:workspace")),
        "plans": (member, reverse("knowledge:plan_list")),
        "plan": (member, plan.get_absolute_url()),
        "search": (member, reverse("knowledge:search") + f"?q={plan.title.split()[0]}"),
        "applications": (reviewer, reverse("review:application_list")),
    }
    ratios = {}
    for name, (client, path) in pages.items():
        ratios[name], *rest = measure(client, path, floor)
        show(f"{name} ({size['plans']} plans)", ratios[name], *rest)
    return ratios


try:
    with translation.override("fi"):
        bench()
finally:
    connection.close()
    shutil.rmtree(FOLDER, ignore_errors=True)
