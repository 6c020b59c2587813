"""Experiences that their museums have released to everybody."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from cms.blocks import StoryBlock
from cms.fields import StreamField
from cms.pages import BasePage, reachable
from home.releases import digest_of

from .lists import ListPage


class ExperienceIndexPage(ListPage):
    """The list of experiences, latest first."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.ExperiencePage"]

    class Meta:
        verbose_name = _("list of experiences")
        verbose_name_plural = _("lists of experiences")

    def listed(self):
        """Return the experiences, latest first."""
        return ExperiencePage.objects.child_of(self).order_by("-published_on", "-pk")


class ExperiencePage(BasePage):
    """What a museum tried and learnt. Names and texts are those the museums approved.

    A page that the workspace released has a ``release_id`` and, in ``release_language``,
    says nothing but the text whose hash is ``approved_text``; its translations are its
    editors' and say that they are translations.
    """

    museums = models.CharField(_("museums"), max_length=1000)
    ornament = models.CharField(
        _("short name of the museum"),
        max_length=60,
        blank=True,
        validators=[RegexValidator(r"^[a-z0-9-]+$")],
        help_text=_("Draws the museum's ornament beside its name: small letters a–z and hyphens."),
    )
    round_name = models.CharField(_("forum round"), max_length=80)
    theme = models.CharField(_("theme"), max_length=500)
    published_on = models.DateField(_("date"), db_index=True)
    body = StreamField(StoryBlock(), blank=True, verbose_name=_("body"))
    release_id = models.UUIDField(null=True, editable=False, db_index=True)
    release_language = models.CharField(max_length=2, blank=True, editable=False)
    approved_text = models.CharField(max_length=64, blank=True, editable=False)

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("museums"), FieldPanel("ornament")]),
                FieldRowPanel([FieldPanel("round_name"), FieldPanel("theme")]),
                FieldPanel("published_on"),
            ],
            heading=_("Museums and round"),
        ),
        FieldPanel("body"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("museums"),
        index.SearchField("body"),
        index.AutocompleteField("body"),
    ]
    parent_page_types = ["home.ExperienceIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("experience")
        verbose_name_plural = _("experiences")

    @property
    def is_translated_release(self):
        """Whether it is an editors' translation of a text that the museums approved."""
        return bool(self.release_id) and self.locale.language_code != self.release_language

    @property
    def approved_page(self):
        """Return the page in the language that was approved, if anybody may open it."""
        pages = ExperiencePage.objects.filter(
            release_id=self.release_id, locale__language_code=self.release_language
        )
        return reachable(pages).order_by("pk").first()

    def clean(self):
        """Refuse to save other words than those the museums have approved."""
        super().clean()
        if self.release_id is None or self.is_translated_release:
            return
        if digest_of(self) != self.approved_text:
            raise ValidationError(
                _(
                    "The museums have approved this very text, so it cannot be changed here. "
                    "Ask the museum to change its experience and release it again."
                )
            )
