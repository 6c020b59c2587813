"""A receipt proves itself: its reference and its SHA-256 belong together."""

from applications.models import ApplicationRevision


def is_true_receipt(reference, digest):
    """Whether a SHA-256 is that of the answers or of a file of what has the reference.

    Every revision counts, so that an earlier receipt stays true.
    """
    revisions = ApplicationRevision.objects.filter(application__reference=reference)
    return any(
        digest in {revision.digest, *(file["sha256"] for file in revision.files)}
        for revision in revisions.only("digest", "files")
    )
