"""Coordinators set what a call asks besides its form."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications import services
from applications.clean_text import clean_post
from applications.forms import CallRulesForm
from applications.models import CallRules
from knowledge.models import Round


@require_http_methods(["GET", "HEAD", "POST"])
def rules_update(request, pk):
    """Set whether the museums' directors are asked to confirm."""
    round = get_object_or_404(Round.objects.coordinated_by(request.user), pk=pk)
    data = clean_post(request.POST) if request.method == "POST" else None
    form = CallRulesForm(data, initial={"director": CallRules.director_of(round)})
    if form.is_bound and form.is_valid():
        services.save_call_rules(round, director=form.cleaned_data["director"], by=request.user)
        messages.success(request, _("The rules of the call are saved."))
        return redirect("review:rules_update", round.pk)
    return render(request, "applications/rules_update.html", {"round": round, "form": form})
