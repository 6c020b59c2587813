"""Where a page stands: menu, breadcrumbs, languages, footer, and what machines read of it."""

from django import template
from django.conf import settings
from django.urls import translate_url
from django.utils.translation import get_language
from wagtail.models import Page

from cms.models import Footer
from cms.pages import BasePage, reachable

register = template.Library()

# Says on arrival that the page one came from is not there in this language.
UNTRANSLATED = "untranslated"
OPEN_GRAPH_LOCALES = {"fi": "fi_FI", "sv": "sv_FI", "en": "en_GB"}


def _page_of(context):
    """Return the public page that is rendered, or nothing on any other address."""
    page = context.get("page")
    return page if isinstance(page, BasePage) and page.pk else None


@register.inclusion_tag("components/page_meta.html", takes_context=True)
def page_meta(context):
    """Render description, canonical address and the addresses in other languages."""
    page = _page_of(context)
    if page is None:
        return {}
    request = context.get("request")
    urls = {code: each.get_full_url(request) for code, each in page.alternates.items()}
    return {
        "page": page,
        "canonical": page.get_full_url(request),
        "alternates": [(code, urls[code]) for code, _ in settings.LANGUAGES if code in urls],
        "default": urls.get(settings.LANGUAGE_CODE),
        "og_locale": OPEN_GRAPH_LOCALES.get(get_language()),
    }


@register.inclusion_tag("components/breadcrumbs.html", takes_context=True)
def breadcrumbs(context):
    """Render the way from the front page to this one; nothing on the front page."""
    page = _page_of(context)
    return {"page": page, "parents": page.parents if page else []}


@register.inclusion_tag("components/language_switch.html", takes_context=True)
def language_switch(context):
    """Render links to this page in every language, or to the nearest one above it."""
    request = context["request"]
    page = _page_of(context)
    urls = _urls_by_language(page, request) if page else {}
    return {
        "languages": [
            {
                "code": code,
                "url": urls.get(code) or translate_url(request.path, code),
                "is_current": code == get_language(),
            }
            for code, _ in settings.LANGUAGES
        ]
    }


def _urls_by_language(page, request):
    """Return where each language leads; a page that is not translated says so on arrival."""
    urls = {code: each.get_url(request) for code, each in page.alternates.items()}
    missing = [code for code, _ in settings.LANGUAGES if code not in urls]
    if not missing:
        return urls
    depths = {parent.translation_key: parent.depth for parent in page.parents}
    above = Page.objects.filter(
        translation_key__in=depths, locale__language_code__in=missing
    ).select_related("locale")
    for parent in sorted(reachable(above), key=lambda each: depths[each.translation_key]):
        urls[parent.locale.language_code] = f"{parent.get_url(request)}?{UNTRANSLATED}"
    return urls


@register.inclusion_tag("components/arrival_notice.html", takes_context=True)
def arrival_notice(context):
    """Render a notice to whoever changed the language of a page that is not translated."""
    return {"is_untranslated": UNTRANSLATED in context["request"].GET}


@register.inclusion_tag("components/main_menu.html", takes_context=True)
def main_menu(context):
    """Render the pages under the front page that an editor put in the menu."""
    request, current = context["request"], _page_of(context)
    pages = Page.objects.in_menu().filter(depth=3, locale__language_code=get_language())
    pages = reachable(pages).select_related("locale").order_by("path")
    return {
        "items": [
            {
                "title": page.title,
                "url": page.get_url(request),
                "is_current": bool(current) and current.pk == page.pk,
                "is_above": bool(current) and current.path.startswith(page.path),
            }
            for page in pages
        ]
    }


@register.inclusion_tag("components/footer.html", takes_context=True)
def footer(context):
    """Render the footer of the language; links lead to pages in that language."""
    found = Footer.objects.filter(locale__language_code=get_language()).first()
    if found is None:
        return {}
    columns = [column["value"] for column in found.columns.raw_data]
    links = [[link["value"] for link in column["links"]] for column in columns]
    urls = _urls_of({link.get("page") for each in links for link in each}, context.get("request"))
    return {
        "footer": found,
        "columns": [
            {"heading": column["heading"], "links": list(_links(each, urls))}
            for column, each in zip(columns, links, strict=True)
        ],
    }


def _urls_of(ids, request):
    """Return the addresses of pages in the active language by the ids that were chosen.

    One query, where the chosen pages and their translations would be two.
    """
    keys = Page.objects.filter(pk__in=ids - {None}).values("translation_key")
    pages = reachable(Page.objects.filter(translation_key__in=keys)).select_related("locale")
    key_of = {page.pk: page.translation_key for page in pages}
    here = [page for page in pages if page.locale.language_code == get_language()]
    urls = {page.translation_key: page.get_url(request) for page in here}
    return {pk: urls.get(key) for pk, key in key_of.items()}


def _links(links, urls):
    """Yield text and address of the links that lead somewhere in this language."""
    for link in links:
        url = urls.get(link["page"]) if link.get("page") else link.get("url")
        if url:
            yield link["text"], url
