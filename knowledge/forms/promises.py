"""A version of the promise, written by an operator."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from knowledge.models import PromiseAcceptance


class PromiseForm(WagtailAdminModelForm):
    """A text in three languages, which does not change once somebody has given it."""

    def clean(self):
        """Refuse to change what somebody has promised."""
        data = super().clean()
        given = PromiseAcceptance.objects.filter(promise=self.instance.pk)
        if self.instance.pk and given.exists():
            raise ValidationError(
                _("Somebody has given this promise already. Write a new version of it instead.")
            )
        return data
