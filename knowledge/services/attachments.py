"""Files on plans."""

from django.core.files import File
from django.db import transaction

from accounts.services import log
from cms.scanned_files import scan_on_commit, scan_waiting
from knowledge.exceptions import TooManyFilesError
from knowledge.models import Attachment
from knowledge.search.index import index_later, remove

from .plans import lock

FILES_PER_PLAN = 10


def attach_file(plan, *, upload, by):
    """Keep a checked upload (``cms.uploads.Upload``) with a plan; return the attachment.

    The same file twice is there once. Raise TooManyFilesError if the plan is full, and
    RoundEndedError after the round.
    """
    return copy_attachment(
        plan,
        source_file=upload.file,
        name=upload.name,
        content_type=upload.content_type,
        size=upload.size,
        sha256=upload.sha256,
        by=by,
    )


@transaction.atomic
def attach_files(plan, *, uploads, by):
    """Keep several uploads with a plan, all or none; return the attachments.

    Raise as ``attach_file``.
    """
    if lock(plan).attachments.count() + len(uploads) > FILES_PER_PLAN:
        raise TooManyFilesError
    return [attach_file(plan, upload=upload, by=by) for upload in uploads]


@transaction.atomic
def copy_attachment(plan, *, source_file, name, content_type, size, sha256, by):
    """Copy a file that was checked before, such as an application's, to a plan.

    Raise as ``attach_file``.
    """
    plan = lock(plan)
    same = plan.attachments.filter(sha256=sha256, name=name).first()
    if same is not None:
        return same
    if plan.attachments.count() >= FILES_PER_PLAN:
        raise TooManyFilesError
    attachment = Attachment(
        plan=plan, name=name, content_type=content_type, size=size, sha256=sha256, uploaded_by=by
    )
    source_file.seek(0)
    attachment.file.save(name, File(source_file), save=False)
    _keep(attachment)
    index_later(attachment)
    scan_on_commit(attachment)
    _log("attachment.add", attachment, by=by)
    return attachment


@transaction.atomic
def remove_attachment(attachment, *, by):
    """Take a file off its plan; it leaves the storage when that is certain."""
    lock(attachment.plan)
    storage, path = attachment.file.storage, attachment.file.name
    _log("attachment.remove", attachment, by=by)
    remove(attachment)
    attachment.delete()
    transaction.on_commit(lambda: storage.delete(path))


def scan_attachments():
    """Scan the files that nobody has scanned."""
    scan_waiting(Attachment.objects.all())


def close_harmful(attachment):
    """Take a file in which a scanner found something out of the search; nobody opens it."""
    remove(attachment)
    _log("attachment.infected", attachment, by=None)


def _keep(attachment):
    """Store the row, or leave no file without one."""
    try:
        attachment.save()
    except BaseException:
        attachment.file.storage.delete(attachment.file.name)
        raise


def _log(action, attachment, *, by):
    seat = attachment.plan.participation
    log(
        action,
        attachment,
        by=by,
        round_id=seat.round_id,
        museum_id=seat.museum_id,
        size=attachment.size,
    )
