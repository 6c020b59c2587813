"""The accessibility statement, which the law asks of the site in each language."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from cms.pages import BasePage

WORDS = ["bold", "italic", "ol", "ul", "link"]


class AccessibilityStatementPage(BasePage):
    """How accessible the site is, as the act on digital services wants it told."""

    class Level(models.TextChoices):
        FULL = "full", _("The site meets all requirements.")
        PARTIAL = "partial", _("The site meets the requirements for the most part.")
        NONE = "none", _("The site does not meet the requirements yet.")

    level = models.CharField(_("level"), max_length=10, choices=Level.choices)
    shortcomings = RichTextField(
        _("what is not accessible, and why"),
        features=WORDS,
        blank=True,
        help_text=_("What does not work, for whom, why, and when it will be mended."),
    )
    assessment = RichTextField(_("how it was assessed"), features=WORDS)
    published_on = models.DateField(_("published on"))
    reviewed_on = models.DateField(_("last reviewed on"))
    feedback_page = models.ForeignKey(
        "home.FeedbackPage",
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("page of the feedback form"),
    )
    supervisor = RichTextField(_("supervisory authority"), features=WORDS)
    check_by = models.DateField(
        _("check by"),
        help_text=_("Shown to editors only: they are reminded in the admin from this day on."),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("level"),
        FieldPanel("shortcomings"),
        FieldPanel("assessment"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("published_on"), FieldPanel("reviewed_on")]),
                FieldPanel("check_by"),
            ],
            heading=_("Dates"),
        ),
        FieldPanel("feedback_page"),
        FieldPanel("supervisor"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("shortcomings"),
        index.SearchField("assessment"),
    ]
    parent_page_types = ["home.HomePage"]
    subpage_types = []

    class Meta:
        verbose_name = _("accessibility statement")
        verbose_name_plural = _("accessibility statements")

    @property
    def feedback_form(self):
        """Return the page of the feedback form in this page's language, or nothing."""
        if self.feedback_page is None:
            return None
        return self.feedback_page.alternates.get(self.locale.language_code)
