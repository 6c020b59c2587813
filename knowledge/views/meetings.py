"""Meetings: the list, a meeting's page, and what its host and the coordinator do."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from knowledge import services
from knowledge.calendars import CONTENT_TYPE, calendar_of
from knowledge.exceptions import MeetingChangedError, MemoChangedError
from knowledge.forms import MeetingEditor, MemoForm
from knowledge.models import (
    HostingWish,
    Meeting,
    MeetingSignUp,
    MemoRevision,
    Participation,
    Round,
    SignUpNeeds,
)
from knowledge.rota import rota_of

from .access import for_members, posted
from .home import choose_round
from .signing_up import form_for

FIELDS = [
    "title",
    "host",
    "starts_at",
    "ends_at",
    "sign_up_closes_at",
    "about",
    "place",
    "address",
    "directions",
    "accessibility",
    "remote_link",
]


@for_members
def meeting_list(request):
    """Show the meetings of a round, those to come first, and the hosting turns."""
    round = choose_round(request)
    meetings = list(
        Meeting.objects.visible_to(request.user)
        .filter(round=round)
        .select_related("host__museum")
        .order_by("starts_at")
    )
    context = {
        "round": round,
        "rounds": Round.objects.visible_to(request.user).by_nearness(),
        "to_come": [meeting for meeting in meetings if not meeting.is_over],
        "gone": [meeting for meeting in reversed(meetings) if meeting.is_over],
        "rota": rota_of(round, request.user),
        "may_plan": may_plan(round, request.user),
        "wishes": HostingWish.objects.visible_to(request.user)
        .filter(participation__round=round)
        .select_related("participation__museum"),
        "own_seat": own_seat(round, request.user),
    }
    return render(request, "knowledge/meeting_list.html", context)


def meeting_detail(request, pk):
    """Show a meeting: when, where, what, who comes, what is decided."""
    meeting = get_meeting(request.user, pk)
    form, own = form_for(request, meeting)
    may_edit = Meeting.objects.editable_by(request.user).contains(meeting)
    signed = list(
        MeetingSignUp.objects.visible_to(request.user)
        .filter(meeting=meeting)
        .select_related("user", "participation__museum")
    )
    needs = SignUpNeeds.objects.visible_to(request.user).filter(sign_up__meeting=meeting)
    runs = Meeting.objects.run_by(request.user).contains(meeting)
    context = {
        "meeting": meeting,
        "round": meeting.round,
        "form": form,
        "own": own,
        "may_edit": may_edit,
        "runs": runs,
        "coming": [each for each in signed if each.answer != MeetingSignUp.Answer.NOT],
        "away": [each for each in signed if each.answer == MeetingSignUp.Answer.NOT],
        "needs": needs.select_related("sign_up__user", "sign_up__participation__museum"),
        "days": agenda_of(meeting),
        "memo": MemoRevision.objects.visible_to(request.user).filter(meeting=meeting).first(),
    }
    return render(request, "knowledge/meeting_detail.html", context)


@for_members
def meeting_add(request):
    """Plan a meeting of a round that one coordinates."""
    round = choose_round(request)
    if not may_plan(round, request.user):
        raise PermissionDenied
    editor = MeetingEditor(
        posted(request),
        hosts=hosts_of(round, request.user),
        initial={"base_number": 1},
    )
    if request.method == "POST" and editor.is_valid():
        meeting = services.plan_meeting(
            round,
            token=editor.form.cleaned_data["token"],
            language=get_language(),
            by=request.user,
            **editor.values,
        )
        messages.success(request, _("The meeting is planned. Its people get a letter."))
        return redirect(meeting)
    return render(request, "knowledge/meeting_add.html", {"round": round, "editor": editor})


def meeting_update(request, pk):
    """Change a meeting that one hosts or coordinates."""
    meeting = get_editable_meeting(request.user, pk)
    coordinates = may_plan(meeting.round, request.user)
    editor = MeetingEditor(
        posted(request),
        hosts=hosts_of(meeting.round, request.user) if coordinates else None,
        agenda=meeting.agenda,
        initial={name: getattr(meeting, name) for name in FIELDS} | {"base_number": meeting.number},
    )
    context = {"meeting": meeting, "round": meeting.round, "editor": editor}
    if request.method == "POST" and editor.is_valid():
        base = editor.form.cleaned_data["base_number"]
        try:
            services.revise_meeting(meeting, base_number=base, by=request.user, **editor.values)
        except MeetingChangedError as error:
            context |= {"theirs": error.meeting, "days": agenda_of(error.meeting)}
            editor.form.data = editor.form.data.copy()
            editor.form.data["base_number"] = error.meeting.number
        else:
            messages.success(request, _("The meeting is saved."))
            return redirect(meeting)
    return render(request, "knowledge/meeting_update.html", context)


def meeting_cancel(request, pk):
    """Cancel a meeting, after asking."""
    meeting = get_editable_meeting(request.user, pk)
    if meeting.is_held:
        raise PermissionDenied
    if request.method == "POST":
        services.cancel_meeting(meeting, by=request.user)
        messages.success(request, _("The meeting is cancelled. Its people get a letter."))
        return redirect(meeting)
    return render(request, "knowledge/meeting_cancel.html", {"meeting": meeting})


def meeting_memo(request, pk):
    """Write a meeting's memo; two who write at once each see what the other wrote."""
    meeting = get_editable_meeting(request.user, pk)
    latest = MemoRevision.objects.visible_to(request.user).filter(meeting=meeting).first()
    form = MemoForm(
        posted(request),
        initial={
            "text": latest.text if latest else "",
            "base_number": latest.number if latest else 0,
        },
    )
    context = {"meeting": meeting, "round": meeting.round, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            services.write_memo(
                meeting, language=get_language(), by=request.user, **form.cleaned_data
            )
        except MemoChangedError as error:
            context["theirs"] = error.revision
            form.data = form.data.copy()
            form.data["base_number"] = error.revision.number
        else:
            messages.success(request, _("The memo is saved. The round can read it."))
            return redirect(f"{meeting.get_absolute_url()}#h-memo")
    return render(request, "knowledge/meeting_memo.html", context)


def meeting_calendar(request, pk):
    """Send a meeting as a calendar file."""
    meeting = get_meeting(request.user, pk)
    response = HttpResponse(calendar_of([meeting]), content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return response


def get_meeting(user, pk):
    """Return a meeting that a person may know of; Http404 otherwise."""
    meetings = Meeting.objects.visible_to(user).select_related("round", "host__museum")
    return get_object_or_404(meetings, pk=pk)


def get_editable_meeting(user, pk):
    """Return a meeting that a person may change.

    Raise Http404 if they may not know of it, PermissionDenied if they may only read it.
    """
    meeting = get_meeting(user, pk)
    if not Meeting.objects.editable_by(user).contains(meeting):
        raise PermissionDenied
    return meeting


def may_plan(round, user):
    """Whether a person plans the meetings of a round: its coordinator, while it goes on."""
    return not round.has_ended and Round.objects.coordinated_by(user).contains(round)


def hosts_of(round, user):
    """Return the participations that may host in a round."""
    return (
        Participation.objects.visible_to(user)
        .filter(round=round)
        .select_related("museum")
        .order_by("museum__name")
    )


def own_seat(round, user):
    """Return the person's own seat in a round, or nothing."""
    seats = Participation.objects.of(user).filter(round=round)
    return seats.select_related("museum", "round").first()


def agenda_of(meeting):
    """Return (day, rows) of the programme, in order."""
    days = {}
    for row in meeting.agenda:
        day = timezone.datetime.fromisoformat(row["day"]).date()
        days.setdefault(day, []).append(row)
    return sorted(days.items())
