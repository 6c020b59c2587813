"""Files of applications are scanned after they were saved."""

from accounts.services import log
from applications.models import ApplicationFile
from cms import scanned_files


def scan_waiting():
    """Scan the files that nobody has scanned; those taken away are let be."""
    scanned_files.scan_waiting(ApplicationFile.objects.filter(removed_at=None))


def log_harmful(file):
    """Write down that a file was found harmful."""
    log("application.file_infected", file, by=None, round_id=file.application.round_id)
