"""Files of a draft: added and removed one by one."""

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from applications.exceptions import TooManyFilesError
from applications.models import ApplicationFile
from cms.scanned_files import scan_on_commit

from .drafts import lock_draft


@transaction.atomic
def add_file(application, *, question, upload, by=None):
    """Keep a checked upload (``cms.uploads.Upload``) as an answer; return its row.

    The same file twice is there once. Raise TooManyFilesError if the question is full,
    and AlreadySentError after sending.
    """
    application = lock_draft(application)
    kept = application.files.filter(question_id=question.id, removed_at=None)
    same = kept.filter(sha256=upload.sha256, name=upload.name).first()
    if same is not None:
        return same
    limit = question.limit or 10
    if kept.count() >= limit:
        raise TooManyFilesError(limit)
    row = ApplicationFile(
        application=application,
        question_id=question.id,
        name=upload.name,
        content_type=upload.content_type,
        size=upload.size,
        sha256=upload.sha256,
    )
    row.file.save(upload.name, File(upload.file), save=False)
    try:
        row.save()
    except BaseException:
        row.file.storage.delete(row.file.name)
        raise
    _touch(application)
    scan_on_commit(row)
    return row


@transaction.atomic
def remove_file(application, *, file_id, by=None):
    """Take a file away from a draft; it leaves the storage when that is certain.

    One that may have gone along with an earlier revision is kept and no longer shown.
    """
    application = lock_draft(application)
    row = application.files.filter(pk=file_id, removed_at=None).first()
    if row is None:
        return
    if application.revisions.exists():
        row.removed_at = timezone.now()
        row.save(update_fields=["removed_at"])
    else:
        storage, path = row.file.storage, row.file.name
        row.delete()
        transaction.on_commit(lambda: storage.delete(path))
    _touch(application)


def _touch(application):
    application.saved_at = timezone.now()
    application.version += 1
    application.save(update_fields=["saved_at", "version", "form_version"])
