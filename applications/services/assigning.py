"""Coordinators ask reviewers to review."""

from django.db import transaction

from accounts.models import User
from accounts.services import log
from applications.models import Application, Assignment, Declaration
from knowledge.models import RoundRole


def assignable_to(application):
    """Return the round's reviewers who have told of no conflict with an application."""
    duties = RoundRole.objects.current().filter(
        round=application.round_id, role=RoundRole.Role.REVIEWER
    )
    recused = Declaration.objects.standing().filter(application=application, has_conflict=True)
    people = User.objects.filter(pk__in=duties.values("user"), is_active=True)
    return people.exclude(pk__in=recused.values("reviewer")).order_by("last_name", "first_name")


@transaction.atomic
def assign(application, *, reviewers, by):
    """Ask exactly these people to review an application; others are no longer asked."""
    Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    Assignment.objects.filter(application=application).exclude(reviewer__in=reviewers).delete()
    for reviewer in reviewers:
        Assignment.objects.get_or_create(application=application, reviewer=reviewer)
    log("assignment.save", application, by=by, round_id=application.round_id, count=len(reviewers))
