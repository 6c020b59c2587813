"""An earlier application opens a newer call."""

import uuid

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications import services
from applications.carrying import Carried, open_calls
from applications.exceptions import CallClosedError
from cms.limits import is_tried_too_often, may_mail

from .access import own_application, remember


@require_http_methods(["GET", "HEAD", "POST"])
def application_reuse(request, pk):
    """Show what of an earlier application comes along to an open call, and begin a draft there."""
    earlier = own_application(request, pk)
    if not earlier.can_be_reused:
        raise Http404
    rounds, is_slowed = open_calls(earlier), False
    if request.method == "POST":
        is_slowed = is_tried_too_often(request, "application")
        chosen = next((r for r in rounds if str(r.pk) == request.POST.get("round")), None)
        if chosen and not is_slowed and (draft := _begin(request, earlier, chosen)):
            remember(request, draft.writers.get(is_owner=True), is_proved=False)
            messages.success(request, _("Your earlier answers are in the new draft. Check each."))
            return redirect("applications:application", draft.pk)
    context = {
        "application": earlier,
        "calls": [(round, _carried(earlier, round)) for round in rounds],
        "token": uuid.uuid4(),
        "is_slowed": is_slowed,
    }
    status = 429 if is_slowed else 200
    return render(request, "applications/application_reuse.html", context, status=status)


def _begin(request, earlier, round):
    """Return the draft begun, or None where the call has just closed."""
    try:
        token = uuid.UUID(request.POST.get("token", ""))
    except ValueError:
        token = uuid.uuid4()
    try:
        return services.start_from(
            earlier,
            round,
            language=get_language(),
            token=token,
            has_letter=may_mail(earlier.email),
        )
    except CallClosedError:
        return None


def _carried(earlier, round):
    return Carried(earlier, round.form_versions.complete().first(), get_language())
