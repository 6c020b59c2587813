"""Files for a plan."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.uploads import UploadError, clean_upload

from .fields import ManyFilesField

MEGABYTE = 1024 * 1024


def check_file(file):
    """Return the upload, checked; tell what is wrong with it beside the field."""
    try:
        return clean_upload(file, limit=20 * MEGABYTE)
    except UploadError as error:
        raise ValidationError(str(error)) from error


class AttachmentForm(forms.Form):
    """One file or more."""

    files = ManyFilesField(
        label=_("Files"),
        help_text=_("PDF, DOCX or ODT, at most 20 MB each. A plan may have ten files."),
        check=check_file,
        error_messages={"required": _("Choose a file")},
    )
