"""The call: a public page with the form that an editor builds on it."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.models import Page
from wagtail.search import index

from applications.blocks import CalculatorBlock, FormBlock
from applications.calculator import DEFAULTS
from applications.countdown import Countdown
from applications.forms.calls import CallPageForm
from applications.panels import EffectsPanel, MissingTextsPanel
from applications.questionnaire import Questionnaire
from cms.blocks import StoryBlock
from cms.fields import StreamField
from cms.pages import BasePage
from knowledge.models import Round


class CallPage(BasePage):
    """A call for applications. Times belong to the round, answers to applications.

    Publishing it makes a new ``FormVersion`` where the form has changed.
    """

    round = models.ForeignKey(
        Round, models.PROTECT, related_name="call_pages", verbose_name=_("forum round")
    )
    conditions_page = models.ForeignKey(
        Page,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("page of the conditions"),
    )
    privacy_page = models.ForeignKey(
        Page,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("privacy notice"),
        help_text=_("Linked where the first personal data is asked."),
    )
    contact_email = models.EmailField(
        _("address for questions"),
        blank=True,
        help_text=_("Shown on every page of the form."),
    )
    body = StreamField(StoryBlock(), blank=True, verbose_name=_("body"))
    calculator = StreamField(
        CalculatorBlock(max_num=1),
        blank=True,
        verbose_name=_("numbers of the cost calculator"),
        help_text=_("Where the calculator begins. Each museum changes them to its own."),
    )
    form = StreamField(FormBlock(), blank=True, verbose_name=_("application form"))

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("round"),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("conditions_page"),
                FieldPanel("privacy_page"),
                FieldPanel("contact_email"),
            ],
            heading=_("Links and questions"),
        ),
        FieldPanel("calculator"),
    ]
    form_panels = [
        HelpPanel(
            content=_(
                "Each step is a page of the form. Questions may be moved, renamed and translated at any "
                "time: answers already given stay with their question."
            )
        ),
        EffectsPanel(),
        MissingTextsPanel(),
        FieldPanel("form"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Content")),
            ObjectList(form_panels, heading=_("Form")),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
            ObjectList(BasePage.settings_panels, heading=_("Settings")),
        ]
    )
    base_form_class = CallPageForm
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    template = "applications/call_page.html"

    class Meta:
        verbose_name = _("call for applications")
        verbose_name_plural = _("calls for applications")

    @classmethod
    def of(cls, round):
        """Return the live page of a round's call in the active language, or in any, or nothing."""
        pages = cls.objects.live().filter(round=round).select_related("locale")
        pages = pages.defer_streamfields().order_by("locale__language_code")
        return min(
            pages,
            key=lambda page: page.locale.language_code != get_language(),
            default=None,
        )

    @cached_property
    def countdown(self):
        """Return the time the call has left."""
        return Countdown.of_call(self.round)

    @property
    def cost_defaults(self):
        """Return {name: number as text} with which the calculator begins."""
        given = self.calculator[0].value if self.calculator else {}
        return DEFAULTS | {name: str(n) for name, n in given.items() if n is not None}

    @cached_property
    def questionnaire(self):
        """Return the published form in the page's language, or nothing."""
        form_version = self.round.form_versions.complete().first()
        return form_version and Questionnaire(form_version, get_language())
