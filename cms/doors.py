"""Wagtail's own doors, which know of no second factor: each leads to the one sign-in."""

import functools

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect


@login_not_required
def sign_in_instead(request, **kwargs):
    """Lead whoever looks to the sign-in page; let nobody post anything here."""
    if request.method not in {"GET", "HEAD"}:
        raise Http404
    return redirect("account_login")


def hidden_from_others(view):
    """Answer 404 to a signed-in person who may not enter the admin.

    Who has not signed in is sent to the one sign-in page by LoginRequiredMiddleware,
    from an address that exists as from one that does not: Wagtail names a page of its
    own for the latter, which is taken away here.
    """
    view.__dict__.pop("login_url", None)

    @functools.wraps(view)
    def wrapped(request, *args, **kwargs):
        if not request.user.is_authenticated:  # Wagtail opens a few to all
            return redirect_to_login(request.get_full_path())
        if not request.user.may_enter_admin():
            raise Http404
        return view(request, *args, **kwargs)

    return wrapped
