"""Search over the public pages of one language."""

import json
import re

from django.db.models import CharField, F, TextField, Value
from django.db.models.functions import Cast
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language
from wagtail import blocks
from wagtail.models import Page, get_page_models
from wagtail.rich_text import get_text_for_indexing

from cms.clean_text import clean_text
from cms.pages import BasePage, reachable

LONGEST = 100
MOST_WORDS = 8
EXCERPT = 180
WORD = re.compile(r"[^\W_]+")


def words_of(query):
    """Return the words to look for, in small letters: few, and nothing but letters and digits."""
    return WORD.findall(clean_text(query)[:LONGEST].lower())[:MOST_WORDS]


def find_pages(words):
    """Return the reachable pages in which words begin with all of ``words``, best first."""
    pages = Page.objects.filter(locale__language_code=get_language(), depth__gt=1)
    # The search backend takes no filters but its own, so reachability stands in a subquery.
    found = Page.objects.filter(pk__in=reachable(pages).values("pk")).select_related("locale")
    return found.autocomplete(" ".join(words), operator="and")


def add_excerpts(pages, words):
    """Give each page an ``excerpt``: the first place that has one of the words, marked.

    One query for all types of pages.
    """
    texts = _texts_of([page.pk for page in pages])
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, words))})\w*", re.IGNORECASE)
    for page in pages:
        page.excerpt = mark(_around(texts.get(page.pk, []), pattern), pattern)


def mark(text, pattern):
    """Return the text with what matches in <mark>."""
    parts, end = [], 0
    for match in pattern.finditer(text):
        parts += [(text[end : match.start()], match.group())]
        end = match.end()
    marked = format_html_join("", "{}<mark>{}</mark>", parts)
    return format_html("{}{}", marked, text[end:])


def _around(texts, pattern):
    """Return about as much of the first text that matches as fits, or of the first text."""
    for text in texts:
        if match := pattern.search(text):
            start = max(0, match.start() - EXCERPT // 3)
            start = text.rfind(" ", 0, start) + 1 if start else 0
            return _cut(text, start)
    return _cut(texts[0], 0) if texts else ""


def _cut(text, start):
    piece = text[start : start + EXCERPT]
    end = start + EXCERPT < len(text)
    return f"{'… ' if start else ''}{piece.rsplit(' ', 1)[0] + ' …' if end else piece}"


def _texts_of(ids):
    """Return what each page says, as plain texts by id: the introduction, then the body."""
    if not ids:
        return {}
    models = _models()
    first, *rest = [_rows(model, number, ids) for number, model in enumerate(models)]
    return {
        pk: [introduction, *_plain(models[int(number)], body)]
        for pk, number, introduction, body in first.union(*rest, all=True)
    }


def _models():
    """Return the types of public pages."""
    return [model for model in get_page_models() if issubclass(model, BasePage)]


def _rows(model, number, ids):
    """Return id, number of the type, introduction and raw body of a type's pages."""
    has_body = any(field.name == "body" for field in model._meta.fields)
    body = Cast(F("body"), TextField()) if has_body else Value("", TextField())
    rows = model.objects.filter(pk__in=ids).order_by()
    rows = rows.annotate(kind=Value(str(number), CharField()), raw=body)
    return rows.values_list("pk", "kind", "introduction", "raw")


def _plain(model, body):
    """Return the texts in a raw stream, one by one."""
    if not body:
        return []
    stream = model._meta.get_field("body").stream_block
    return [text for block in json.loads(body) for text in _said(stream, block)]


def _said(parent, item):
    """Yield the texts of a block in a stream, as it is stored: pages are not looked up."""
    if block := parent.child_blocks.get(item["type"]):
        yield from _texts(block, item["value"])


def _texts(block, value):
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from _texts(child, value.get(name))
    elif isinstance(block, blocks.ListBlock):
        for item in value or []:
            yield from _texts(block.child_block, item["value"])
    elif isinstance(block, (blocks.RichTextBlock, blocks.CharBlock, blocks.TextBlock)) and value:
        yield " ".join(get_text_for_indexing(value).split())
