"""The pages that a public page leads to, read in one query."""

from collections import defaultdict

from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import get_language
from wagtail.models import Page

from cms.models import Footer
from cms.pages import BasePage, reachable


def navigation_of(context):
    """Return the navigation of the page being rendered; the first call makes it."""
    request = context["request"]
    if not hasattr(request, "navigation"):
        page = context.get("page")
        is_public = isinstance(page, BasePage) and page.pk
        request.navigation = Navigation(page if is_public else None)
    return request.navigation


class Navigation:
    """Menu, other languages and footer of a public page, or of an address beside the tree.

    ``page`` is the page, or nothing.
    """

    def __init__(self, page):
        self.page = page
        self.language = get_language()

    @cached_property
    def footer(self):
        """Return the footer of the language, or nothing."""
        return Footer.objects.filter(locale__language_code=self.language).first()

    @property
    def alternates(self):
        """Return the reachable pages that say the same in each language, by language."""
        return self._pages[self.page.translation_key] if self.page else {}

    @cached_property
    def menu(self):
        """Return the pages of the menu, in the order of the tree."""
        pages = [versions.get(self.language) for versions in self._pages.values()]
        shown = [page for page in pages if page and page.depth == 3 and page.show_in_menus]
        return sorted(shown, key=lambda page: page.path)

    @cached_property
    def footer_columns(self):
        """Return heading and links of each column: pairs of a text and a page or an address.

        A link leads to its page in this language, whichever version an editor chose.
        """
        chosen = {
            page.pk: versions.get(self.language)
            for versions in self._pages.values()
            for page in versions.values()
        }
        return [
            {
                "heading": column["heading"],
                "links": [
                    (link["text"], chosen.get(link["page"]) if link.get("page") else link["url"])
                    for link in links
                ],
            }
            for column, links in self._columns
        ]

    @property
    def _columns(self):
        """Yield the footer's columns as they are stored, so that no page is read for them."""
        for column in self.footer.columns.raw_data if self.footer else []:
            yield column["value"], [link["value"] for link in column["value"]["links"]]

    @cached_property
    def _pages(self):
        """Return reachable pages by translation key and language."""
        ids = [link.get("page") for _, links in self._columns for link in links]
        keys = Page.objects.filter(pk__in=[pk for pk in ids if pk]).values("translation_key")
        wanted = Q(translation_key__in=keys)
        wanted |= Q(depth=3, show_in_menus=True, locale__language_code=self.language)
        if self.page:
            wanted |= Q(translation_key=self.page.translation_key)
        pages = defaultdict(dict)
        for page in reachable(Page.objects.filter(wanted)).select_related("locale"):
            pages[page.translation_key][page.locale.language_code] = page
        return pages
