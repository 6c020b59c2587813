"""One pass over the recurring jobs, for cron: each minute."""

from django.core.management.base import BaseCommand

from cms.jobs import tick


class Command(BaseCommand):
    help = "Run the recurring jobs whose period has begun."

    def handle(self, **options):
        self.stdout.write(f"Ran: {', '.join(tick()) or 'nothing'}.")
