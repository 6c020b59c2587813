"""Work that recurs: each job once a period, whoever asks and however often."""

import datetime as dt
import logging
from dataclasses import dataclass

from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.models import JobRun
from cms.outbox import forget_recipients, send_queue

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """A job, by name: ``run`` without arguments, once in each ``period``."""

    name: str
    run: callable
    period: dt.timedelta


JOBS = [
    Job("mail", send_queue, dt.timedelta(minutes=1)),
    Job("sessions", lambda: call_command("clearsessions"), dt.timedelta(days=1)),
    Job("mail-retention", forget_recipients, dt.timedelta(days=1)),
]


def register(job):
    """Add a job of an app above this one, which calls it in ``AppConfig.ready``."""
    JOBS.append(job)


def tick(now=None):
    """Run the jobs whose period has begun, and return their names."""
    now = now or timezone.now()
    return [job.name for job in JOBS if _begin(job, now) and _run(job)]


def _run(job):
    """Run a job; one that fails is logged, and keeps no other from its turn."""
    try:
        job.run()
    except Exception:  # whatever it is, the other jobs have to run
        logger.exception("job %s failed", job.name)
    return True


def _begin(job, now):
    """Write down that a job runs in its period; False if it has run already."""
    number = int(now.timestamp() // job.period.total_seconds())
    try:
        with transaction.atomic():
            JobRun.objects.create(key=f"{job.name}-{number}", started_at=now)
    except IntegrityError:
        return False
    JobRun.objects.filter(
        key__startswith=f"{job.name}-", started_at__lt=now - 2 * job.period
    ).delete()
    return True
