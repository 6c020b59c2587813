"""The conditions of sight of plans, put together by the rules of ``PlanQuerySet``.

``at`` is the way to the plan from where they are asked, such as "plan__". They name rows by
the ids of a standing and join what hangs on the plan: nested subqueries made PostgreSQL try
every pair of plans.
"""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .rounds import Participation
from .standing import keep
from .versions import GivenVersion

# Costs no query.
NOTHING = Q(pk__in=())


class Audience(models.TextChoices):
    """Who may open a plan, narrow to wide. Wider than the round comes with experiences."""

    MUSEUM = "museum", _("Our museum")
    PARTNERS = "partners", _("Our sparring partners")
    ROUND = "round", _("This round")


class Archive(models.TextChoices):
    """What becomes of a plan after its round, as its museum chooses; narrow to wide."""

    HIDDEN = "hidden", _("Hide from all other museums")
    KEEP = "keep", _("Keep as it was when the round ended")
    OPEN = "open", _("Open to later rounds")


def own(standing, at=""):
    """Return the condition that a plan is of a museum the person belongs to."""
    return Q(
        **{
            f"{at}participation__museum__in": standing.museums,
            f"{at}participation__round__in": standing.entered,
        }
    )


def shown(standing, at=""):
    """Return the condition that a plan is shown to a round whose peer or helper one is."""
    is_shown = Q(**{f"{at}audience": Audience.ROUND}) & _unhidden(at)
    return is_shown & _stays(at) & _met(standing, at)


def lent(standing, at=""):
    """Return the condition that a version of a plan is given to the person's museum."""
    given = GivenVersion.objects.filter(ended_at=None, receiver__in=standing.peer_seats)
    is_given = {f"{at}audience": Audience.PARTNERS, f"{at}pk__in": given.values("plan")}
    return Q(**is_given) & _unhidden(at) & _stays(at) & _met(standing, at)


def opened(standing, at=""):
    """Return the condition that a plan was opened after its round to who met that round, or
    meets a later one: one that began no earlier and had not ended at that moment."""
    near = _met(standing, at)
    if rounds := opening_rounds(standing):
        seat = f"{at}participation__"
        near |= Q(**{f"{seat}round__in": rounds}) & _meets_later(standing, at, f"{seat}round__")
    return Q(**{f"{at}archive": Archive.OPEN}) & _stays(at) & near


def opening_rounds(standing):
    """Return the ids of earlier rounds with a plan opened to a round that the person meets."""
    if not standing.spans:
        return frozenset()
    return keep(("opening rounds", standing), lambda: _opening_rounds(standing))


def _opening_rounds(standing):
    later = _meets_later(standing, "plans__", "round__")
    seats = Participation.objects.current().filter(later, plans__archive=Archive.OPEN)
    return frozenset(seats.order_by().values_list("round", flat=True).distinct())


def _meets_later(standing, plan, round):
    """Return the condition that a round that the person meets is later than a plan's opening.

    ``plan`` and ``round`` are the ways to the plan and to its round.
    """
    condition = NOTHING
    for starts_on, ended_at in standing.spans:
        began = {f"{round}starts_on__isnull": False}
        if starts_on is not None:
            began = {f"{round}starts_on__lte": starts_on}
        goes_on = {f"{plan}archived_at__lt": ended_at} if ended_at is not None else {}
        condition |= Q(**began, **goes_on)
    return condition


def _unhidden(at):
    return Q(**{f"{at}archive__in": [Archive.KEEP, Archive.OPEN]})


def _stays(at):
    """Return the condition that a plan's museum has joined its round and not left it."""
    seat, moment = f"{at}participation__", timezone.now()
    stays = Q(**{f"{seat}left_at": None}) | Q(**{f"{seat}left_at__gt": moment})
    return stays & Q(**{f"{seat}joined_at__lte": moment})


def _met(standing, at):
    """Return the condition that a plan is of a round whose museums one meets."""
    return Q(**{f"{at}participation__round__in": standing.met})
