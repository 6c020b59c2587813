"""Lives that random steps seldom lead: each ends where one rule alone stands in the way."""

from knowledge import services
from knowledge.models import Advice, Participation, Plan

from . import people
from .picking import WORD


def _seat(world, museum, round="running"):
    return Participation.objects.get(museum=world.museums[museum], round=world.rounds[round])


def pass_a_version_on(world):
    """A version is taken from one partner and given to another."""
    lent = Plan.objects.get(audience="partners")
    services.change_audience(
        lent,
        audience="partners",
        receivers=[_seat(world, "Norrskata")],
        by=world.people["a contact"],
    )


def share_by_one_word(world):
    """Only one museum of two says that the round may read an exchange, each in turn."""
    seat = _seat(world, "Kuunjoki")
    advice = Advice.objects.get(giver=seat)
    sides = [(seat, "a contact"), (advice.plan.participation, "a partner")]
    for side, who in sides:
        services.share_advice(advice, seat=side, by=world.people[who])
        yield
        services.unshare_advice(advice, by=world.people[who])


def come_after_the_end(world):
    """Two come to a museum of a round that has ended: a stranger, and one who had left it."""
    left, stranger = world.people["a colleague"], world.people["an outsider"]
    people.leave_museum(left, 0)
    services.end_round(world.rounds["running"], by=None)
    yield
    for person in (left, stranger):
        people.come_to_museum(person, world.museums["Norrskata"])
        people.give_promise(person, 0)


def leave_the_museum_of_a_conflict(world):
    """A coordinator leaves the museum that another has declared a conflict about."""
    person = world.people["a coordinator"]
    people.come_to_museum(person, world.museums["Norrskata"])
    services.declare_conflict(
        _seat(world, "Kuunjoki"),
        other=_seat(world, "Norrskata"),
        reason=WORD,
        by=world.people["a contact"],
    )
    people.leave_museum(person, 0)


def open_a_plan_and_hide_it(world):
    """A plan is opened to later rounds after its own, and hidden again."""
    round, person = world.rounds["earlier"], world.people["an earlier one"]
    services.end_round(round, by=None)
    plan = Plan.objects.get(participation__round=round)
    for archive in ("open", "hidden"):
        base = services.archive_mark(plan)
        plan = services.choose_archive(plan, archive=archive, base=base, by=person)
        yield


def open_a_plan_too_late(world):
    """A plan is opened to later rounds when one of them has ended."""
    for name in ("earlier", "running"):
        services.end_round(world.rounds[name], by=None)
    plan = Plan.objects.get(participation__round=world.rounds["earlier"])
    base, person = services.archive_mark(plan), world.people["an earlier one"]
    services.choose_archive(plan, archive="open", base=base, by=person)


LIVES = [
    pass_a_version_on,
    share_by_one_word,
    come_after_the_end,
    leave_the_museum_of_a_conflict,
    open_a_plan_and_hide_it,
    open_a_plan_too_late,
]
