import datetime as dt

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "applications"

    def ready(self):
        """Make form versions of what Wagtail publishes, and remind of drafts."""
        from applications import receivers  # noqa: F401
        from applications.services import send_reminders
        from cms.jobs import Job, register

        register(Job("application-reminders", send_reminders, dt.timedelta(hours=1)))
