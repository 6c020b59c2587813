"""Erase a person who has asked for it by another way than the site."""

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from accounts.personal_data import erase


class Command(BaseCommand):
    """``manage.py erase_person ADDRESS``."""

    help = __doc__

    def add_arguments(self, parser):
        """Take the person's address."""
        parser.add_argument("address")

    def handle(self, *args, address, **options):
        """Erase, or say that there is nobody."""
        person = User.objects.filter(email__iexact=address).first()
        if person is None:
            raise CommandError("There is nobody with this address.")
        erase(person, by=None)
