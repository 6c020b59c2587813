"""The call: a public page with the form that an editor builds on it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from knowledge.models import Round
from wagtail.admin.panels import FieldPanel

from cms.pages import BasePage


class CallPage(BasePage):
    """A call for applications. Times belong to the round, answers to applications."""

    round = models.ForeignKey(
        Round, models.PROTECT, related_name="call_pages", verbose_name=_("forum round")
    )

    content_panels = [*BasePage.content_panels, FieldPanel("round")]
    parent_page_types = ["home.HomePage"]
    subpage_types = []

    class Meta:
        verbose_name = _("call for applications")
