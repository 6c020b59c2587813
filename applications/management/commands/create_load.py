"""Synthetic data of any size, to measure with."""

import json

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError

from applications.load import create_load
from knowledge.search.index import rebuild

PASSWORD = "kehra-demo-2026"
SIZES = ("rounds", "museums", "plans", "applications")


class Command(BaseCommand):
    help = "Create synthetic rounds, museums, plans and applications; the same for the same seed."

    def add_arguments(self, parser):
        for name in SIZES:
            parser.add_argument(f"--{name}", type=int, default=0, help="How many. Default: 0.")
        parser.add_argument("--seed", type=int, default=1, help="Default: 1.")

    def handle(self, **options):
        if not (settings.DEMO or settings.DEBUG):
            raise CommandError("Synthetic data is for a demonstration: it needs DEMO=1 or DEBUG=1.")
        sizes = {name: options[name] for name in SIZES}
        if min(sizes.values()) < 0:
            raise CommandError("Numbers must not be negative.")
        try:
            people = create_load(**sizes, seed=options["seed"], password=PASSWORD)
        except IntegrityError as error:
            raise CommandError("This seed has been used on this database already.") from error
        rebuild()
        self.stdout.write(json.dumps({**sizes, **people, "password": PASSWORD}))
