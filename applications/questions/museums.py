"""Which museum applies."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models import Museum

from .base import Question
from .texts import TextField

NOT_LISTED = "other"
NAME_LENGTH = Museum._meta.get_field("name").max_length


class MuseumPick(Question):
    """A museum picked from the register, or the name of one that is not there."""

    kind = "museum"
    template = "applications/questions/museum.html"
    missing_sentence = _("Choose the museum from the list, or write its name")

    @cached_property
    def museums(self):
        """Return the names in the register by id."""
        listed = Museum.objects.filter(is_listed=True).values_list("pk", "name")
        return {str(pk): name for pk, name in listed}

    def fields(self):
        """Return a list, and a line for a museum not listed."""
        common = self.common(required=False)
        common["error_messages"]["invalid_choice"] = self.missing
        choices = [
            ("", _("Choose the museum")),
            (NOT_LISTED, _("Our museum is not in the list")),
            *self.museums.items(),
        ]
        return {
            "pick": forms.ChoiceField(choices=choices, **common),
            "name": TextField(
                limit=NAME_LENGTH,
                label=_("Name of the museum, if it is not in the list"),
                help_text=_("Write the name the way you use it"),
                required=False,
            ),
        }

    def is_part(self, suffix):
        """Return True but for the list of an optional question, which says that it is so."""
        return suffix != "pick" or self.is_required

    def compose(self, parts):
        """Return the pick; a name written besides a listed museum is left out."""
        pick, name = parts.get("pick") or "", parts.get("name") or ""
        if pick in self.museums:
            return {"id": pick, "name": self.museums[pick]}
        return {"id": "", "name": name, "is_unlisted": pick == NOT_LISTED}

    def parts(self, value):
        """Return the pick and the name."""
        value = value or {}
        if value.get("id"):
            return {"pick": value["id"], "name": ""}
        is_unlisted = value.get("is_unlisted") or value.get("name")
        return {
            "pick": NOT_LISTED if is_unlisted else "",
            "name": value.get("name", ""),
        }

    def problems(self, parts, files):
        """Return the sentence for no museum, or for an unlisted one without a name."""
        pick, name = parts.get("pick"), parts.get("name")
        if pick == NOT_LISTED and not name:
            return {"name": _("Enter the name of the museum")}
        if self.is_required and not pick and not name:
            return {"pick": self.missing}
        return {}

    def is_answered(self, value):
        """Whether a museum is named."""
        return bool(value) and bool(value.get("name"))

    def show(self, value):
        """Return the museum's name."""
        return [value["name"]] if self.is_answered(value) else []
