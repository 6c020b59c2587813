"""What of this app the Wagtail admin shows: the register of museums, to operators.

Memberships and invitations are never in it: they open the workspace.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from accounts.models import Museum


class MuseumViewSet(SnippetViewSet):
    """The register of museums, whose names are public."""

    model = Museum
    icon = "group"
    menu_label = _("Museums")
    add_to_admin_menu = True
    list_display = ("name", "get_region_display", "is_listed")
    list_filter = ("region", "is_listed")
    search_fields = ("name",)
    panels = (
        FieldPanel("name"),
        FieldPanel("name_language"),
        FieldPanel("slug"),
        FieldPanel("region"),
        FieldPanel("size"),
        FieldPanel("maintaining_body"),
        FieldPanel("is_listed"),
    )


register_snippet(MuseumViewSet)
