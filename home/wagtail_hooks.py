"""What of the public pages the admin shows beside the tree: feedback, and a reminder."""

from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from cms.rich_text import LanguagePageLinkHandler
from home.models import AccessibilityStatementPage, ExperiencePage, Feedback


class FeedbackPolicy(ModelPermissionPolicy):
    """Feedback is read and marked as answered; nobody writes or copies it in the admin."""

    def user_has_permission(self, user, action):
        """Refuse adding to everyone."""
        return action != "add" and super().user_has_permission(user, action)


class FeedbackViewSet(ModelViewSet):
    """What visitors wrote, latest first, and until when it must be answered."""

    model = Feedback
    name = "feedback"
    icon = "mail"
    menu_label = _("Feedback")
    add_to_admin_menu = True
    menu_order = 300
    permission_policy = FeedbackPolicy(Feedback)
    list_display = ("kind", "language", "created_at", "answer_by", "answered_on")
    list_filter = ("kind", "language")
    form_fields = ["answered_on"]
    inspect_view_enabled = True
    inspect_view_fields = (
        "kind",
        "message",
        "name",
        "email",
        "language",
        "created_at",
        "answered_on",
    )
    copy_view_enabled = False


@hooks.register("register_admin_viewset")
def register_feedback():
    """Show feedback in the menu, to those who may see it."""
    return FeedbackViewSet()


class StatementReminder(Component):
    """The accessibility statements whose "check by" day has come."""

    name = "statement_reminder"
    order = 50
    template_name = "home/admin/statement_reminder.html"

    def get_context_data(self, parent_context):
        """Return the statements that are due."""
        due = AccessibilityStatementPage.objects.filter(
            live=True, check_by__lte=timezone.localdate()
        )
        return {"statements": due.select_related("locale").order_by("check_by")}


@hooks.register("construct_homepage_panels")
def remind_of_statements(request, panels):
    """Remind editors on the admin's first page."""
    panels.append(StatementReminder())


@hooks.register("register_rich_text_features", order=10)
def lead_to_pages_in_the_language(features):
    """Let links within texts lead to pages in the reader's language."""
    features.register_link_type(LanguagePageLinkHandler)


@hooks.register("before_delete_page")
def keep_released_page(request, page):
    """Refuse to delete a page that museums have released, or one above it.

    Their withdrawal finds by the page all that is kept of its text, and takes it along.
    """
    if ExperiencePage.objects.descendant_of(page, inclusive=True).exclude(release_id=None).exists():
        messages.error(
            request,
            _(
                "Museums have released this page or one below it, so it is not deleted here. "
                "Unpublish it; the museums take it away with all that is kept of it."
            ),
        )
        return redirect("wagtailadmin_explore", page.pk)
    return None


@hooks.register("before_bulk_action")
def keep_released_pages(request, action_type, objects, action_class):
    """Refuse the same of many pages at once."""
    if action_type != "delete":
        return None
    answers = (keep_released_page(request, page) for page in objects if hasattr(page, "path"))
    return next((answer for answer in answers if answer is not None), None)
