"""The front page."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from cms.fields import StreamField
from cms.pages import BasePage
from home.blocks import HomeBlock


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
