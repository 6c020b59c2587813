"""The demo's public pages, in three languages with the same block ids.

What they say stands in ``demo_content/``, a file a page. There ``page:<name>`` leads to
the page of that file in the same language, and ``ends_in`` counts days from now.
"""

import datetime as dt
import json
import re
import tomllib
import uuid
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from wagtail import blocks
from wagtail.models import Locale, Page, Site

from cms.models import Footer
from cms.translating import adopt_translations
from home import models

CONTENT = Path(__file__).resolve().parent / "demo_content"
LANGUAGES = ("fi", "sv", "en")
IDS = uuid.UUID("6b0c2a52-9c0e-5d0b-9a58-6f3a0f0f2024")
# In the order of the menu; a page comes after the one above it.
PAGES = [
    "home",
    "about",
    "participation",
    "conditions",
    "costs",
    "timetable",
    "earlier",
    "models",
    "experiences",
    "experience-opening-hours",
    "experience-storage",
    "experience-visitors",
    "news",
    "news-2024",
    "news-experiences",
    "news-call-open",
    "contact",
    "accessibility",
    "privacy",
]
FOOTER_COLUMNS = [
    ["conditions", "costs", "experiences", "news"],
    ["accessibility", "privacy", "contact"],
]
EMAIL = "foorumi@example.org"


def create(demo):
    """Create the pages that are missing, and share them and their addresses."""
    said = {name: _read(name) for name in PAGES}
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code in LANGUAGES}
    pages, missing = {}, []
    for name in PAGES:
        pages[name], is_new = _create(name, said[name], pages, locales)
        missing += [name] if is_new else []
    _set_site(pages["home"]["fi"])
    for name in missing:
        for code in LANGUAGES:
            _fill(pages, name, code, said[name])
    _create_footer(pages, locales)
    # Read again: the tree has grown under them.
    pages = {
        name: {code: type(page).objects.get(pk=page.pk) for code, page in by_language.items()}
        for name, by_language in pages.items()
    }
    for name in missing:
        adopt_translations(pages[name]["fi"], [pages[name][code] for code in LANGUAGES[1:]])
    demo.share["home"] = pages["home"]
    demo.share["pages"] = {name: by_language["fi"] for name, by_language in pages.items()}
    with translation.override("fi"):
        for name in PAGES:
            demo.urls[name] = demo.share["pages"][name].get_url()
        demo.urls["search"] = reverse("home:search")


def _read(name):
    return tomllib.loads((CONTENT / f"{name}.toml").read_text(encoding="utf-8"))


def _create(name, said, pages, locales):
    """Return a page by language and whether it is new; new ones are empty drafts."""
    model = getattr(models, said["kind"])
    found = model.objects.filter(locale=locales["fi"], slug=said["fi"]["slug"]).first()
    if found:
        translations = model.objects.filter(translation_key=found.translation_key)
        return {page.locale.language_code: page for page in translations}, False
    page = model(title=said["fi"]["title"], slug=said["fi"]["slug"], live=False)
    page.locale = locales["fi"]
    for field, value in _shared(said).items():
        setattr(page, field, value)
    above = pages[said.get("parent", "home")]["fi"] if pages else Page.get_first_root_node()
    by_language = {"fi": above.add_child(instance=page)}
    for code in LANGUAGES[1:]:
        by_language[code] = page.copy_for_translation(locales[code])
    return by_language, True


def _shared(said):
    """Return the fields that are the same in every language."""
    today = timezone.localdate()
    shared = {"show_in_menus": said.get("in_menu", False)}
    for field, value in said.get("all", {}).items():
        if field.endswith("days_ago"):
            name = field.removesuffix("days_ago") + "on"
            shared["published_on" if name == "on" else name] = today - dt.timedelta(days=value)
        elif field == "check_in_days":
            shared["check_by"] = today + dt.timedelta(days=value)
        elif not str(value).startswith("page:"):
            shared[field] = value
    return shared


def _fill(pages, name, code, said):
    """Write and publish a page in one language."""
    ids = {other: by_language[code].pk for other, by_language in pages.items()}
    page = type(pages[name][code]).objects.get(pk=pages[name][code].pk)
    for field, value in said[code].items():
        if field == "body":
            stream = page._meta.get_field("body").stream_block
            value = json.dumps(_stream(stream, value, name, ids))
        setattr(page, field, value)
    for field, value in said.get("all", {}).items():
        if str(value).startswith("page:"):
            setattr(page, f"{field}_id", ids[value.removeprefix("page:")])
    page.draft_title = page.title
    page.save_revision().publish()


def _stream(stream, said, path, ids):
    """Return a stream as it is stored; ids follow from where a block stands."""
    found = []
    for number, block in enumerate(said):
        here = f"{path}/{number}"
        child = stream.child_blocks[block["type"]]
        said_here = block if isinstance(child, blocks.StructBlock) else block["value"]
        value = _value(child, said_here, here, ids)
        found.append({"type": block["type"], "id": _id(here), "value": value})
    return found


def _value(block, said, path, ids):
    """Return a block's value as it is stored."""
    if isinstance(block, blocks.StructBlock):
        if "ends_in" in said:
            day = timezone.localdate() + dt.timedelta(days=said["ends_in"])
            said = {**said, "ends_on": day.isoformat()}
        return {
            name: _value(child, said[name], f"{path}/{name}", ids)
            for name, child in block.child_blocks.items()
            if name in said
        }
    if isinstance(block, blocks.ListBlock):
        items = [(f"{path}/{number}", item) for number, item in enumerate(said)]
        return [
            {"type": "item", "id": _id(here), "value": _value(block.child_block, item, here, ids)}
            for here, item in items
        ]
    if isinstance(block, blocks.PageChooserBlock):
        return ids[said.removeprefix("page:")]
    return re.sub(r'(?<=id=")page:([\w-]+)', lambda match: str(ids[match[1]]), said)


def _id(path):
    return str(uuid.uuid5(IDS, path))


def _set_site(home):
    """Make the front pages the site's; one that has an address keeps it."""
    if Site.objects.filter(is_default_site=True, root_page=home).exists():
        return
    address = urlsplit(settings.SITE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": address.hostname,
            "port": port,
            "root_page": home,
            "site_name": "Foorumi",
        },
    )
    Page.objects.filter(depth=2, slug="home").delete()


def _create_footer(pages, locales):
    said = _read("footer")
    key = uuid.uuid5(IDS, "footer")
    for code in LANGUAGES:
        columns = [
            {
                "type": "column",
                "id": _id(f"footer/{number}"),
                "value": {
                    "heading": said[code]["headings"][number],
                    "links": [
                        {
                            "type": "item",
                            "id": _id(f"footer/{number}/{name}"),
                            "value": {
                                "text": said[code]["links"][name],
                                "page": pages[name][code].pk,
                            },
                        }
                        for name in names
                    ],
                },
            }
            for number, names in enumerate(FOOTER_COLUMNS)
        ]
        Footer.objects.get_or_create(
            translation_key=key,
            locale=locales[code],
            defaults={
                "organisers": said[code]["organisers"],
                "contact_heading": said[code]["contact_heading"],
                "phone": said[code]["phone"],
                "email": EMAIL,
                "columns": json.dumps(columns),
            },
        )
