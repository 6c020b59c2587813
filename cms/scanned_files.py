"""Files are scanned after they were saved, and again while the scanner was away."""

from functools import partial

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from cms.scanning import ScanError, is_infected, is_scanner_set

# How many files one pass of a recurring job takes.
MOST_AT_ONCE = 100

# What is done once a file was found harmful, by the label of its model: the file in.
# An app above this one adds its own in ``AppConfig.ready``.
WHEN_HARMFUL = {}


class ScannedFile(models.Model):
    """A row with a ``file`` that a malware scanner looks at after it was saved.

    ``scan`` is what the scanner said, "" where nobody has asked or it was away.
    """

    class Scan(models.TextChoices):
        """What a scanner says of a file."""

        CLEAN = "clean", _("Scanned")
        INFECTED = "infected", _("Harmful")

    scan = models.CharField(max_length=10, choices=Scan, blank=True)
    scanned_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def is_infected(self):
        """Whether a scanner found something harmful."""
        return self.scan == self.Scan.INFECTED

    @property
    def waits_for_scan(self):
        """Whether there is a scanner that has not looked at it yet."""
        return bool(settings.CLAMD_URL) and not self.scan


def scan_on_commit(file):
    """Have a file scanned in the background once it is certain; nothing waits for it."""
    if is_scanner_set():
        label = file._meta.label_lower
        transaction.on_commit(partial(scan_file.enqueue, label, str(file.pk)), robust=True)


@task()
def scan_file(label, file_id):
    """Scan one file, named by its model and id, if it is still there and not scanned."""
    file = apps.get_model(label)._default_manager.filter(pk=file_id, scan="").first()
    if file is not None:
        _scan(file)


def scan_waiting(files):
    """Scan those of some files that nobody has, oldest first; stop when the scanner is away."""
    if not is_scanner_set():
        return
    for file in files.filter(scan="").order_by("created_at")[:MOST_AT_ONCE]:
        if not _scan(file):
            return


def _scan(file):
    """Write down what the scanner says; return False where it says nothing."""
    try:
        with file.file.open("rb") as opened:
            found = is_infected(opened)
    except (ScanError, OSError):
        return False
    with transaction.atomic():
        _write(file, file.Scan.INFECTED if found else file.Scan.CLEAN)
    return True


def _write(file, scan):
    unscanned = type(file)._default_manager.filter(pk=file.pk, scan="")
    is_first = unscanned.update(scan=scan, scanned_at=timezone.now())
    if is_first and scan == file.Scan.INFECTED:
        WHEN_HARMFUL[file._meta.label_lower](file)
