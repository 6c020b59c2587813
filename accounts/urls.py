"""Addresses of the account, in front of those of allauth that they replace."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from accounts.views import data, invitations, people, security

app_name = "accounts"
urlpatterns = [
    path("", people.landing, name="landing"),
    path(_("profile/"), people.profile, name="profile"),
    path(_("your-data/"), data.my_data, name="my_data"),
    path(_("your-data/copy/"), data.my_data_copy, name="my_data_copy"),
    path(_("your-data/erase/"), data.my_data_erase, name="my_data_erase"),
    path(_("invitation/<str:token>/"), invitations.invitation, name="invitation"),
    # In front of allauth's views at the same addresses.
    path("signup/", security.closed, name="signup_closed"),
    path("login/code/", security.request_login_code, name="login_code"),
    path("password/reset/", security.password_reset, name="password_reset"),
    path("2fa/totp/activate/", security.totp_activate, name="totp_activate"),
    path("2fa/webauthn/add/", security.passkey_add, name="passkey_add"),
]
