from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CmsConfig(AppConfig):
    name = "cms"

    def ready(self):
        """Apply the table of groups after each migration."""
        from cms.groups import apply_groups

        post_migrate.connect(apply_groups, sender=self)
