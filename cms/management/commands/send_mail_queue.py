"""One pass over the queued mail."""

from django.core.management.base import BaseCommand

from cms.outbox import send_queue


class Command(BaseCommand):
    help = "Send the queued letters whose time has come."

    def handle(self, **options):
        self.stdout.write(f"Sent {send_queue()} letters.")
