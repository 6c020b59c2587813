"""Meetings, sign-ups and hosting turns of the demo's running round, in data/meetings.toml."""

import datetime as dt
import tomllib
from pathlib import Path

from django.utils import timezone

from knowledge import services
from knowledge.models import HostingTurn, Meeting, MeetingSignUp, SignUpNeeds

FILE = Path(__file__).resolve().parent / "data" / "meetings.toml"
TEXTS = ("about", "place", "address", "directions", "accessibility", "remote_link")


def create_meetings(demo, seats):
    """Create the meetings that are missing, with their sign-ups and memos, and the turns."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    round = demo.share["rounds"]["running"]
    meetings = {row["host"]: _meeting(demo, round, seats, row) for row in data["meetings"]}
    if not HostingTurn.objects.filter(participation__round=round).exists():
        turns = [(seats["running", slug], meetings.get(slug)) for slug in data["turns"]]
        services.order_turns(round, turns=turns, by=demo.share["users"]["coordinator"])
    for row in data["wishes"]:
        by = demo.share["users"][row["by"]]
        services.wish_to_host(seats["running", row["museum"]], text=row["text"], by=by)


def _meeting(demo, round, seats, row):
    meeting = Meeting.objects.filter(round=round, title=row["title"]).first()
    if meeting is not None:
        return meeting
    starts_at = _at(demo, row["days"], row["begins"])
    ends_at = _at(demo, row["days"] + row.get("nights", 0), row["ends"])
    first = timezone.localdate(starts_at)
    meeting = Meeting.objects.create(
        round=round,
        host=seats["running", row["host"]],
        title=row["title"],
        language=row["language"],
        starts_at=starts_at,
        ends_at=ends_at,
        sign_up_closes_at=starts_at - dt.timedelta(days=7),
        state=Meeting.State.HELD if "memo" in row else Meeting.State.PLANNED,
        agenda=[
            {
                "day": (first + dt.timedelta(days=day)).isoformat(),
                "time": time,
                "what": what,
                "more": more,
            }
            for day, time, what, more in row.get("agenda", [])
        ],
        **{name: row.get(name, "") for name in TEXTS},
    )
    for each in row.get("signed", []):
        _sign_up(demo, meeting, seats, each)
    if "memo" in row:
        by = demo.share["users"][row["memo_by"]]
        services.write_memo(
            meeting, text=row["memo"].strip(), base_number=0, language=row["language"], by=by
        )
        meeting.memo_revisions.update(created_at=ends_at + dt.timedelta(days=2))
    return meeting


def _sign_up(demo, meeting, seats, row):
    signed = MeetingSignUp.objects.create(
        meeting=meeting,
        user=demo.share["users"][row["who"]],
        participation=seats["running", row["museum"]] if "museum" in row else None,
        answer=row.get("answer", "coming"),
    )
    needs = {name: row[name] for name in ("diet", "access", "travel") if name in row}
    if needs:
        SignUpNeeds.objects.create(sign_up=signed, **needs)


def _at(demo, days, hour):
    """Return a moment so many days from the demo's now, at an hour in Helsinki."""
    local = timezone.localtime(demo.now) + dt.timedelta(days=days)
    return local.replace(hour=hour, minute=0, second=0, microsecond=0)
