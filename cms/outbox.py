"""Mail that is written with what it tells, and leaves when that is certain."""

import datetime as dt
import uuid
from dataclasses import dataclass, field

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone, translation
from django_tasks import task

from cms.models import OutgoingMail

# A failed letter waits twice as long each time, an hour at the most, for three days.
LONGEST_WAIT = dt.timedelta(hours=1)
GIVES_UP_AFTER = dt.timedelta(days=3)
RECIPIENTS_ARE_KEPT = dt.timedelta(days=30)

# What writes letters at the moment they leave, by name: a queued letter in, a Letter or
# nothing out. An app above this one adds its own in ``AppConfig.ready``.
COMPOSERS = {}


@dataclass(frozen=True)
class Letter:
    """What leaves: one address, a subject, a text, headers of its own."""

    to: str
    subject: str
    body: str
    headers: dict = field(default_factory=dict)


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
        transaction.on_commit(lambda: deliver_mail.enqueue(str(mail.pk)))


def queue_composed(composer, letters):
    """Queue letters that ``composer`` writes when they leave; return those that were new.

    ``letters`` are (key, address, language). A key is queued once, whoever asks; the
    number of queries does not grow with the letters.
    """
    mails = [
        OutgoingMail(
            key=key,
            message_id=f"<{uuid.uuid4()}@foorumi>",
            composer=composer,
            recipient=to,
            language=language,
        )
        for key, to, language in letters
    ]
    OutgoingMail.objects.bulk_create(mails, ignore_conflicts=True)
    mine = list(OutgoingMail.objects.filter(pk__in=[mail.pk for mail in mails]))
    for mail in mine:
        transaction.on_commit(lambda pk=mail.pk: deliver_mail.enqueue(str(pk)))
    return mine


@task()
def deliver_mail(mail_id):
    """Send one queued letter, named by its id, if it is still queued."""
    mail = OutgoingMail.objects.unsent().filter(pk=mail_id).first()
    if mail is not None:
        deliver(mail)


def send_queue():
    """Try every letter whose time has come, oldest first; return how many left."""
    return sum(deliver(mail) for mail in OutgoingMail.objects.unsent() if is_due(mail))


def is_due(mail, now=None):
    """Whether a letter may be tried: a new one at once, a failed one after a pause.

    A letter that another process has just claimed counts as failed until its pause is
    over, so that one killed between claiming and sending is tried again.
    """
    if mail.claimed_at is None:
        return True
    pause = min(dt.timedelta(minutes=2**mail.attempts), LONGEST_WAIT)
    return mail.claimed_at + pause <= (now or timezone.now())


def deliver(mail):
    """Send a letter if nobody else has claimed it; return whether it left.

    One that its composer has nothing to say in any more is given up.
    """
    if not _claim(mail):
        return False
    letter = _letter_of(mail)
    if letter is None:
        _end(mail, "given_up_at")
        return False
    headers = {**letter.headers, "Message-ID": mail.message_id}
    try:
        EmailMessage(letter.subject, letter.body, to=[letter.to], headers=headers).send()
    except ValueError:
        # No server will ever take it: its address or a header cannot be written.
        _end(mail, "given_up_at")
        return False
    except OSError:
        _give_up_when_old(mail)
        return False
    _end(mail, "sent_at")
    return True


def _letter_of(mail):
    if mail.composer:
        return COMPOSERS[mail.composer](mail)
    return Letter(mail.recipient, mail.subject, mail.body)


def _claim(mail):
    """Mark a letter as being sent; only one of several processes succeeds."""
    same = OutgoingMail.objects.unsent().filter(pk=mail.pk, claimed_at=mail.claimed_at)
    return same.update(claimed_at=timezone.now(), attempts=F("attempts") + 1) == 1


def _give_up_when_old(mail):
    if mail.created_at + GIVES_UP_AFTER < timezone.now():
        _end(mail, "given_up_at")


def _end(mail, moment):
    """Write down that a letter has left or never will, and forget its words.

    They may hold a code or a link that opens something for weeks.
    """
    ended = {moment: timezone.now(), "subject": "", "body": ""}
    OutgoingMail.objects.filter(pk=mail.pk).update(**ended)


def forget_recipients(now=None):
    """Empty the addresses of letters that left or were given up long ago; return how many.

    The rows stay: their keys tell that a letter has been sent.
    """
    before = (now or timezone.now()) - RECIPIENTS_ARE_KEPT
    old = OutgoingMail.objects.filter(Q(sent_at__lt=before) | Q(given_up_at__lt=before))
    return old.exclude(recipient="").update(recipient="")
