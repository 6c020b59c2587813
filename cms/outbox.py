"""Mail that is written with what it tells, and leaves when that is certain."""

import uuid

from django.core.mail import EmailMessage
from django.db import transaction
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone, translation

from cms.models import OutgoingMail


def queue_mail(key, *, to, template, context, language):
    """Render a letter in a language, store it once per key, and send it on commit.

    The first line of ``template`` is ``Subject: …`` and the second is empty. What could
    not be sent stays queued.
    """
    with translation.override(language):
        text = get_template(template).template.render(Context(context, autoescape=False))
    subject, _, body = text.strip().partition("\n")
    mail, is_new = OutgoingMail.objects.get_or_create(
        key=key,
        defaults={
            "message_id": f"<{uuid.uuid4()}@foorumi>",
            "recipient": to,
            "subject": subject.removeprefix("Subject:").strip(),
            "body": f"{body.strip()}\n",
            "language": language,
        },
    )
    if is_new:
        transaction.on_commit(lambda: send(mail))


def send(mail):
    """Send a queued letter; one that the mail server does not take stays queued."""
    letter = EmailMessage(
        mail.subject, mail.body, to=[mail.recipient], headers={"Message-ID": mail.message_id}
    )
    try:
        letter.send()
    except OSError:
        return
    OutgoingMail.objects.filter(pk=mail.pk).update(sent_at=timezone.now())
