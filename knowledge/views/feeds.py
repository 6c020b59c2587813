"""A person's calendar feed: its page, and what calendar programs fetch."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from knowledge import services
from knowledge.calendars import CONTENT_TYPE, calendar_of
from knowledge.models import CalendarFeed, Meeting, Round

from .access import for_members

# How many meetings a calendar program is sent: the latest.
MOST = 200


@for_members
def calendar(request):
    """Open a calendar feed, show its address once, or close it."""
    if request.method == "POST" and "close" in request.POST:
        services.close_feed(by=request.user)
        messages.success(request, _("The calendar link no longer works."))
        return redirect("knowledge:calendar")
    context = {"feed": CalendarFeed.objects.of(request.user).first()}
    if request.method == "POST":
        token = services.open_feed(by=request.user)
        path = reverse("knowledge:calendar_feed", args=[token])
        context = {"address": f"{settings.SITE_URL}{path}", "feed": True}
    return render(request, "knowledge/calendar.html", context)


@login_not_required
@require_safe
def calendar_feed(request, token):
    """Send the meetings of the person whose token this is, while they are in some round.

    A token that was never, is closed, or whose person has left answers as a missing page.
    """
    feed = CalendarFeed.objects.by_token(token)
    if feed is None or not Round.objects.visible_to(feed.user).exists():
        raise Http404
    meetings = Meeting.objects.visible_to(feed.user).order_by("-starts_at")[:MOST]
    response = HttpResponse(calendar_of(list(meetings)), content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = 'inline; filename="meetings.ics"'
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
