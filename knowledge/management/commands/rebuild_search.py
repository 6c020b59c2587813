from django.core.management.base import BaseCommand

from knowledge.search.index import rebuild


class Command(BaseCommand):
    help = "Write the index of the workspace's search anew. Searches find less until it is done."

    def handle(self, **options):
        self.stdout.write(f"{rebuild()} things can be found.")
