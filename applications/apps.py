import datetime as dt

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "applications"

    def ready(self):
        """Make form versions of what Wagtail publishes, remind of drafts, and purge what is old."""
        from applications import receivers  # noqa: F401
        from applications.scanning import log_harmful, scan_waiting
        from applications.services import (
            purge_applications,
            put_back_what_stands,
            remind_directors,
            remind_of_decisions,
            send_reminders,
        )
        from cms.jobs import Job, register
        from cms.scanned_files import WHEN_HARMFUL

        register(Job("application-reminders", send_reminders, dt.timedelta(hours=1)))
        register(Job("application-returns", put_back_what_stands, dt.timedelta(minutes=5)))
        register(Job("decision-reminders", remind_of_decisions, dt.timedelta(hours=1)))
        register(Job("application-retention", purge_applications, dt.timedelta(days=1)))
        WHEN_HARMFUL["applications.applicationfile"] = log_harmful
        register(Job("file-scans", scan_waiting, dt.timedelta(minutes=5)))
        register(Job("director-reminders", remind_directors, dt.timedelta(hours=1)))
