"""A word in the discussion of an application."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.questions.texts import TextField


class CommentForm(forms.Form):
    """The comment, and the form's own token."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    comment = TextField(
        label=_("Your comment"),
        help_text=_("Read by the coordinators, and by reviewers who have saved their own review."),
        limit=3000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Write the comment first")},
    )
