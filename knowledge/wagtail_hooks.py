"""What of this app the Wagtail admin shows: rounds and promises, to operators.

Both are the forum's own words. Who takes part, plans and whatever else the museums
trust to each other are never in it.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.kept import KeptPolicy
from knowledge.forms.promises import PromiseForm
from knowledge.forms.rounds import RoundForm
from knowledge.models import Promise, Round

LANGUAGES = ("fi", "sv", "en")


class RoundViewSet(SnippetViewSet):
    """Rounds with their call and the headings of their plans."""

    model = Round
    permission_policy = KeptPolicy(Round)
    icon = "calendar-alt"
    menu_label = _("Rounds")
    list_display = ("name", "opens_at", "closes_at", "starts_on", "ended_at")
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel(f"name_{code}") for code in LANGUAGES]),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
                    FieldPanel("has_reviewers_who_decide"),
                ],
                heading=_("Call"),
            ),
            FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ended_at", read_only=True)]),
            FieldPanel("promise"),
            InlinePanel(
                "plan_headings",
                heading=_("Plan headings"),
                panels=[
                    FieldPanel("key"),
                    FieldRowPanel([FieldPanel(f"name_{code}") for code in LANGUAGES]),
                    FieldRowPanel([FieldPanel(f"help_{code}") for code in LANGUAGES]),
                ],
            ),
        ],
        base_form_class=RoundForm,
    )


class PromiseViewSet(SnippetViewSet):
    """Versions of the confidentiality promise. One that somebody has given stays as it is."""

    model = Promise
    icon = "lock"
    menu_label = _("Promises")
    list_display = ("number", "created_at")
    copy_view_enabled = False
    edit_handler = ObjectList(
        [FieldPanel("number"), *(FieldPanel(f"text_{code}") for code in LANGUAGES)],
        base_form_class=PromiseForm,
    )


class RoundsGroup(SnippetViewSetGroup):
    """Rounds and promises together in the menu."""

    items = (RoundViewSet, PromiseViewSet)
    menu_icon = "calendar-alt"
    menu_label = _("Rounds")
    menu_name = "rounds"


register_snippet(RoundsGroup)
