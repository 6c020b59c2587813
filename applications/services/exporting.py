"""Exports are written down before they leave."""

from accounts.models import Event
from accounts.services import log
from applications.models import Declaration


def log_export(export, *, kind, by):
    """Write down that applications of a round are taken out; return how many there are."""
    rows = export.count()
    log(
        "application.export",
        export.round,
        by=by,
        round_id=export.round.pk,
        kind=kind,
        rows=rows,
        with_personal=export.with_personal,
    )
    return rows


def log_bundle(application, *, by):
    """Write down that one application is taken out whole."""
    log(
        "application.export",
        application,
        by=by,
        round_id=application.round_id,
        museum_id=application.museum_id,
        kind="zip",
        rows=1,
    )


def earlier_exports(round, *, user, most=50):
    """Return the newest exports of a round, triples of a person or None, a moment and the detail.

    Somebody with a conflict of their own in the round is not told how many rows others
    took out: the difference would tell of what is hidden from them.
    """
    recused = Declaration.objects.of(user).filter(has_conflict=True, application__round=round)
    is_recused = recused.exists()
    events = Event.objects.filter(subject_id=round.pk, action="application.export")
    found = events.select_related("actor")[:most]
    return [
        (
            event.actor,
            event.at,
            {
                **event.detail,
                "rows": None
                if is_recused and event.actor_id != user.pk
                else event.detail.get("rows"),
            },
        )
        for event in found
    ]
