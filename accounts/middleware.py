"""The second factor, asked of every request of who must have one, and hidden pages."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.middleware import LoginRequiredMiddleware as DjangoLoginRequiredMiddleware
from django.http import HttpResponseForbidden
from django.middleware.locale import LocaleMiddleware as DjangoLocaleMiddleware
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import sync_only_middleware
from django.utils.http import urlencode

WITHOUT_LANGUAGE = ("/admin/", "/documents/")
# What a person may do before the second factor: give it, or leave.
GIVING = {"account_logout", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"}
# What else one may do who has none yet: take one into use.
ENROLLING = {
    "account_email_verification_sent",
    "account_reauthenticate",
    "accounts:passkey_add",
    "accounts:totp_activate",
    "mfa_index",
}


class LocaleMiddleware(DjangoLocaleMiddleware):
    """Django's, which takes any 404 for a page whose address lacks a language.

    What is hidden in the admin, or refused at a door beside it, is a 404 as such.
    """

    def process_response(self, request, response):
        """Leave a 404 of an address without languages as it is."""
        if response.status_code == 404 and request.path_info.startswith(WITHOUT_LANGUAGE):
            return response
        return super().process_response(request, response)


class LoginRequiredMiddleware(DjangoLoginRequiredMiddleware):
    """Django's, which reads the session of public pages too, and so keeps them from caches."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        """Ask who the reader is only where it matters."""
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)


@sync_only_middleware
def second_factor(get_response):
    """Let staff through only in a session that has passed a second factor.

    A page leads to where it is given or taken into use; what a script asked for is
    refused. Only the invented people of a demonstration need none.
    """

    def middleware(request):
        return get_response(request)

    def process_view(request, view, args, kwargs):
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        user = request.user
        if not user.is_authenticated or has_passed(request) or user.is_demo:
            return None
        if request.resolver_match.view_name in GIVING or not user.must_have_second_factor():
            return None
        factors = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
        if not factors and request.resolver_match.view_name in ENROLLING:
            return None
        if not is_page(request):
            return HttpResponseForbidden()
        query = urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})
        return redirect(f"{reverse(door_of(factors))}?{query}")

    middleware.process_view = process_view
    return middleware


def has_passed(request):
    """Whether this session has passed a second factor."""
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "mfa" for record in records)


def is_page(request):
    """Whether a browser asks for a whole page, and not a script for a part of one."""
    return (
        request.accepts("text/html")
        and request.headers.get("X-Requested-With") != "XMLHttpRequest"
        and request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    )


def door_of(factors):
    """Return the name of the page where one of these factors is given, or one is taken."""
    if not factors:
        return "accounts:totp_activate"
    if factors == {Authenticator.Type.WEBAUTHN}:
        return "mfa_reauthenticate_webauthn"
    return "mfa_reauthenticate"
