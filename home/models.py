"""The public pages."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.blocks import StoryBlock
from cms.fields import StreamField
from cms.pages import BasePage


class HomePage(BasePage):
    """The front page of a language."""

    body = StreamField(StoryBlock(), blank=True, verbose_name=_("body"))

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("home page")
