"""Meetings are planned, changed and cancelled; people sign up; memos are written."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts.models import Event
from cms.models import OutgoingMail
from knowledge import services
from knowledge.exceptions import MeetingChangedError, RoundEndedError, SignUpClosedError
from knowledge.models import Meeting, MeetingSignUp, MemoRevision, SignUpNeeds
from tests.factories.accounts import sign_in
from tests.factories.knowledge import (
    MeetingFactory,
    ParticipationFactory,
    coordinator_of,
    member_in,
)

NO_ROWS = {"agenda-TOTAL_FORMS": "0", "agenda-INITIAL_FORMS": "0"}


@pytest.fixture
def seat(db):
    return ParticipationFactory()


@pytest.fixture
def meeting(seat):
    return MeetingFactory(round=seat.round, host=seat)


def form(**changes):
    """Return what the form of a meeting is sent with."""
    return {
        "title": "Yleisö tekijänä",
        "starts_at": "2030-03-05T12:00",
        "ends_at": "2030-03-06T15:00",
        "place": "Kuunjoen museo",
        "base_number": "1",
        "token": str(uuid.uuid4()),
        **NO_ROWS,
        **changes,
    }


def rows(*values):
    """Return a programme as the form sends it."""
    sent = {"agenda-TOTAL_FORMS": str(len(values)), "agenda-INITIAL_FORMS": "0"}
    for number, (day, time, what) in enumerate(values):
        row = {"day": day, "time": time, "what": what, "more": ""}
        sent |= {f"agenda-{number}-{name}": value for name, value in row.items()}
    return sent


def test_a_planned_meeting_is_there_once_and_told_to_each_once(client, seat):
    people = {member_in(seat).email, member_in(seat).email}
    member_in(seat, promised=False)
    user = coordinator_of(seat.round)
    sign_in(client, user)
    sent = form(host=seat.pk, **rows(("", "9:00", "Tervetuloa"), ("2030-03-06", "14:00", "Lähtö")))

    for _time in range(2):
        response = client.post(reverse("knowledge:meeting_add"), sent)

    meeting = Meeting.objects.get()
    assert response.headers["Location"] == meeting.get_absolute_url()
    assert [(row["day"], row["time"]) for row in meeting.agenda] == [
        ("2030-03-05", "09:00"),
        ("2030-03-06", "14:00"),
    ]
    letters = OutgoingMail.objects.filter(key__startswith="meeting-")
    assert {letter.recipient for letter in letters} == people | {user.email}
    assert letters.count() == 3
    assert not any("Yleisö" in f"{each.subject}{each.body}" for each in letters)
    assert not any("Kuunjoen" in f"{each.subject}{each.body}" for each in letters)
    assert Event.objects.filter(action="meeting.plan").count() == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"ends_at": "2030-03-05T11:00"}, "pitää päättyä alkamisensa jälkeen"),
        ({"ends_at": "2031-03-05T11:00"}, "enintään kaksi viikkoa"),
        ({"starts_at": "huomenna"}, "Kirjoita päivä ja kellonaika"),
        ({"starts_at": "9999-12-31T23:00", "ends_at": ""}, "Kirjoita päivä ja kellonaika"),
        ({"starts_at": "2030-10-27T03:30"}, "Kelloja"),
        ({"sign_up_closes_at": "2030-03-05T13:00"}, "ennen kuin tapaaminen alkaa"),
        ({"remote_link": "javascript:alert(1)"}, "koko osoite"),
        ({"remote_link": "ftp://huone.example"}, "koko osoite"),
        ({"title": "\x00"}, "Kirjoita tapaamisen aihe"),
        ({"host": str(uuid.uuid4())}, "Valitse tämän kierroksen museo"),
        ({"host": "x"}, ""),
        (rows(("2030-03-09", "9:00", "Lähtö")), "jokin tapaamisen päivistä"),
        (rows(("", "", "Lähtö")), "Kirjoita kellonaika"),
        (rows(("", "25:00", "Lähtö")), "Kirjoita kellonaika näin"),
        (rows(("", "9:00", "")), "tyhjennä rivi"),
        ({"agenda-TOTAL_FORMS": "x"}, ""),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(client, seat, changes, words):
    sign_in(client, coordinator_of(seat.round))

    response = client.post(reverse("knowledge:meeting_add"), form(**changes))

    assert response.status_code == 200
    assert words in response.text
    assert not Meeting.objects.exists()


def test_a_host_changes_a_meeting_but_not_its_host(client, meeting, seat):
    other = ParticipationFactory(round=seat.round)
    sign_in(client, member_in(seat))

    client.post(reverse("knowledge:meeting_update", args=[meeting.pk]), form(host=other.pk))

    meeting.refresh_from_db()
    assert (meeting.title, meeting.host, meeting.number) == ("Yleisö tekijänä", seat, 2)


def test_of_two_who_change_a_meeting_the_later_sees_what_was_saved(client, meeting, seat):
    sign_in(client, member_in(seat))
    address = reverse("knowledge:meeting_update", args=[meeting.pk])
    client.post(address, form(title="Ensimmäinen"))

    response = client.post(address, form(title="Toinen"))

    assert "Ensimmäinen" in response.text
    assert "Toinen" in response.text
    meeting.refresh_from_db()
    assert meeting.title == "Ensimmäinen"
    client.post(address, form(title="Toinen", base_number="2"))
    meeting.refresh_from_db()
    assert meeting.title == "Toinen"


@pytest.mark.parametrize(("name", "letters"), [("about", 0), ("place", 1)])
def test_a_letter_goes_when_time_or_place_changes(meeting, seat, name, letters):
    member_in(seat)

    for _time in range(2):
        services.revise_meeting(meeting, base_number=1, by=None, **{name: "uusi"})

    assert OutgoingMail.objects.count() == letters


def test_a_cancelled_meeting_is_cancelled_once_and_changes_no_more(client, meeting, seat):
    user = member_in(seat)
    sign_in(client, user)
    address = reverse("knowledge:meeting_cancel", args=[meeting.pk])
    assert client.get(address).status_code == 200
    meeting.refresh_from_db()
    assert not meeting.is_cancelled

    for _time in range(2):
        client.post(address)

    meeting.refresh_from_db()
    assert (meeting.is_cancelled, meeting.number) == (True, 2)
    assert OutgoingMail.objects.count() == 1
    with pytest.raises(MeetingChangedError):
        services.revise_meeting(meeting, base_number=2, by=None, place="Muualla")
    with pytest.raises(SignUpClosedError):
        services.sign_up(meeting, answer="coming", by=user)


def test_a_person_signs_up_and_changes_their_mind(client, meeting, seat):
    user = member_in(seat)
    sign_in(client, user)
    address = reverse("knowledge:meeting_sign_up", args=[meeting.pk])

    for _time in range(2):
        client.post(address, {"answer": "coming", "diet": "Ei pähkinöitä"})
    signed = MeetingSignUp.objects.get()
    assert (signed.user, signed.participation, signed.needs.diet) == (user, seat, "Ei pähkinöitä")
    assert "Ei pähkinöitä" in client.get(meeting.get_absolute_url()).text

    client.post(address, {"answer": "not", "diet": "Ei pähkinöitä"})
    assert MeetingSignUp.objects.get().answer == "not"
    assert not SignUpNeeds.objects.exists()
    assert "ähkinöitä" not in str(list(Event.objects.values_list("detail", flat=True)))


def test_sign_up_without_an_answer_keeps_the_words(client, meeting, seat):
    sign_in(client, member_in(seat))

    response = client.post(
        reverse("knowledge:meeting_sign_up", args=[meeting.pk]), {"diet": "Kaura"}
    )

    assert "Valitse, tuletko mukaan" in response.text
    assert "Kaura" in response.text


def test_sign_up_closes_at_its_moment(client, meeting, seat):
    sign_in(client, member_in(seat))
    meeting.sign_up_closes_at = timezone.now() + dt.timedelta(hours=1)
    meeting.save()
    address = reverse("knowledge:meeting_sign_up", args=[meeting.pk])
    assert client.get(address).status_code == 200

    with time_machine.travel(meeting.sign_up_closes_at):
        assert client.post(address, {"answer": "coming"}).status_code == 403
        assert "Ilmoittautuminen on päättynyt" in client.get(meeting.get_absolute_url()).text
    assert not MeetingSignUp.objects.exists()


def test_an_ended_round_changes_no_meeting(meeting, seat):
    seat.round.ended_at = timezone.now()
    seat.round.save()

    for act in (
        lambda: services.cancel_meeting(meeting, by=None),
        lambda: services.sign_up(meeting, answer="coming", by=member_in(seat)),
        lambda: services.write_memo(meeting, text="a", base_number=0, language="fi", by=None),
        lambda: services.plan_meeting(seat.round, by=None),
    ):
        with pytest.raises(RoundEndedError):
            act()


def test_of_two_who_write_a_memo_the_later_sees_what_was_saved(client, seat):
    meeting = MeetingFactory(round=seat.round, host=seat, over=True)
    sign_in(client, member_in(seat))
    address = reverse("knowledge:meeting_memo", args=[meeting.pk])

    client.post(address, {"text": "Sovittiin yksi", "base_number": "0"})
    response = client.post(address, {"text": "Sovittiin kaksi", "base_number": "0"})

    assert "Sovittiin yksi" in response.text
    assert "Sovittiin kaksi" in response.text
    client.post(address, {"text": "Sovittiin kaksi", "base_number": "1"})
    assert list(MemoRevision.objects.values_list("number", "text")) == [
        (2, "Sovittiin kaksi"),
        (1, "Sovittiin yksi"),
    ]
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.HELD


def test_what_waits_is_to_sign_up_and_to_write_the_memo(client, meeting, seat):
    over = MeetingFactory(round=seat.round, host=seat, over=True)
    user = member_in(seat)
    sign_in(client, user)
    address = reverse("knowledge:workspace")

    things = client.get(address).context["things"]
    assert [(thing.kind, thing.meeting) for thing in things] == [
        ("meeting", meeting),
        ("memo", over),
    ]

    services.sign_up(meeting, answer="not", by=user)
    services.write_memo(over, text="Sovittiin", base_number=0, language="fi", by=user)
    assert client.get(address).context["things"] == []
