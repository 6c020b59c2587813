"""A new application begins from the answers of an earlier one."""

from django.db import transaction

from accounts.services import log
from applications.carrying import Carried
from cms.uploads import Upload

from .drafts import save_answers, start_application
from .files import add_file


@transaction.atomic
def start_from(earlier, round, *, language, token, has_letter=True, by=None):
    """Begin a draft in another round with the answers and files that fit; return it.

    It is a draft like any other. The same ``token`` again returns what it began. Raise
    CallClosedError as ``start_application`` does.
    """
    draft = start_application(
        round, email=earlier.email, language=language, token=token, has_letter=has_letter, by=by
    )
    if draft.version:
        return draft
    carried = Carried(earlier, draft.form_version, language)
    for file, question in carried.files:
        _copy(file, draft, question)
    log("application.carry", draft, by=by, round_id=round.pk, count=len(carried.kept))
    return save_answers(draft, answers=carried.answers, language=language, by=by)


def _copy(file, draft, question):
    """Copy a file of the earlier application; one that has left the storage is left out."""
    try:
        source = file.file.open("rb")
    except FileNotFoundError:
        return
    with source:
        upload = Upload(
            file=source,
            name=file.name,
            content_type=file.content_type,
            size=file.size,
            sha256=file.sha256,
        )
        add_file(draft, question=question, upload=upload)
