"""How allauth behaves here."""

import base64
import uuid

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathFillImage

from accounts.models import User
from cms.outbox import queue_mail


class AccountAdapter(DefaultAccountAdapter):
    """No open sign-up, letters in the reader's language, and words of the forum's own."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is not in use."),
        "duplicate_email": _("This is your address already."),
        "email_password_mismatch": _("The e-mail address or the password is wrong."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_code": _("The code is wrong. Check it, or ask for a new one."),
        "incorrect_password": _("This is not your password."),
        "rate_limited": _("There have been too many tries. Wait a few minutes."),
        "too_many_login_attempts": _("There have been too many tries. Wait a few minutes."),
    }

    def is_open_for_signup(self, request):
        """Return no: an invitation is the only way to an account."""
        return False

    def send_mail(self, template_prefix, email, context):
        """Queue a letter about an account in the language of its owner."""
        user = User.objects.filter(email__iexact=email).first() or context.get("user")
        if user is None and self.request.user.is_authenticated:
            user = self.request.user
        queue_mail(
            f"{template_prefix}-{uuid.uuid4()}",
            to=email,
            template=f"{template_prefix}.txt",
            context={
                name: value for name, value in context.items() if name in {"code", "timestamp"}
            },
            language=user.language if user else get_language(),
        )

    def add_message(
        self,
        request,
        level,
        message_template=None,
        message_context=None,
        extra_tags="",
        message=None,
    ):
        """Say what changed, but not what the reader sees anyway: that they are in or out."""
        if message_template not in {
            "account/messages/logged_in.txt",
            "account/messages/logged_out.txt",
            "account/messages/login_code_sent.txt",
        }:
            super().add_message(
                request, level, message_template, message_context, extra_tags, message
            )


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """An organisation's own door leads to an account that is there, and makes none."""

    def is_open_for_signup(self, request, sociallogin):
        """Return no: an invitation is the only way to an account."""
        return False


class MFAAdapter(DefaultMFAAdapter):
    """Second factors, whose secrets are encrypted in the database."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _(
            "You need one second step. Take another into use first, then remove this."
        ),
        "incorrect_code": _("The code is wrong. Check it, or wait for the next one."),
        "unverified_email": _("Confirm your e-mail address first."),
    }

    def can_delete_authenticator(self, authenticator):
        """Return whether a second factor is left, or none is needed."""
        others = Authenticator.objects.filter(user=authenticator.user).exclude(pk=authenticator.pk)
        return (
            others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
            or not authenticator.user.must_have_second_factor()
        )

    def build_totp_svg(self, url):
        """Return the picture for the app, on white in the dark too."""
        return qrcode.make(url, image_factory=SvgPathFillImage).to_string().decode()

    def encrypt(self, text):
        """Return a secret as it is stored."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        """Return a secret as it was."""
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher():
    """Return the cipher of settings.MFA_KEY; losing that key voids all authenticator apps."""
    derive = HKDF(hashes.SHA256(), 32, salt=None, info=b"second factors")
    return Fernet(base64.urlsafe_b64encode(derive.derive(settings.MFA_KEY.encode())))
