"""Everything is private unless it stands here."""

import uuid

import pytest
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from tests.answers import release

PUBLIC = {
    # Sign-in, and the ways back to an account; signing out leads to the front page.
    "account_complete_password_reset",
    "account_inactive",
    "account_login",
    "account_logout",
    "account_password_reset_completed",
    "account_request_login_code",
    "account_reset_password",
    "account_signup",  # answers that there is no such page
    "socialaccount_login_cancelled",
    "accounts:invitation",
    "accounts:login_code",
    "accounts:password_reset",
    "accounts:signup_closed",
    "wagtailadmin_logout",
    # Applicants, who have no account: 404 but for the holder of a link or a draft.
    "applications:application",
    "applications:application_decision",
    "applications:application_check",
    "applications:application_costs",
    "applications:application_director",
    "applications:application_file",
    "applications:application_link",
    "applications:application_receipt",
    "applications:application_return",
    "applications:application_reuse",
    "applications:application_start",
    "applications:application_step",
    "applications:application_take_back",
    "applications:application_writers",
    "applications:calculator",
    "applications:director_answers",
    "applications:director_confirm",
    "applications:director_link",
    "applications:receipt_check",
    # Calendar programs, which hold a person's token: 404 without it.
    "knowledge:calendar_feed",
    # The way out of mail, the same page for every token.
    "knowledge:notice_mail_off",
    # What search engines read, and the search of the public pages.
    "home:search",
    "home_files:robots",
    "home_files:sitemap",
    # Ornaments of any word, and pictures of public pages.
    "picture",
    "whorl",
    # The schema of JSON exports, which tells of no application.
    "schemas:applications",
}
# Regular expressions that take no plain word; each is held by tests of its own.
UNKNOWN = {
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
    "openid_connect_callback",
    "openid_connect_login",
    "wagtail_serve",
    "wagtailadmin_pages:revisions_compare",
    "wagtaildocs_serve",
}


def names(patterns, namespace=""):
    """Yield (name, pattern) of every named address, with its namespace."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from names(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{namespace}{pattern.name}", pattern


def address_of(name, pattern):
    """Return an address of a pattern; of a regular expression, one with plain words."""
    given = {"IntConverter": 1, "UUIDConverter": uuid.uuid4()}
    keys = pattern.pattern.regex.groupindex
    converters = pattern.pattern.converters
    kinds = {key: type(converters.get(key)).__name__ for key in {**keys, **converters}}
    try:
        return reverse(name, kwargs={key: given.get(kind, "x") for key, kind in kinds.items()})
    except NoReverseMatch:
        return None


def test_only_these_addresses_answer_who_has_not_signed_in(client, db):
    door = reverse("account_login")
    answered, unknown = set(), set()
    for name, pattern in names(get_resolver().url_patterns):
        address = address_of(name, pattern)
        if address is None:
            unknown.add(name)
            continue
        response = client.get(address)
        release(response)
        if not response.headers.get("Location", "").startswith(door):
            answered.add(name)

    assert answered == PUBLIC
    assert unknown == UNKNOWN


@pytest.mark.parametrize(
    "path", ["/django-admin/", "/api/", "/api/v2/pages/", "/admin/styleguide/"]
)
def test_what_there_is_not_answers_nobody(client, db, path):
    response = client.get(path, follow=True)

    assert response.status_code == 404 or response.redirect_chain[-1][0].startswith(
        reverse("account_login")
    )
