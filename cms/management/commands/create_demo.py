"""A believable forum for whoever tries the site."""

import importlib
import json
from types import SimpleNamespace

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

PASSWORD = "kehra-demo-2026"
# Each app makes its own part, and shares what the later ones build on.
PARTS = ["accounts.demo", "home.demo", "knowledge.demo", "applications.demo"]


class Command(BaseCommand):
    help = "Create invented museums, people, pages, rounds and applications; again changes little."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="Print accounts and addresses.")

    def handle(self, **options):
        if not settings.DEMO:
            raise CommandError("The demo has known passwords: it needs DEMO=1.")
        demo = create_demo()
        self.stdout.write(as_json(demo) if options["json"] else as_text(demo))


@transaction.atomic
def create_demo():
    """Create what is missing and return the accounts and addresses, with ``own_plan_museum``.

    Letters about the past are not sent.
    """
    demo = SimpleNamespace(now=timezone.now(), password=PASSWORD, accounts=[], urls={}, share={})
    for part in PARTS:
        importlib.import_module(part).create(demo)
    return demo


def as_json(demo):
    """Return what outside checks read."""
    return json.dumps(
        {
            "accounts": demo.accounts,
            "urls": demo.urls,
            "own_plan_museum": demo.share.get("own_plan_museum"),
        },
        ensure_ascii=False,
        indent=2,
    )


def as_text(demo):
    """Return what a person reads."""
    lines = [
        f"  {account['role']:<12} {account['email']:<40} {account['museum'] or ''}"
        for account in demo.accounts
    ]
    return "\n".join([f"Demo people; the password of each is {demo.password}", *lines])
