"""The door for the invited."""

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import services
from accounts.exceptions import AccountExistsError, InvitationClosedError
from accounts.forms import AccountForm
from accounts.models import Invitation, User

# Only the site's name is ever told to anybody, never the token. With "no-referrer" a
# browser would send "Origin: null" with the form, which Django rightly refuses.
REFERRER_POLICY = "strict-origin"


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request, token):
    """Show an invitation, and accept it by POST; looking at it uses nothing up.

    A link that is used, withdrawn, expired or never was leads to one and the same page.
    """
    found = Invitation.objects.by_token(token)
    try:
        if found is None:
            raise InvitationClosedError
        response = _page_for(request, found)
    except InvitationClosedError:
        response = render(request, "accounts/invitation_closed.html", status=404)
    response.headers["Referrer-Policy"] = REFERRER_POLICY
    return response


def _page_for(request, found):
    if request.user.is_anonymous:
        return _make_account(request, found)
    if request.user.email.lower() != found.email:
        return render(request, "accounts/invitation_another.html", {"invitation": found})
    if request.method == "POST":
        services.accept_invitation(found, by=request.user)
        return redirect("accounts:landing")
    return render(request, "accounts/invitation_accept.html", {"invitation": found})


def _make_account(request, found):
    """Ask a newcomer for a name and a password, or send who has an account to sign in.

    A link never changes a password: its holder, who reads the mail of the address, is
    told that there is an account, and only after posting the form.
    """
    first_name, _, last_name = found.name.strip().partition(" ")
    form = AccountForm(
        request.POST if request.method == "POST" else None,
        instance=User(email=found.email),
        initial={"first_name": first_name, "last_name": last_name},
    )
    has_account = False
    if request.method == "POST" and form.is_valid():
        try:
            user = services.create_account(found, language=get_language(), **form.cleaned_data)
        except AccountExistsError:
            has_account = True
        else:
            login = Login(user=user, email=user.email, redirect_url=reverse("accounts:landing"))
            return perform_password_login(request, {"email": user.email}, login)
    context = {"invitation": found, "form": form, "has_account": has_account}
    return render(request, "accounts/invitation.html", context)
