"""What a person does with their notices: reads, silences, chooses how mail comes."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.services import log
from knowledge.models import Mute, Notice, NoticePreference

NOTICES_ARE_KEPT = dt.timedelta(days=180)


def read_notices(notices):
    """Mark notices of one person as read; those read already keep their moment."""
    notices.filter(read_at=None).update(read_at=timezone.now())


@transaction.atomic
def mute_plan(plan, *, by):
    """Silence a plan and its sparring for one person; what they had not read counts as read."""
    Mute.objects.get_or_create(user=by, plan=plan)
    read_notices(Notice.objects.filter(recipient=by, plan=plan))


def unmute_plan(plan, *, by):
    """Let a person be told of a plan again, from now on."""
    Mute.objects.of(by).filter(plan=plan).delete()


@transaction.atomic
def choose_mail(*, pace, wants_titles, by):
    """Keep how a person wants their mail, and return it; what happened before it was on is not mailed."""
    preference, _is_new = NoticePreference.objects.select_for_update().get_or_create(user=by)
    if preference.pace == NoticePreference.Pace.NONE and pace != preference.pace:
        preference.since = timezone.now()
    preference.pace, preference.wants_titles = pace, wants_titles
    preference.save()
    log("notices.choose", by, by=by, pace=pace, titles=wants_titles)
    return preference


@transaction.atomic
def stop_mail(person):
    """Switch a person's mail off by the link of a letter; done twice it is done once."""
    pace = NoticePreference.Pace.NONE
    preference, _is_new = NoticePreference.objects.select_for_update().get_or_create(user=person)
    if preference.pace != pace:
        preference.pace = pace
        preference.save(update_fields=["pace"])
        log("notices.mail-off", person, by=None)


def forget_notices():
    """Delete notices of half a year ago; return how many."""
    before = timezone.now() - NOTICES_ARE_KEPT
    return Notice.objects.filter(created_at__lt=before).delete()[0]
