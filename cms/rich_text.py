"""Links to pages within formatted text."""

from django.utils.html import format_html
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from cms.pages import reachable


class LanguagePageLinkHandler(PageLinkHandler):
    """Leads to a page in the reader's language, and says so where it is in another one.

    One query for all links of a text; a page that nobody can open is no link.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        """Return the opening tags of links."""
        ids = [attrs.get("id") for attrs in attrs_list]
        keys = Page.objects.filter(pk__in=ids).values("translation_key")
        pages = reachable(Page.objects.filter(translation_key__in=keys)).select_related("locale")
        chosen = {str(page.pk): page for page in pages}
        here = {p.translation_key: p for p in pages if p.locale.language_code == get_language()}
        return [cls._tag(chosen.get(str(pk)), here) for pk in ids]

    @staticmethod
    def _tag(page, here):
        if page is None:
            return "<a>"
        if found := here.get(page.translation_key):
            return format_html('<a href="{}">', found.url)
        code = page.locale.language_code
        return format_html('<a href="{}" hreflang="{}">', page.url, code)
