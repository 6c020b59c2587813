"""Where a page stands: menu, breadcrumbs, languages, footer, and what machines read of it."""

from django import template
from django.conf import settings
from django.urls import translate_url
from django.utils.translation import get_language
from wagtail.models import Page

from cms.navigation import navigation_of
from cms.pages import reachable

register = template.Library()

# Says on arrival that the page one came from is not there in this language.
UNTRANSLATED = "untranslated"
OPEN_GRAPH_LOCALES = {"fi": "fi_FI", "sv": "sv_FI", "en": "en_GB"}


@register.inclusion_tag("components/page_meta.html", takes_context=True)
def page_meta(context):
    """Render description, canonical address and the addresses in other languages."""
    navigation, request = navigation_of(context), context["request"]
    page = navigation.page
    if page is None:
        return {}
    urls = {code: each.get_full_url(request) for code, each in navigation.alternates.items()}
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
    page = navigation_of(context).page
    return {"page": page, "parents": page.parents if page else []}


@register.inclusion_tag("components/language_switch.html", takes_context=True)
def language_switch(context):
    """Render links to this page in every language, or to the nearest one above it."""
    request = context["request"]
    urls = _urls_by_language(navigation_of(context), request)
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


def _urls_by_language(navigation, request):
    """Return where each language leads; a page that is not translated says so on arrival."""
    urls = {code: each.get_url(request) for code, each in navigation.alternates.items()}
    missing = [code for code, _ in settings.LANGUAGES if code not in urls]
    if not missing or not navigation.page:
        return urls
    depths = {parent.translation_key: parent.depth for parent in navigation.page.parents}
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
    navigation, request = navigation_of(context), context["request"]
    path = navigation.page.path if navigation.page else ""
    return {
        "items": [
            {
                "title": page.title,
                "url": page.get_url(request),
                "is_current": path == page.path,
                "is_above": path.startswith(page.path),
            }
            for page in navigation.menu
        ]
    }


@register.inclusion_tag("components/footer.html", takes_context=True)
def footer(context):
    """Render the footer of the language, without links that lead nowhere in it."""
    navigation, request = navigation_of(context), context["request"]
    return {
        "footer": navigation.footer,
        "columns": [
            {"heading": column["heading"], "links": list(_addresses(column["links"], request))}
            for column in navigation.footer_columns
        ],
    }


def _addresses(links, request):
    """Yield text and address of the links that lead somewhere."""
    for text, target in links:
        if target:
            yield text, target if isinstance(target, str) else target.get_url(request)
