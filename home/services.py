"""What happens when a visitor writes."""

import uuid

from django.conf import settings
from django.db import transaction

from cms.outbox import queue_mail
from home.models.feedback import Feedback


@transaction.atomic
def receive_feedback(page, *, token, **content):
    """Store what came in through ``page`` once per token, and tell the operator of it.

    Other words under a token that was used, from a page gone back to, are a new message.

    The letter holds a link and no content: whoever reads mail need not read feedback.
    """
    if Feedback.objects.filter(token=token).exclude(message=content["message"]).exists():
        token = uuid.uuid4()
    feedback, is_new = Feedback.objects.get_or_create(
        token=token, defaults={**content, "language": page.language}
    )
    if is_new:
        queue_mail(
            f"home.feedback:{feedback.pk}",
            to=page.recipient,
            template="home/emails/feedback.txt",
            context={"feedback": feedback, "site": settings.SITE_URL},
            language=page.language,
        )
    return feedback
