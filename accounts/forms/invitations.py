"""What a person says of themself."""

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import User

from .signing_in import PASSWORD_HINT


class NameForm(forms.ModelForm):
    """A person's name, both halves of it."""

    class Meta:
        model = User
        fields = ["first_name", "last_name"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = {
            "first_name": ("given-name", _("Enter your first name.")),
            "last_name": ("family-name", _("Enter your last name.")),
        }
        for name, (autocomplete, missing) in names.items():
            field = self.fields[name]
            field.required = True
            field.error_messages["required"] = missing
            field.widget.attrs.update({"autocomplete": autocomplete, "required": True})
        self.fields["first_name"].label = _("First name")
        self.fields["last_name"].label = _("Last name")


class AccountForm(NameForm):
    """The account of an invited person; its address is that of the invitation."""

    password = forms.CharField(
        label=_("Password"),
        help_text=PASSWORD_HINT,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Choose a password.")},
    )

    def _post_clean(self):
        """Compare the password with the person's name and address too."""
        super()._post_clean()
        if password := self.cleaned_data.get("password"):
            try:
                validate_password(password, self.instance)
            except ValidationError as error:
                self.add_error("password", error)


class ProfileForm(NameForm):
    """A person's name and the language of their mail."""

    class Meta(NameForm.Meta):
        fields = ["first_name", "last_name", "language"]
        widgets = {"language": forms.RadioSelect}
        labels = {"language": _("Language of your mail")}
        help_texts = {"language": ""}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [
            (code, capfirst(name)) for code, name in settings.LANGUAGES
        ]
