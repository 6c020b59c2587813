"""What of the public pages the admin shows beside the tree: feedback, and a reminder."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from home.models import AccessibilityStatementPage, Feedback


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
