from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "applications"

    def ready(self):
        """Make form versions of what Wagtail publishes."""
        from applications import receivers  # noqa: F401
