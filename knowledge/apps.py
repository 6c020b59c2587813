import datetime as dt

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "knowledge"

    def ready(self):
        """Let what people needed at a meeting be forgotten in time, and keep the index whole.

        People come and go in other apps, which know nothing of the search.
        """
        from accounts import duties
        from cms.jobs import Job, register
        from cms.outbox import COMPOSERS
        from cms.scanned_files import WHEN_HARMFUL
        from knowledge import emails, emails_of_consent, mailing
        from knowledge.search.index import catch_up
        from knowledge.services import (
            close_harmful,
            forget_needs,
            forget_notices,
            scan_attachments,
        )
        from knowledge.services.duties import facilitate, name_of

        duties.register(give=facilitate, name_of=name_of)
        register(Job("meeting-needs", forget_needs, dt.timedelta(hours=6)))
        COMPOSERS[mailing.COMPOSER] = mailing.compose
        COMPOSERS[emails_of_consent.COMPOSER] = emails_of_consent.compose
        COMPOSERS[emails.MEETING] = emails.compose_meeting
        COMPOSERS[emails.MATCH] = emails.compose_match
        register(Job("notices-at-once", mailing.post_at_once, dt.timedelta(minutes=1)))
        register(Job("notices-digests", mailing.post_digests, dt.timedelta(minutes=10)))
        register(Job("notices-retention", forget_notices, dt.timedelta(days=1)))
        WHEN_HARMFUL["knowledge.attachment"] = close_harmful
        register(Job("attachment-scans", scan_attachments, dt.timedelta(minutes=5)))
        register(Job("search", catch_up, dt.timedelta(minutes=10)))
        reminders = emails_of_consent.remind_of_consents
        register(Job("consent-reminders", reminders, dt.timedelta(days=1)))
