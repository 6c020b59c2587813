import datetime as dt

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    default = True

    def ready(self):
        """Add the job that drops old events."""
        from accounts.services import drop_old_events
        from cms.jobs import Job, register

        register(Job("event-retention", drop_old_events, dt.timedelta(days=1)))


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's pages of people, with forms that leave passwords and addresses alone."""

    user_viewset = "accounts.viewsets.UserViewSet"
