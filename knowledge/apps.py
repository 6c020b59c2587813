import datetime as dt

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "knowledge"

    def ready(self):
        """Let what people needed at a meeting be forgotten in time, and keep the index whole.

        People come and go in other apps, which know nothing of the search.
        """
        from cms.jobs import Job, register
        from knowledge.search.index import catch_up
        from knowledge.services import forget_needs

        register(Job("meeting-needs", forget_needs, dt.timedelta(hours=6)))
        register(Job("search", catch_up, dt.timedelta(minutes=10)))
