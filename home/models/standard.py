"""Pages of text."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from cms.blocks import StoryBlock
from cms.fields import StreamField
from cms.pages import BasePage


class StandardPage(BasePage):
    """A page of text under the front page, or under another such page; no deeper."""

    body = StreamField(StoryBlock(), blank=True, verbose_name=_("body"))
    is_hidden = models.BooleanField(
        _("hide from search engines"),
        default=False,
        help_text=_("The page stays open to anyone who knows its address."),
    )

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    promote_panels = [*BasePage.promote_panels, FieldPanel("is_hidden")]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.AutocompleteField("body"),
    ]
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]

    class Meta:
        verbose_name = _("page of text")
        verbose_name_plural = _("pages of text")

    @property
    def is_findable(self):
        """Whether search engines may list the page."""
        return not self.is_hidden

    @classmethod
    def can_create_at(cls, parent):
        """Allow one level of pages under a page of the menu."""
        return super().can_create_at(parent) and parent.depth <= 3

    def can_move_to(self, parent):
        """Allow what may be created there, and only without pages of its own deeper down."""
        below = 0 if parent.depth <= 2 or self.is_leaf() else 1
        return super().can_move_to(parent) and parent.depth + below <= 3
