"""Pages of what museums release: made as drafts, kept to the approved text, taken away whole."""

import hashlib
import html
import json
import re
import uuid

from django.db import transaction
from django.utils.html import escape
from django.utils.text import slugify
from django.utils.timezone import localdate
from wagtail.models import Locale, PageLogEntry
from wagtail_localize.models import String, StringSegment

from cms.pages import reachable
from cms.releases import NoPlaceError, Release

BLOCK_KEYS = re.compile(r'\s*data-block-key="[^"]*"')
SPACES = re.compile(r"\s+")


@transaction.atomic
def publish(release: Release):
    """Make the draft page of a release, for an editor to publish.

    It has no author and no history but the approved text. Raise NoPlaceError if there is
    no list of experiences in its language.
    """
    from home.models import ExperienceIndexPage, ExperiencePage

    lists = ExperienceIndexPage.objects.filter(locale__language_code=release.language)
    above = lists.order_by("path").first()
    if above is None:
        raise NoPlaceError
    page = ExperiencePage(
        title=release.title,
        slug=f"{slugify(release.title)[:60] or 'x'}-{release.public_id.hex[:12]}",
        locale=Locale.objects.get(language_code=release.language),
        introduction=release.introduction,
        museums=release.museums,
        ornament=release.ornament,
        round_name=release.round_name,
        theme=release.theme,
        published_on=localdate(),
        body=json.dumps(body_of(release)),
        live=False,
        has_unpublished_changes=True,
        release_id=release.public_id,
        release_language=release.language,
    )
    page.approved_text = digest_of(page)
    above.add_child(instance=page)
    page.save_revision()


@transaction.atomic
def withdraw(public_id):
    """Take a release away: its pages in every language, their revisions and what tells of them.

    Search and the sitemap read the pages themselves. Copies that an editor made go too, and
    with a page goes what wagtail-localize keeps of it, but for texts, which it keeps to use
    again: those that no other page says are deleted here.
    """
    from home.models import ExperiencePage

    pages = ExperiencePage.objects.filter(release_id=public_id)
    ids = list(pages.values_list("pk", flat=True))
    keys = set(pages.values_list("translation_key", flat=True))
    texts = _texts_of(keys)
    for pk in ids:
        ExperiencePage.objects.get(pk=pk).delete()
    PageLogEntry.objects.filter(page_id__in=ids).delete()
    String.objects.filter(pk__in=texts, segments=None).delete()


def address_of(public_id):
    """Return the address of the published page of a release, or ""."""
    from home.models import ExperiencePage

    pages = ExperiencePage.objects.filter(release_id=public_id)
    page = reachable(pages).order_by("pk").first()
    return page.get_url() if page else ""


def body_of(release):
    """Return the stream of a release's page: one text with a heading a part."""
    text = "".join(
        f"<h2>{escape(heading)}</h2>{_paragraphs(said)}" for heading, said in release.sections
    )
    return [{"type": "text", "id": str(uuid.uuid5(release.public_id, "text")), "value": text}]


def digest_of(page):
    """Return the hash of all that a released page says, however the editor's tools store it."""
    said = [page.title, page.seo_title, page.search_description, page.introduction]
    said += [page.museums, page.ornament, page.round_name, page.theme]
    said += [f"{block['type']}:{_bare(block['value'])}" for block in page.body.raw_data]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _bare(value):
    """Return a block's stored value as text, without the keys and entities editors' tools add."""
    text = value if isinstance(value, str) else json.dumps(value, sort_keys=True)
    return SPACES.sub(" ", html.unescape(BLOCK_KEYS.sub("", text))).strip()


def _paragraphs(text):
    parts = [escape(part.strip()) for part in re.split(r"\n{2,}", text) if part.strip()]
    return "".join(f"<p>{part.replace(chr(10), '<br/>')}</p>" for part in parts)


def _texts_of(keys):
    """Return the ids of the texts that wagtail-localize keeps of pages."""
    segments = StringSegment.objects.filter(source__object__translation_key__in=keys)
    return set(segments.values_list("string", flat=True))
