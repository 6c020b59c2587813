"""Reviewers tell of conflicts before they read."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Museum
from accounts.services import log
from applications.models import Application, Declaration

Proposal = Declaration.Proposal


@transaction.atomic
def declare(application, *, by, has_conflict, reason=""):
    """Write down a reviewer's word about the museum that applies; return the declaration.

    A word given twice is there once; one given after another takes its place.
    """
    application = (
        Application.objects.select_for_update(of=("self",))
        .select_related("museum")
        .get(pk=application.pk)
    )
    own = Declaration.objects.of(by).filter(application=application)
    earlier = own.filter(museum_name=application.museum_name).first()
    if earlier is not None:
        if earlier.has_conflict == has_conflict:
            return earlier
        own.filter(pk=earlier.pk).update(voided_at=timezone.now())
    declaration = Declaration.objects.create(
        application=application,
        reviewer=by,
        museum_name=application.museum_name,
        has_conflict=has_conflict,
        reason=reason,
        proposal=proposed_conflicts(by, [application]).get(application.pk, ""),
    )
    log(
        "conflict.declare",
        declaration,
        by=by,
        round_id=application.round_id,
        has_conflict=has_conflict,
    )
    return declaration


@transaction.atomic
def ask_anew(declaration, *, by):
    """Let a reviewer declare again, as after a slip; until then they read nothing of it."""
    changed = Declaration.objects.standing().filter(pk=declaration.pk)
    if changed.update(voided_at=timezone.now()):
        round_id = declaration.application.round_id
        log("conflict.ask_anew", declaration, by=by, round_id=round_id)


def proposed_conflicts(user, applications):
    """Return {application's id: proposal} for those too near a person.

    Near is a museum of the person's own, past ones too, known by the register or by its
    name; and a museum of the same maintaining body.
    """
    own = list(Museum.objects.filter(memberships__user=user))
    names = {museum.name.casefold() for museum in own}
    bodies = {museum.maintaining_body.casefold() for museum in own if museum.maintaining_body}
    found = {}
    for application in applications:
        museum = application.museum
        if application.museum_name.casefold() in names or museum in own:
            found[application.pk] = Proposal.OWN_MUSEUM
        elif museum is not None and museum.maintaining_body.casefold() in bodies:
            found[application.pk] = Proposal.SAME_BODY
    return found
