"""Public pages: a tree in three languages, and pages under it."""

import datetime as dt
import json
import uuid

from wagtail.models import Locale, Page, Site

from home.models import (
    ExperienceIndexPage,
    ExperiencePage,
    FeedbackPage,
    HomePage,
    NewsIndexPage,
    NewsPage,
    StandardPage,
)

LANGUAGES = ("fi", "sv", "en")
TITLES = {"fi": "Etusivu", "sv": "Startsida", "en": "Home"}


def grow_site():
    """Return the front pages by language, live, at the site's address."""
    Page.objects.filter(depth=2).delete()
    key = uuid.uuid4()
    homes = {}
    for code in LANGUAGES:
        locale = Locale.objects.get_or_create(language_code=code)[0]
        page = HomePage(
            title=TITLES[code],
            slug=code,
            locale=locale,
            translation_key=key,
            headline="Kun osaaminen kiertää",
        )
        homes[code] = Page.objects.get(depth=1).add_child(instance=page)
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "testserver", "root_page": homes["fi"]}
    )
    return homes


def grow(model, above, title, *, text="", **fields):
    """Return a page of a type under another one, with one text in its body."""
    if text:
        block = {"type": "text", "id": str(uuid.uuid4()), "value": f"<p>{text}</p>"}
        fields["body"] = json.dumps([block])
    above = type(above).objects.get(pk=above.pk)
    page = model(title=title, locale=above.locale, **fields)
    return above.add_child(instance=page)


def translate(page, code, title, **fields):
    """Return the live translation of a page."""
    translated = page.copy_for_translation(Locale.objects.get(language_code=code))
    for name, value in {"title": title, "draft_title": title, "live": True, **fields}.items():
        setattr(translated, name, value)
    translated.slug = title.lower()
    translated.save()
    return translated


def standard(above, title, **fields):
    """Return a page of text."""
    return grow(StandardPage, above, title, **fields)


def news(home, count):
    """Return a list of so many pieces of news."""
    index = grow(NewsIndexPage, home, "Ajankohtaista")
    day = dt.date(2026, 1, 1)
    for number in range(count):
        grow(NewsPage, index, f"Uutinen {number}", published_on=day + dt.timedelta(days=number))
    return index


def experiences(home, count):
    """Return a list of so many experiences."""
    index = grow(ExperienceIndexPage, home, "Kokemukset")
    for number in range(count):
        grow(
            ExperiencePage,
            index,
            f"Kokemus {number}",
            museums="Kuunjoen museo",
            ornament="kuunjoki",
            round_name="1. kierros",
            theme="Kokoelmat",
            published_on=dt.date(2026, 1, 1) + dt.timedelta(days=number),
        )
    return index


def feedback_page(home):
    """Return the page with the feedback form."""
    return grow(
        FeedbackPage, home, "Yhteystiedot", recipient="foorumi@example.org", thanks="Luemme kaikki."
    )
