"""What stands on a receipt, to be verified."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReceiptForm(forms.Form):
    """A reference and a SHA-256, as they were copied from a receipt."""

    reference = forms.CharField(
        label=_("Reference"),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Enter the reference that stands on the receipt")},
    )
    digest = forms.RegexField(
        r"^[0-9a-f]{64}$",
        label=_("SHA-256"),
        help_text=_("The 64 letters and digits of the answers or of one file."),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": _("Enter the 64 letters and digits that stand on the receipt"),
            "invalid": _("Enter the 64 letters and digits that stand on the receipt"),
        },
    )

    use_required_attribute = False

    def __init__(self, data=None):
        if data is not None:
            data = {
                "reference": "".join(data.get("reference", "").split()).upper(),
                "digest": "".join(data.get("digest", "").split()).lower(),
            }
        super().__init__(data)
