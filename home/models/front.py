"""The front page."""

from django.db import models
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from cms.fields import StreamField
from cms.pages import BasePage
from home.blocks import HomeBlock

# Levels under the front page that an address is looked up on.
DEEPEST = 4


class HomePage(BasePage):
    """The front page of a language. The state of the call shows itself in it."""

    headline = models.CharField(_("headline"), max_length=120, blank=True)
    body = StreamField(HomeBlock(), blank=True, verbose_name=_("sections"))

    content_panels = [
        FieldPanel("title"),
        FieldPanel("headline"),
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.AutocompleteField("body"),
    ]
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    @property
    def name(self):
        """Return the headline: "Home" tells nobody anything elsewhere."""
        return self.seo_title or self.headline or self.title

    def route(self, request, path_components):
        """Find the page of an address in one query and not in one a level.

        The way to it must be live, as it must for the sitemap.
        """
        if not path_components:
            return super().route(request, [])
        parts = path_components[:DEEPEST]
        paths = [f"{self.url_path}{'/'.join(parts[:n])}/" for n in range(1, len(parts) + 1)]
        way = list(
            Page.objects.filter(slug__in=parts, url_path__in=paths, live=True).order_by("depth")
        )
        if len(way) != len(path_components):
            raise Http404
        page = way[-1].specific
        page.parents = [self, *way[:-1]]
        return page.route(request, [])
