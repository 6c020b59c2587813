"""allauth's forms with the forum's labels, hints and sentences, and no placeholders."""

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.utils.translation import gettext_lazy as _

from cms.limits import is_over_limit

PASSWORD_HINT = _("At least 12 characters. A sentence of your own is easy to remember.")

# Of one mailed code, in seconds.
MOST_GUESSES, CODE_LASTS = 3, 15 * 60
# name of a field: its label, its hint, what is said when it is empty
WORDS = {
    "login": (_("E-mail address"), "", _("Enter your e-mail address.")),
    "email": (_("E-mail address"), "", _("Enter your e-mail address.")),
    "password": (_("Password"), "", _("Enter your password.")),
    "oldpassword": (_("Present password"), "", _("Enter your present password.")),
    "password1": (_("New password"), PASSWORD_HINT, _("Choose a password.")),
    "code": (_("Code"), "", _("Enter the code.")),
    "name": (
        _("Name of the key"),
        _("Such as “Work phone”."),
        _("Give the key a name."),
    ),
}


class InOurWords:
    """A form of allauth's whose fields speak as the rest of the site does.

    A new password is asked once: it can be shown by the browser, and reset by mail.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)
        for name, (label, hint, missing) in WORDS.items():
            if field := self.fields.get(name):
                field.label, field.help_text = label, hint
                field.error_messages["required"] = missing
                field.widget.attrs.pop("placeholder", None)
        for name in {"login", "email"} & set(self.fields):
            self.fields[name].error_messages["invalid"] = _(
                "Enter an e-mail address such as name@museum.fi."
            )
            self.fields[name].widget.attrs["autocomplete"] = "username"


class CountsGuesses(InOurWords):
    """A mailed code, of which so few guesses are looked at, however many come at once.

    allauth counts them in the session, where those that come together count as one.
    """

    def clean_code(self):
        """Return the code if it is right, and not one guess too many."""
        expected = self.expected_code or ""
        if is_over_limit("code", expected, most=MOST_GUESSES, seconds=CODE_LASTS):
            raise get_adapter().validation_error("incorrect_code")
        return super().clean_code()


class LoginForm(InOurWords, account.LoginForm):
    """E-mail address and password."""


class RequestLoginCodeForm(InOurWords, account.RequestLoginCodeForm):
    """Where to mail a code for signing in."""


class ConfirmLoginCodeForm(CountsGuesses, account.ConfirmLoginCodeForm):
    """The mailed code."""


class ResetPasswordForm(InOurWords, account.ResetPasswordForm):
    """Where to mail a code for a new password."""


class ConfirmPasswordResetCodeForm(CountsGuesses, account.ConfirmPasswordResetCodeForm):
    """The mailed code."""


class ResetPasswordKeyForm(InOurWords, account.ResetPasswordKeyForm):
    """A new password, after the mailed code."""


class ChangePasswordForm(InOurWords, account.ChangePasswordForm):
    """A new password in place of the present one."""


class SetPasswordForm(InOurWords, account.SetPasswordForm):
    """A first password."""


class AddEmailForm(InOurWords, account.AddEmailForm):
    """A new address in place of the present one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New e-mail address")
        self.fields["email"].widget.attrs["autocomplete"] = "email"


class ConfirmEmailVerificationCodeForm(CountsGuesses, account.ConfirmEmailVerificationCodeForm):
    """The code mailed to a new address."""


class ReauthenticateForm(InOurWords, account.ReauthenticateForm):
    """The password, once more."""


class AuthenticateForm(InOurWords, mfa.AuthenticateForm):
    """A code of an authenticator app, or a recovery code."""


class ReauthenticateByCodeForm(InOurWords, mfa.ReauthenticateForm):
    """A code of an authenticator app, or a recovery code, once more."""


class ActivateTOTPForm(InOurWords, totp.ActivateTOTPForm):
    """The first code of an authenticator app."""


class AddPasskeyForm(InOurWords, webauthn.AddWebAuthnForm):
    """A new passkey or security key."""


class EditPasskeyForm(InOurWords, webauthn.EditWebAuthnForm):
    """Another name for a key."""
