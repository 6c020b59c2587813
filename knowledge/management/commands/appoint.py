"""Duties in a round, given where nobody can give them to oneself: at the server."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db.models import Q

from knowledge.models import Round, RoundRole
from knowledge.services.duties import appoint, relieve


class Command(BaseCommand):
    help = "Make a person coordinator, facilitator or reviewer of a round, or end that duty."

    def add_arguments(self, parser):
        parser.add_argument("role", choices=RoundRole.Role.values)
        parser.add_argument("email")
        parser.add_argument("--round", required=True, help="Its name in any language, or its id.")
        parser.add_argument("--first-name", default="", help="Of a person without an account.")
        parser.add_argument("--last-name", default="")
        parser.add_argument("--end", action="store_true", help="End the duty instead.")

    def handle(self, *, role, email, end, **options):
        round = _round_named(options["round"])
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"“{email}” is not an e-mail address.") from error
        if end:
            if not relieve(round, email=email, role=role, by=None):
                raise CommandError(f"{email} has no such duty in {round}.")
            self.stdout.write(f"{email} is no longer {role} of {round}.")
            return
        names = {name: options[name] for name in ("first_name", "last_name")}
        appoint(round, email=email, role=role, by=None, **names)
        self.stdout.write(f"{email} is {role} of {round}.")


def _round_named(text):
    named = Q(name_fi=text) | Q(name_sv=text) | Q(name_en=text)
    found = [round for round in Round.objects.all() if str(round.pk) == text] or list(
        Round.objects.filter(named)
    )
    if len(found) != 1:
        names = ", ".join(f"{round.name_fi} ({round.pk})" for round in Round.objects.all())
        raise CommandError(f"There is not one round “{text}”. Rounds: {names or 'none'}.")
    return found[0]
