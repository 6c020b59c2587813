"""The editor's page of a call."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from applications.effects import Effects


class CallPageForm(WagtailAdminPageForm):
    """A call that is not published with a form that would break answers already given."""

    def clean(self):
        """Refuse, on publishing only, what no answer survives."""
        data = super().clean()
        if "action-publish" in self.data and not self.errors:
            self._check_form(data)
        return data

    def _check_form(self, data):
        page = self.instance
        page.form, page.round = data["form"], data["round"]
        effects = Effects(page)
        if effects.is_refused:
            self.add_error(None, _refusal(effects))
        for question in effects.dangling:
            sentence = _("“%(question)s” depends on an answer that is not above it.")
            self.add_error(None, ValidationError(sentence % {"question": question}))


def _refusal(effects):
    sentence = _(
        "This cannot be published, as there are %(counts)s: %(changes)s. Put it back, or add a new question instead."
    )
    return sentence % {"counts": effects.counts, "changes": "; ".join(effects.refused)}
