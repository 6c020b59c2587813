"""Two people, or two tabs, write in one draft: nothing is written over in silence."""

from django.db import transaction

from applications.fingerprints import fingerprint

from .drafts import lock_draft, save_answers


@transaction.atomic
def merge_answers(application, *, answers, base, language, writer=None, by=None):
    """Keep answers beside what others saved meanwhile; return the draft and the clashes.

    ``base`` is {question id: fingerprint} of what the writer was shown. An answer that
    the writer left as it was gives way to a newer one. One that both changed is not
    saved but returned, as {question id: the stored value}, to be shown beside the
    writer's own. Without a fingerprint the writer's answer is kept. Raise
    AlreadySentError if the draft was sent.
    """
    stored = lock_draft(application)
    kept, clashes = {}, {}
    for id, mine in answers.items():
        shown, theirs = base.get(id), stored.answers.get(id)
        if shown in (None, fingerprint(theirs)) or fingerprint(mine) == fingerprint(theirs):
            kept[id] = mine
        elif fingerprint(mine) != shown:
            clashes[id] = theirs
    draft = save_answers(stored, answers=kept, language=language, writer=writer, by=by)
    return draft, clashes
