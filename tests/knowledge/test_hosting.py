"""Hosting turns, and calendars of meetings."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from accounts.services import end_membership
from knowledge import services
from knowledge.exceptions import NotInRoundError, TurnsChangedError
from knowledge.models import CalendarFeed, HostingTurn
from knowledge.rota import rota_of
from tests.factories.accounts import sign_in
from tests.factories.knowledge import (
    MeetingFactory,
    ParticipationFactory,
    RoundFactory,
    coordinator_of,
    member_in,
)

from .test_confidentiality import bytes_of


@pytest.fixture
def round(db):
    return RoundFactory()


@pytest.fixture
def seats(round):
    return ParticipationFactory.create_batch(3, round=round)


@pytest.fixture
def meeting(round, seats):
    return MeetingFactory(
        round=round,
        host=seats[0],
        title="Salainen aihe",
        place="Vintti",
        remote_link="https://huone.example/",
        starts_at=dt.datetime(2030, 3, 30, 10, tzinfo=dt.UTC),
        ends_at=dt.datetime(2030, 3, 31, 10, tzinfo=dt.UTC),
    )


def order(round):
    """Return the seats in the order of their turns."""
    return [turn.participation for turn in HostingTurn.objects.filter(participation__round=round)]


def events(response):
    """Return the events of a calendar that was sent."""
    return Calendar.from_ical(response.content).walk("VEVENT")


def test_turns_are_set_by_numbers(client, round, seats, meeting):
    sign_in(client, coordinator_of(round))
    address = reverse("knowledge:hosting_order")
    sent = {f"position_{seat.pk}": 9 - number for number, seat in enumerate(seats)}
    sent |= {f"meeting_{seats[0].pk}": meeting.pk, "base": services.mark_of([])}

    client.post(address, sent)

    assert order(round) == seats[::-1]
    assert HostingTurn.objects.get(participation=seats[0]).meeting == meeting


@pytest.mark.parametrize("kind", ["position", "meeting"])
def test_two_museums_share_no_turn(client, round, seats, meeting, kind):
    sign_in(client, coordinator_of(round))
    sent = {"base": services.mark_of([])}
    for number, seat in enumerate(seats[:2]):
        sent |= {f"position_{seat.pk}": 1 if kind == "position" else number + 1}
        sent |= {f"meeting_{seat.pk}": meeting.pk if kind == "meeting" else ""}

    response = client.post(reverse("knowledge:hosting_order"), sent)

    assert response.status_code == 200
    assert response.context["form"].errors
    assert order(round) == []


def test_a_turn_is_moved_once_by_two_clicks(client, round, seats):
    services.order_turns(round, turns=[(seat, None) for seat in seats], by=None)
    sign_in(client, coordinator_of(round))
    turn = HostingTurn.objects.get(participation=seats[2])

    for _time in range(2):
        client.post(reverse("knowledge:hosting_order"), {"move": f"{turn.pk}:3:2"})

    assert order(round) == [seats[0], seats[2], seats[1]]


@pytest.mark.parametrize("move", ["", "x", "x:1:2", "::"])
def test_a_move_of_nothing_is_a_missing_page(client, round, seats, move):
    sign_in(client, coordinator_of(round))

    assert client.post(reverse("knowledge:hosting_order"), {"move": move}).status_code == 404


def test_turns_set_meanwhile_are_not_overwritten(round, seats):
    base = services.mark_of([])
    services.order_turns(round, turns=[(seats[0], None)], base=base, by=None)

    with pytest.raises(TurnsChangedError):
        services.order_turns(round, turns=[(seats[1], None)], base=base, by=None)

    assert order(round) == [seats[0]]


def test_turns_are_of_the_rounds_own_museums_and_meetings(round, seats):
    for turns in (
        [(ParticipationFactory(), None)],
        [(seats[0], MeetingFactory())],
    ):
        with pytest.raises(NotInRoundError):
            services.order_turns(round, turns=turns, by=None)


@pytest.mark.parametrize("count", [1, 2, 8])
def test_the_ring_shows_what_is_held_next_and_to_come(round, count):
    seats = ParticipationFactory.create_batch(count, round=round)
    held = MeetingFactory(round=round, over=True)
    turns = [(seat, held if place == 0 else None) for place, seat in enumerate(seats)]
    services.order_turns(round, turns=turns, by=None)

    rota = rota_of(round, member_in(seats[0]))

    states = [turn.state for turn in rota.turns]
    assert states == (["held"] + ["next"] * (count > 1) + ["coming"] * (count - 2))[:count]
    assert rota.number == (2 if count > 1 else None)
    assert rota.arc


def test_a_calendar_file_tells_when_and_where_and_no_more(client, meeting, seats):
    sign_in(client, member_in(seats[1]))

    response = client.get(reverse("knowledge:meeting_calendar", args=[meeting.pk]))

    (event,) = events(response)
    assert event.start == dt.datetime(2030, 3, 30, 12, tzinfo=ZoneInfo("Europe/Helsinki"))
    # Clocks change in between.
    assert event.end == dt.datetime(2030, 3, 31, 13, tzinfo=ZoneInfo("Europe/Helsinki"))
    assert (event["UID"], event["STATUS"]) == (f"{meeting.pk}@foorumi", "CONFIRMED")
    assert "Vintti" in event["LOCATION"]
    text = response.content.decode().replace("\r\n ", "")
    assert not [w for w in ("Salainen", "huone.example", seats[0].museum.name) if w in text]
    services.cancel_meeting(meeting, by=None)
    (event,) = events(client.get(reverse("knowledge:meeting_calendar", args=[meeting.pk])))
    assert (event["UID"], event["STATUS"]) == (f"{meeting.pk}@foorumi", "CANCELLED")
    assert event["SEQUENCE"] == 2


def feed_of(client, user):
    """Open a person's feed by its page, and return its path."""
    sign_in(client, user)
    address = client.post(reverse("knowledge:calendar")).context["address"]
    client.logout()
    return "/" + address.split("/", 3)[3]


def test_a_feed_needs_no_sign_in_and_is_of_ones_own_rounds(client, meeting, seats):
    MeetingFactory()
    path = feed_of(client, member_in(seats[1]))

    response = client.get(path)

    assert [event["UID"] for event in events(response)] == [f"{meeting.pk}@foorumi"]
    assert "Salainen" not in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]
    assert CalendarFeed.objects.get().token_hash not in path


@pytest.mark.parametrize(
    "end", ["closed", "renewed", "left", "museum left", "inactive", "unpromised"]
)
def test_a_feed_that_ended_answers_as_one_that_never_was(client, meeting, seats, end):
    user = member_in(seats[1])
    path = feed_of(client, user)
    assert client.get(path).status_code == 200
    if end == "closed":
        services.close_feed(by=user)
    elif end == "renewed":
        services.open_feed(by=user)
    elif end == "left":
        end_membership(user.memberships.get(), by=None)
    elif end == "museum left":
        seats[1].left_at = timezone.now()
        seats[1].save()
    elif end == "inactive":
        user.is_active = False
        user.save()
    else:
        user.promises.all().delete()

    for method in (client.get, client.head):
        gone, never = (method(address) for address in (path, path.replace(path[-30:], "x.ics")))
        assert gone.status_code == 404
        assert bytes_of(gone) == bytes_of(never)
    assert client.post(path).status_code == 405


def test_the_address_of_a_feed_is_shown_once(client, seats):
    sign_in(client, member_in(seats[0]))
    page = reverse("knowledge:calendar")
    address = client.post(page).context["address"]

    assert address not in client.get(page).text
    client.post(page, {"close": "1"})
    assert not CalendarFeed.objects.exists()
