import datetime as dt

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "knowledge"

    def ready(self):
        """Let what people needed at a meeting be forgotten in time."""
        from cms.jobs import Job, register
        from knowledge.services import forget_needs

        register(Job("meeting-needs", forget_needs, dt.timedelta(hours=6)))
