"""Late permits, for those who coordinate a round."""

import uuid

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications import services
from applications.clean_text import clean_post
from applications.forms import LatePermitForm
from applications.models import LatePermit
from knowledge.models import Round


@require_http_methods(["GET", "HEAD", "POST"])
def late_permit_list(request):
    """Show the permits of the rounds one coordinates, and give one more."""
    rounds = Round.objects.coordinated_by(request.user)
    if not rounds.exists():
        raise Http404
    post = clean_post(request.POST) if request.method == "POST" else None
    if post and "withdraw" in post:
        return _withdraw(request, post["withdraw"])
    form = LatePermitForm(post, rounds=rounds)
    if form.is_valid():
        permit = dict(form.cleaned_data)
        services.permit_late(permit.pop("round"), **permit, by=request.user)
        messages.success(request, _("The permit is given, and the applicant is told by mail."))
        return redirect("review:late_permit_list")
    permits = LatePermit.objects.visible_to(request.user)
    permits = permits.select_related("round", "given_by", "withdrawn_by")
    context = {"form": form, "permits": permits}
    return render(request, "applications/late_permit_list.html", context)


def _withdraw(request, text):
    """End a permit of the rounds one coordinates; any other is not there."""
    try:
        permit = LatePermit.objects.visible_to(request.user).filter(pk=uuid.UUID(text)).first()
    except ValueError:
        permit = None
    if permit is None:
        raise Http404
    services.withdraw_permit(permit, by=request.user)
    messages.success(request, _("The permit is withdrawn, and the applicant is told by mail."))
    return redirect("review:late_permit_list")
