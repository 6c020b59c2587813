"""What the pages of the workspace share: the rail, audiences in words, the hill."""

from django import template
from django.conf import settings
from django.urls import reverse, translate_url
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from knowledge.events import is_auditor
from knowledge.markup import to_html
from knowledge.models import Participation, Plan
from knowledge.models.standing import standing_of

register = template.Library()

MENU = [
    ("workspace", "house", gettext_lazy("Home")),
    ("plan_list", "file-text", gettext_lazy("Plans")),
    ("experience_list", "lightbulb", gettext_lazy("Experiences")),
    ("meeting_list", "calendar", gettext_lazy("Meetings")),
    ("search", "search", gettext_lazy("Search")),
    ("notice_list", "bell", gettext_lazy("Notices")),
    ("offer_list", "lightbulb", gettext_lazy("Offers and needs")),
    ("museum_list", "building-2", gettext_lazy("Museums")),
]
AUDITORS_MENU = [("event_list", "history", gettext_lazy("Log"))]
SECTIONS = {
    "plan": "plan_list",
    "round": "museum_list",
    "attachment": "plan_list",
    "museum": "museum_list",
    "experience": "experience_list",
    "consent": "experience_list",
    "meeting": "meeting_list",
    "hosting": "meeting_list",
    "offer": "offer_list",
    "match": "offer_list",
    "directory": "offer_list",
    "calendar": "meeting_list",
    "notice": "notice_list",
}


@register.inclusion_tag("knowledge/rail.html", takes_context=True)
def workspace_rail(context):
    """Render the rail beside every workspace page; its menu opens with the first promise."""
    request = context["request"]
    here = request.resolver_match.url_name or ""
    section = SECTIONS.get(here.split("_")[0], here)
    seats = Participation.objects.of(request.user).select_related("museum", "round")
    round = context.get("round")
    seat = seats.filter(round=round).first() if round else seats.order_by("-joined_at").first()
    if standing_of(request.user).entered:
        menu = MENU
    else:
        menu = AUDITORS_MENU if is_auditor(request.user) else []
    return {
        "person": request.user,
        "museum": seat.museum if seat else None,
        "menu": [
            {"url": reverse(f"knowledge:{name}"), "icon": icon, "label": label, "name": name}
            for name, icon, label in menu
        ],
        "section": section,
        "unread": context.get("unread"),
        "here": here,
        "languages": [
            (code, translate_url(request.path, code), code == get_language())
            for code, _name in settings.LANGUAGES
        ],
    }


@register.simple_tag
def marked(text, shift=0):
    """Return the lines of ``knowledge.markup`` as the HTML they stand for.

    Its headings are ``shift`` levels lower than ``h3``.
    """
    return to_html(text, level=3 + shift)


@register.simple_tag
def numbers(audience):
    """Return how many can open something: “14 people in 5 museums and one who runs the round”."""
    people = len(audience.people)
    if not audience:
        return _("nobody")
    count = ngettext("%(count)d person", "%(count)d people", people) % {"count": people}
    museums = ngettext("in one museum", "in %(count)d museums", audience.museum_count) % {
        "count": audience.museum_count
    }
    words = f"{count} {museums}"
    if audience.helpers:
        helpers = len(audience.helpers)
        words += " " + ngettext(
            "and one who runs the round", "and %(count)d who run the round", helpers
        ) % {"count": helpers}
    return words


@register.simple_tag
def audience_words(plan, is_own):
    """Return who a plan is meant for, as its own museum or another says it."""
    if plan.archive == Plan.Archive.OPEN:
        return _("Open to this round and later ones")
    if plan.archive == Plan.Archive.HIDDEN:
        return _("Hidden after the round, visible to our museum only")
    if plan.audience == Plan.Audience.PARTNERS and not is_own:
        return _("Given to named museums")
    return {
        Plan.Audience.MUSEUM: _("Visible to our museum only"),
        Plan.Audience.PARTNERS: _("Visible to our sparring partners"),
        Plan.Audience.ROUND: _("Visible to this round"),
    }[plan.audience]


@register.simple_tag
def museum_name(museum):
    """Return a museum's name, with its language if that is not the page's."""
    if museum.name_language == get_language():
        return museum.name
    return format_html('<span lang="{}">{}</span>', museum.name_language, museum.name)


@register.inclusion_tag("knowledge/meeting_time.html")
def meeting_time(meeting):
    """Render when a meeting is: a day with its hours, or from a day to a day."""
    return {"meeting": meeting}


@register.simple_tag
def in_language(plan):
    """Return the ``lang`` attribute of a plan's own texts, or nothing if it is the page's."""
    return "" if plan.language == get_language() else format_html(' lang="{}"', plan.language)
