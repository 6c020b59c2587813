"""Lists of pages, one screen at a time."""

from django.core.paginator import Paginator

from cms.pages import BasePage, reachable

PAGE_SIZE = 10


class ListPage(BasePage):
    """A page that lists the pages under it."""

    class Meta:
        abstract = True

    def listed(self):
        """Return the pages to list, as a QuerySet in their order."""
        raise NotImplementedError

    def get_context(self, request, *args, **kwargs):
        """Add ``listing``, the page of the list that the address asks for, or the nearest."""
        pages = reachable(self.listed()).select_related("locale").defer_streamfields()
        listing = Paginator(pages, PAGE_SIZE).get_page(request.GET.get("page"))
        return {**super().get_context(request, *args, **kwargs), "listing": listing}
