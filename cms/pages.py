"""What every public page shares."""

from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index


def reachable(pages):
    """Return those of ``pages`` that anybody may open: live and public, their ancestors too."""
    path = ExpressionWrapper(OuterRef("path"), output_field=models.CharField())
    drafts = Page.objects.alias(below=path).filter(below__startswith=F("path"))
    closed = PageViewRestriction.objects.alias(below=path).filter(below__startswith=F("page__path"))
    return pages.filter(~Exists(drafts.filter(live=False)), ~Exists(closed))


class BasePage(Page):
    """A page with an introduction, which is also what search engines and lists show."""

    # Whether search engines may list the page; some types leave that to the editor.
    is_findable = True

    introduction = models.TextField(
        _("introduction"),
        max_length=400,
        blank=True,
        help_text=_("One or two sentences at the top of the page and in lists."),
    )

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.AutocompleteField("introduction"),
    ]

    class Meta:
        abstract = True

    @property
    def name(self):
        """Return what the browser's tab, search engines and social media call the page."""
        return self.seo_title or self.title

    @property
    def description(self):
        """Return what search engines and social media show under the title."""
        return self.search_description or self.introduction

    @cached_property
    def parents(self):
        """Return the pages above this one, from the front page down; routing has them already."""
        if self.depth <= 2:
            return []
        return list(self.get_ancestors().filter(depth__gt=1).order_by("depth"))

    def get_view_restrictions(self):
        """Return what closes the page or one above it, without reading those again."""
        pages = [self, *self.parents]
        if any(page.alias_of_id for page in pages):
            return super().get_view_restrictions()
        return PageViewRestriction.objects.filter(Q(page__in=pages) | Q(page__depth=1))
