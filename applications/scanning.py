"""Files are scanned after they were saved, and again while the scanner was away."""

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from accounts.services import log
from applications.models import ApplicationFile
from cms.scanning import ScanError, is_infected, is_scanner_set

# How many files one pass of the recurring job takes.
MOST_AT_ONCE = 100


def scan_on_commit(file):
    """Have a file scanned in the background once it is certain; nothing waits for it."""
    if is_scanner_set():
        transaction.on_commit(lambda: scan_file.enqueue(str(file.pk)), robust=True)


@task()
def scan_file(file_id):
    """Scan one file, named by its id, if it is still there and not scanned."""
    file = ApplicationFile.objects.filter(pk=file_id, scan="").first()
    if file is not None:
        _scan(file)


def scan_waiting():
    """Scan the files that nobody has scanned, oldest first; stop when the scanner is away."""
    if not is_scanner_set():
        return
    waiting = ApplicationFile.objects.filter(scan="", removed_at=None).order_by("created_at")
    for file in waiting[:MOST_AT_ONCE]:
        if not _scan(file):
            return


def _scan(file):
    """Write down what the scanner says; return False where it says nothing."""
    try:
        with file.file.open("rb") as opened:
            found = is_infected(opened)
    except (ScanError, OSError):
        return False
    scan = ApplicationFile.Scan.INFECTED if found else ApplicationFile.Scan.CLEAN
    now = timezone.now()
    if (
        ApplicationFile.objects.filter(pk=file.pk, scan="").update(scan=scan, scanned_at=now)
        and found
    ):
        log("application.file_infected", file, by=None, round_id=file.application.round_id)
    return True
