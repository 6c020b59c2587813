"""Who writes an application: inviting colleagues, and ending their right."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from applications import services
from applications.clean_text import clean_post
from applications.exceptions import NotOwnerError, TooManyWritersError
from applications.forms import WriterForm
from applications.models import CallPage
from cms.limits import is_over_limit, may_mail

from .access import own_application, words_kept

MOST_INVITATIONS_AN_HOUR = 30


@require_http_methods(["GET", "HEAD", "POST"])
@words_kept
def application_writers(request, pk):
    """Show who writes; who began it invites and removes, once the address is proved."""
    application = own_application(request, pk)
    post = clean_post(request.POST) if request.method == "POST" else None
    form = WriterForm(post if post and "remove" not in post else None)
    try:
        if post and "remove" in post:
            return _remove(application, post["remove"])
        if form.is_bound and form.is_valid() and _invite(request, application, form):
            return redirect("applications:application_writers", pk)
    except NotOwnerError as error:
        raise PermissionDenied from error
    writers = list(application.writers.all())
    context = {
        "application": application,
        "call": CallPage.of(application.round),
        "form": form,
        "writers": writers,
        "me": application.own_writer,
        "may_choose": application.own_writer.may_choose_writers,
        "is_full": sum(not w.removed_at for w in writers) >= services.MOST_WRITERS,
    }
    return render(request, "applications/application_writers.html", context)


def _invite(request, application, form):
    """Invite and return True, or say beside the field why not."""
    email = form.cleaned_data["email"]
    is_over = is_over_limit(
        "writers", str(application.pk), most=MOST_INVITATIONS_AN_HOUR, seconds=3600
    )
    if is_over or not may_mail(email):
        form.add_error("email", _("Too many letters were asked for. Wait an hour and try again."))
        return False
    try:
        writer = services.invite_writer(
            application,
            email=email,
            by_writer=application.own_writer,
            token=form.cleaned_data["token"],
        )
    except TooManyWritersError as error:
        sentence = ngettext(
            "There is %(count)d writer already. Remove one to invite another",
            "There are %(count)d writers already. Remove one to invite another",
            error.limit,
        )
        form.add_error("email", sentence % {"count": error.limit})
        return False
    if writer.state == "joined":
        messages.info(request, _("This colleague writes already."))
    else:
        messages.success(request, _("A link is on its way to the colleague."))
    return True


def _remove(application, text):
    try:
        writer_id = uuid.UUID(text)
    except ValueError:
        writer_id = None
    services.remove_writer(application, writer_id=writer_id, by_writer=application.own_writer)
    return redirect("applications:application_writers", application.pk)
