"""A word in the discussion of an application."""

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.questions.texts import TextField
from cms.tokens import TokenField


class CommentForm(forms.Form):
    """The comment, and the form's own token."""

    token = TokenField()
    comment = TextField(
        label=_("Your comment"),
        help_text=_("Read by the coordinators, and by reviewers who have saved their own review."),
        limit=3000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Write the comment first")},
    )
