"""What every public page shares."""

from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef
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
    def description(self):
        """Return what search engines and social media show under the title."""
        return self.search_description or self.introduction

    @cached_property
    def alternates(self):
        """Return the reachable pages that say this in each language, by language code."""
        pages = Page.objects.filter(translation_key=self.translation_key)
        pages = reachable(pages).select_related("locale")
        return {page.locale.language_code: page for page in pages}

    @cached_property
    def parents(self):
        """Return the pages above this one, from the front page down."""
        return list(
            self.get_ancestors().filter(depth__gt=1).select_related("locale").order_by("depth")
        )
