"""What is asked of people: allauth's forms in the forum's words, and our own."""

from .invitations import AccountForm, ProfileForm
from .signing_in import (
    ActivateTOTPForm,
    AddEmailForm,
    AddPasskeyForm,
    AuthenticateForm,
    ChangePasswordForm,
    ConfirmEmailVerificationCodeForm,
    ConfirmLoginCodeForm,
    ConfirmPasswordResetCodeForm,
    EditPasskeyForm,
    LoginForm,
    ReauthenticateByCodeForm,
    ReauthenticateForm,
    RequestLoginCodeForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)

__all__ = [
    "AccountForm",
    "ActivateTOTPForm",
    "AddEmailForm",
    "AddPasskeyForm",
    "AuthenticateForm",
    "ChangePasswordForm",
    "ConfirmEmailVerificationCodeForm",
    "ConfirmLoginCodeForm",
    "ConfirmPasswordResetCodeForm",
    "EditPasskeyForm",
    "LoginForm",
    "ProfileForm",
    "ReauthenticateByCodeForm",
    "ReauthenticateForm",
    "RequestLoginCodeForm",
    "ResetPasswordForm",
    "ResetPasswordKeyForm",
    "SetPasswordForm",
]
