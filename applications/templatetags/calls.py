"""The state of the call, for any page."""

from django import template
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import get_language

from applications.carrying import open_calls
from applications.countdown import Countdown
from applications.models import CallPage, FormVersion

register = template.Library()


@register.inclusion_tag("applications/call_status.html", takes_context=True)
def call_status(context, level=2):
    """Render the state of the call that matters now, in the page's language.

    An open call comes first, then the next to open, then the last one closed. Renders
    nothing where the language has no call.
    """
    calls = CallPage.objects.live().filter(locale__language_code=get_language())
    complete = FormVersion.objects.complete().filter(round=OuterRef("round"))
    calls = calls.select_related("round", "locale").defer_streamfields()
    calls = calls.annotate(has_form=Exists(complete))
    now = timezone.now()
    page = min(calls, key=lambda call: _relevance(call.round, now), default=None)
    if page is None:
        return {}
    return {
        "call": page,
        "url": page.get_url(context.get("request")),
        "countdown": Countdown.of_call(page.round, now, has_form=page.has_form),
        "level": level,
    }


@register.inclusion_tag("applications/call_box.html")
def call_box(page):
    """Render the state of one call, on its own page."""
    return {"page": page, "countdown": page.countdown}


@register.inclusion_tag("applications/countdown.html")
def countdown(value):
    """Render the time left as one slim box: only what it says matters."""
    return {"countdown": value}


@register.inclusion_tag("applications/reuse_link.html")
def reuse_link(application):
    """Render the way to an open call with an earlier application's answers, or nothing."""
    calls = open_calls(application) if application.can_be_reused else []
    return {"application": application, "calls": calls}


def _relevance(round, now):
    """Return a key that sorts open calls first, then coming ones, then those closed."""
    state = round.call_state(now)
    if state == round.CallState.COMING:
        return 1, round.opens_at.timestamp() if round.opens_at else float("inf")
    if state == round.CallState.CLOSED:
        return 2, -round.closes_at.timestamp()
    return 0, round.closes_at.timestamp()
