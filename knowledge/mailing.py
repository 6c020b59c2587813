"""Notices by mail: queued once a period, written when they leave, from what is in sight then."""

import datetime as dt

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import Case, Exists, F, OuterRef, Q, UUIDField, Value, When
from django.template import Context
from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import User
from cms.outbox import Letter, queue_composed
from knowledge.models import Mute, Notice, NoticePreference
from knowledge.models.standing import StandingsKept
from knowledge.news import news_of

COMPOSER = "notices"
Pace = NoticePreference.Pace
# Who wants mail at once gets one in so many minutes, at the most.
PAUSE = dt.timedelta(minutes=10)
# Daily and weekly mail leaves after this hour in Helsinki.
MORNING = 7
# What is older is told by no mail: somebody has been away, or the mail has.
STALE_AFTER = dt.timedelta(days=15)
MOST_PEOPLE = 200
MOST_TITLES = 20
SALT = "knowledge.notices.mail-off"


def post_at_once(now=None):
    """Queue a letter for each who wants it at once and had none in ten minutes."""
    now = now or timezone.now()
    lately = Notice.objects.filter(recipient=OuterRef("recipient"), mailed_at__gt=now - PAUSE)
    due = _due(now, Pace.AT_ONCE).filter(~Exists(lately))
    _queue(due, f"once-{int(now.timestamp() // PAUSE.total_seconds())}", now)


def post_digests(now=None):
    """Queue the day's and the week's letters, each once; what comes later waits for the next."""
    now = now or timezone.now()
    morning = timezone.localtime(now).replace(hour=MORNING, minute=0, second=0, microsecond=0)
    day = morning if morning <= now else morning - dt.timedelta(days=1)
    week = day - dt.timedelta(days=day.weekday())
    _queue(_due(now, Pace.DAILY).filter(created_at__lt=day), f"daily-{day:%Y-%m-%d}", now)
    _queue(_due(now, Pace.WEEKLY).filter(created_at__lt=week), f"weekly-{week:%G-%V}", now)


def _due(now, pace):
    """Return the notices that mail of a pace may tell of. Who has said nothing gets it daily."""
    wanted = Q(recipient__notice_preference__pace=pace)
    if pace == Pace.DAILY:
        wanted |= Q(recipient__notice_preference=None)
    since = F("recipient__notice_preference__since")
    return Notice.objects.waiting().filter(
        wanted,
        Q(recipient__notice_preference__since=None) | Q(created_at__gte=since),
        created_at__gt=now - STALE_AFTER,
        recipient__is_active=True,
    )


def _queue(due, period, now):
    """Queue a letter of a period for everybody who has something due."""
    people = sorted(set(due.order_by().values_list("recipient", flat=True)))
    for start in range(0, len(people), MOST_PEOPLE):
        _queue_some(due, people[start : start + MOST_PEOPLE], period, now)


@transaction.atomic
def _queue_some(due, people, period, now):
    """Queue letters and bind to each what it tells of: all of it or nothing is kept."""
    users = {f"notices-{period}-{user.pk}": user for user in User.objects.filter(pk__in=people)}
    mails = queue_composed(
        COMPOSER, [(key, user.email, user.language) for key, user in users.items()]
    )
    if not mails:
        return
    letters = [When(recipient=users[mail.key], then=Value(mail.pk)) for mail in mails]
    bound = due.filter(recipient__in=[users[mail.key] for mail in mails]).values("pk")
    Notice.objects.filter(pk__in=list(bound.values_list("pk", flat=True))).update(
        mail=Case(*letters, output_field=UUIDField()), mailed_at=now
    )


def silent_among(people):
    """Return the ids of those of some people who want no mail."""
    silent = NoticePreference.objects.filter(user__in=people, pace=Pace.NONE)
    return set(silent.values_list("user", flat=True))


def compose(mail):
    """Write a queued letter from what its person may see now; nothing if nothing is left.

    What they have read, muted or lost from sight since it was queued is not told, nor is
    anything if they have switched mail off. The address is the one they have now.
    """
    with StandingsKept():
        return _compose(mail)


def _compose(mail):
    bound = Notice.objects.filter(mail=mail.pk)
    person = User.objects.filter(pk__in=bound.values("recipient"), is_active=True).first()
    if person is None:
        return None
    preference = NoticePreference.objects.of(person).first() or NoticePreference()
    if preference.pace == Pace.NONE:
        return None
    notices = Notice.objects.of(person).unread().filter(mail=mail.pk).visible_to(person)
    notices = notices.exclude(plan__in=Mute.objects.of(person).values("plan"))
    count = notices.count()
    if not count:
        return None
    titles = news_of(notices[:MOST_TITLES], person) if preference.wants_titles else []
    return _write(person, count, titles)


def _write(person, count, titles):
    context = {
        "count": count,
        "titles": titles,
        "more": count - len(titles) if titles else 0,
    }
    return letter_to(person, "notices", context, "knowledge:notice_list")


def letter_to(person, name, context, view, *args):
    """Return a letter in its person's language, with the way to a view and out of mail."""
    with translation.override(person.language):
        off = address_of("knowledge:notice_mail_off", token_of(person))
        context = context | {
            "url": address_of(view, *args),
            "preferences": address_of("knowledge:notice_preferences"),
            "off": off,
        }
        template = get_template(f"knowledge/emails/{name}.txt").template
        text = template.render(Context(context, autoescape=False))
    subject, _newline, body = text.strip().partition("\n")
    headers = {
        "List-Unsubscribe": f"<{off}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return Letter(
        person.email, subject.removeprefix("Subject:").strip(), f"{body.strip()}\n", headers
    )


def address_of(name, *args):
    """Return the whole address of a view, in the language of the moment."""
    return f"{settings.SITE_URL}{reverse(name, args=args)}"


def token_of(person):
    """Return what switches a person's mail off, and does nothing else."""
    return _signer().sign(person.pk.hex)


def person_of(token):
    """Return the person whose mail a token switches off, or nothing."""
    try:
        key = _signer().unsign(token)
    except signing.BadSignature:
        return None
    return User.objects.filter(pk=key).first()


def _signer():
    return signing.Signer(salt=SALT, sep=".")
