"""News and their list."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from cms.blocks import StoryBlock
from cms.fields import StreamField
from cms.pages import BasePage

from .lists import ListPage


class NewsIndexPage(ListPage):
    """The list of news, newest first."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.NewsPage"]

    class Meta:
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")

    def listed(self):
        """Return the news, newest first."""
        return NewsPage.objects.child_of(self).order_by("-published_on", "-pk")


class NewsPage(BasePage):
    """One piece of news, dated by the editor."""

    published_on = models.DateField(_("date"), db_index=True)
    body = StreamField(StoryBlock(), blank=True, verbose_name=_("body"))

    content_panels = [
        FieldPanel("title"),
        FieldPanel("published_on"),
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.AutocompleteField("body"),
    ]
    parent_page_types = ["home.NewsIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("piece of news")
        verbose_name_plural = _("news")
