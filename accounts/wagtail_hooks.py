"""What of this app the Wagtail admin shows: the register of museums, to operators.

Memberships and invitations are never in it: they open the workspace.
"""

from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from accounts.models import Museum, User
from cms.kept import KeptPolicy


class MuseumViewSet(SnippetViewSet):
    """The register of museums, whose names are public."""

    model = Museum
    permission_policy = KeptPolicy(Museum)
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


@hooks.register("before_delete_user")
def keep_person(request, person):
    """Refuse to delete a person: reviews and events have to stay, as the erasure leaves them."""
    messages.error(
        request,
        _(
            "People are not deleted here, because what they did for a museum or an authority "
            "stays. They erase their data themselves, or you do it with manage.py erase_person."
        ),
    )
    return redirect("wagtailusers_users:edit", person.pk)


@hooks.register("before_bulk_action")
def keep_people(request, action_type, objects, action_class):
    """Refuse the same of many people at once."""
    people = [each for each in objects if isinstance(each, User)]
    return keep_person(request, people[0]) if action_type == "delete" and people else None
