"""How allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter


class AccountAdapter(DefaultAccountAdapter):
    """No open sign-up: an invitation is the only way to an account."""

    def is_open_for_signup(self, request):
        """Return no."""
        return False


class MFAAdapter(DefaultMFAAdapter):
    """Second factors."""
