"""Meetings are planned, and sparring pairs allocated."""

import datetime as dt

from django.utils import timezone

from knowledge import services
from knowledge.models import Meeting, Participation, Round

from .picking import WORD, peers_of, pick, seats_of


def plan_meeting(person, n):
    """Plan a meeting as a coordinator, or cancel one."""
    round = pick(Round.objects.visible_to(person).coordinated_by(person), n)
    if n % 4 and round:
        host = pick(Participation.objects.current().filter(round=round).order_by("museum__name"), n)
        begins = timezone.now() + dt.timedelta(days=20)
        services.plan_meeting(
            round, host=host, title=WORD, starts_at=begins, ends_at=begins + dt.timedelta(hours=3),
            by=person,
        )  # fmt: skip
    elif meeting := pick(Meeting.objects.editable_by(person).order_by("created_at"), n):
        services.cancel_meeting(meeting, by=person)


def sign_up(person, n):
    """Say whether one comes to a meeting, with needs."""
    if meeting := pick(Meeting.objects.open_to(person).order_by("created_at"), n):
        answer = ["coming", "remote", "not"][n % 3]
        services.sign_up(meeting, answer=answer, diet=WORD, by=person)


def allocate(person, n):
    """Propose sparring pairs as a coordinator, and put them in force."""
    if round := pick(Round.objects.visible_to(person).coordinated_by(person), n // 2):
        allocation = services.propose_allocation(round, k=1, seed=n, by=person)
        if n % 2:
            services.confirm_allocation(allocation, by=person)


def declare_conflict(person, n):
    """Tell in confidence that one's museum should not spar another."""
    if seat := pick(seats_of(person).order_by("joined_at"), n):
        for other in peers_of(seat, n)[:1]:
            services.declare_conflict(seat, other=other, reason=WORD, by=person)


STEPS = [plan_meeting, sign_up, allocate, declare_conflict]
