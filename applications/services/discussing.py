"""Reviewers and coordinators talk of an application."""

from django.db import transaction

from accounts.services import log
from applications.models import Comment
from cms.tokens import token_for


@transaction.atomic
def add_comment(application, *, by, text, token):
    """Add a comment to an application's discussion and return it; a second click adds nothing.

    Other words of the same form's ``token`` are another comment.
    """
    comment, is_new = Comment.objects.get_or_create(
        token=token_for(token, application.pk, by.pk, text),
        defaults={"application": application, "author": by, "text": text},
    )
    if is_new:
        log("comment.add", comment, by=by, round_id=application.round_id)
    return comment
