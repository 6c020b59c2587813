"""Load the headings of the evaluation models."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from knowledge.services.headings import import_headings

SHIPPED = Path(__file__).resolve().parents[2] / "data" / "headings.csv"


class Command(BaseCommand):
    help = "Load or update the evaluation models' headings from a CSV file."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, default=SHIPPED, help="Default: ours.")

    def handle(self, *, file, **options):
        try:
            with file.open(encoding="utf-8-sig", newline="") as lines:
                count = import_headings(lines)
        except OSError as error:
            raise CommandError(f"{file} cannot be read.") from error
        except ValueError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Loaded {count} headings.")
