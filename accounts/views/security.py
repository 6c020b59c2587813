"""allauth's pages, where the forum's rules go further than its settings."""

import functools
import time

from allauth.account import views as account
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.contrib.auth.decorators import login_not_required
from django.http import Http404

# Longer than a letter takes to be queued, so that the clock tells nobody that it was.
LEAST_SECONDS = 0.3


@login_not_required
def closed(request):
    """Answer that there is no such page: accounts come by invitation."""
    raise Http404


def in_even_time(view):
    """Make a view's answer to a form take the same time, whether it sends a letter or not."""

    @functools.wraps(view)
    def wrapped(request, *args, **kwargs):
        begun = time.monotonic()
        response = view(request, *args, **kwargs)
        if request.method == "POST":
            time.sleep(max(0, LEAST_SECONDS - (time.monotonic() - begun)))
        return response

    return wrapped


request_login_code = login_not_required(in_even_time(account.request_login_code))
password_reset = login_not_required(in_even_time(account.password_reset))


class Enrolling:
    """A page where a second factor is taken into use, which proves that one has it."""

    def form_valid(self, form):
        """Count this session as one that has passed the second factor."""
        response = super().form_valid(form)
        record_authentication(
            self.request,
            self.request.user,
            method="mfa",
            type=self.factor,
            reauthenticated=True,
        )
        return response


class TOTPActivateView(Enrolling, ActivateTOTPView):
    """Take an authenticator app into use."""

    factor = "totp"

    def get_context_data(self, **kwargs):
        """Tell why it is asked of staff."""
        must = self.request.user.must_have_second_factor()
        return super().get_context_data(must_have_second_factor=must, **kwargs)


class PasskeyAddView(Enrolling, AddWebAuthnView):
    """Take a passkey or a security key into use."""

    factor = "webauthn"


totp_activate = TOTPActivateView.as_view()
passkey_add = PasskeyAddView.as_view()
