"""Meetings as calendar files: when and where, never what about."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

CONTENT_TYPE = "text/calendar; charset=utf-8"


def calendar_of(meetings):
    """Return a calendar of meetings, as bytes, in the language that is active.

    Calendars are shared with colleagues and phones: a meeting's subject, people, host
    and remote link are left out, and the link leads to the page that asks who one is.
    """
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Vertaiskehittamisfoorumi//Tapaamiset//FI")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Meetings of the forum"))
    for meeting in meetings:
        calendar.add_component(_event(meeting))
    if meetings:
        first = min(meeting.starts_at for meeting in meetings).date()
        last = max(meeting.ends_at for meeting in meetings).date()
        calendar.add_missing_timezones(
            first_date=first.replace(month=1, day=1), last_date=last.replace(month=12, day=31)
        )
    return calendar.to_ical()


def _event(meeting):
    zone = timezone.get_default_timezone()
    event = Event()
    event.add("uid", f"{meeting.pk}@foorumi")
    event.add("dtstamp", meeting.changed_at)
    event.add("last-modified", meeting.changed_at)
    event.add("sequence", meeting.number)
    event.add("dtstart", timezone.localtime(meeting.starts_at, zone))
    event.add("dtend", timezone.localtime(meeting.ends_at, zone))
    event.add("summary", _("Meeting of the peer development forum"))
    place = ", ".join(part for part in (meeting.place, meeting.address) if part)
    if place:
        event.add("location", place)
    event.add("url", f"{settings.SITE_URL}{meeting.get_absolute_url()}")
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if meeting.is_cancelled else "CONFIRMED")
    return event
