"""A person's notices: the list, reading, silence, and how mail comes or ends."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cms.keyset import newest_first
from knowledge import services
from knowledge.forms import NoticePreferenceForm
from knowledge.mailing import person_of
from knowledge.models import Notice, NoticePreference, Plan
from knowledge.news import count_for, news_of

from .access import for_members, posted

PAGE_SIZE = 20


@for_members
def notice_list(request):
    """Show a person's notices, newest first; mark those up to the newest shown as read."""
    visible = Notice.objects.visible_to(request.user)
    if request.method == "POST":
        newest = get_object_or_404(visible, pk=_id_in(request.POST.get("newest")))
        services.read_notices(visible.filter(created_at__lte=newest.created_at))
        messages.success(request, _("All your notices are marked as read."))
        return redirect("knowledge:notice_list")
    found = visible.select_related("museum")
    page = newest_first(found, known=visible, size=PAGE_SIZE, query=request.GET, by="created_at")
    news = news_of(page.rows, request.user)
    context = {
        "page": page,
        "news": news,
        "newest": news[0].notice if news and not page.newer else None,
        "unread": count_for(request.user),
        "has_unread": any(each.notice.read_at is None for each in news),
    }
    return render(request, "knowledge/notice_list.html", context)


def notice_open(request, pk):
    """Lead to what a notice tells of; it is read then. A POST only marks it as read."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    found = news_of([notice], request.user)
    if not found:
        raise Http404
    if request.method != "HEAD":
        services.read_notices(Notice.objects.visible_to(request.user).filter(pk=notice.pk))
    return redirect("knowledge:notice_list" if request.method == "POST" else found[0].url)


@for_members
def notice_preferences(request):
    """Let a person choose how often mail comes, and whether it names titles."""
    preference = NoticePreference.objects.of(request.user).first() or NoticePreference()
    form = NoticePreferenceForm(
        posted(request),
        initial={"pace": preference.pace, "wants_titles": preference.wants_titles},
    )
    if request.method == "POST" and form.is_valid():
        services.choose_mail(by=request.user, **form.cleaned_data)
        messages.success(request, _("Your choice is saved."))
        return redirect("knowledge:notice_list")
    return render(request, "knowledge/notice_preferences.html", {"form": form})


def plan_mute(request, pk):
    """Silence the notices of a plan, or let them come again; a GET leads to the plan."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), pk=pk)
    if request.method != "POST":
        return redirect(plan)
    if "unmute" in request.POST:
        services.unmute_plan(plan, by=request.user)
        messages.success(request, _("You are told of this plan again."))
    else:
        services.mute_plan(plan, by=request.user)
        messages.success(request, _("You are told nothing more of this plan."))
    return redirect(f"{plan.get_absolute_url()}#h-sparring")


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def notice_mail_off(request, token):
    """Switch mail off for who holds a letter, in one press, by hand or by a mail program.

    The pages are the same for every token, true or not: they tell nothing of anybody.
    """
    is_off = request.method == "POST"
    if is_off and (person := person_of(token)):
        services.stop_mail(person)
    response = render(request, "knowledge/notice_mail_off.html", {"is_off": is_off})
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _id_in(text):
    """Return an id that was posted; Http404 if it is none."""
    try:
        return uuid.UUID(text)
    except (TypeError, ValueError) as error:
        raise Http404 from error
