"""Whom to ask, and the feedback form."""

from django.db import models
from django.http import HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from cms.blocks import StoryBlock
from cms.fields import StreamField
from cms.limits import address_of, is_over_limit
from cms.pages import BasePage
from home.forms import FeedbackForm
from home.services import receive_feedback

SENT = "sent"
# A whole museum shares one network.
LIMIT = {"most": 20, "seconds": 600}


class FeedbackPage(BasePage):
    """Whom to ask, and a form that needs no account."""

    body = StreamField(StoryBlock(), blank=True, verbose_name=_("body"))
    recipient = models.EmailField(
        _("address of the operator"),
        help_text=_("Gets a letter without the content each time something comes in."),
    )
    thanks = models.TextField(_("thanks"), max_length=400)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("recipient"), FieldPanel("thanks")], heading=_("Form")),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.AutocompleteField("body"),
    ]
    parent_page_types = ["home.HomePage"]
    subpage_types = []

    class Meta:
        verbose_name = _("contact and feedback page")
        verbose_name_plural = _("contact and feedback pages")

    @cached_property
    def language(self):
        """Return the language of the page."""
        return self.locale.language_code

    def serve(self, request, *args, **kwargs):
        """Show the form, or take in what was sent; a robot is thanked like a person."""
        form = FeedbackForm(request.POST if request.method == "POST" else None)
        if form.is_valid() and is_over_limit("feedback", address_of(request), **LIMIT):
            form.add_error(None, _("Many messages have come from your network. Try again later."))
        elif form.is_valid():
            if not form.is_of_robot:
                receive_feedback(self, **form.content)
            return HttpResponseRedirect(f"{self.get_url(request)}?{SENT}")
        response = super().serve(request, *args, form=form, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        return response

    def get_context(self, request, *args, form=None, **kwargs):
        """Add the form, and whether something has just been sent."""
        context = super().get_context(request, *args, **kwargs)
        return {**context, "form": form, "is_sent": SENT in request.GET}
