"""Coordinators set how long applications are kept, and see what goes."""

import datetime as dt

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications import services
from applications.clean_text import clean_post
from applications.exceptions import ChangedMeanwhileError
from applications.forms.retention import RetentionForm
from applications.models import Application, Retention
from applications.retention import Outcome, due, due_for_erasure
from knowledge.models import Round

SOON = dt.timedelta(days=30)
MOST_SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
def retention(request, pk):
    """Show the periods of a round with what they purge, and set them."""
    round = get_object_or_404(Round.objects.coordinated_by(request.user), pk=pk)
    saved = Retention.of(round)
    is_sent = request.method == "POST"
    data = clean_post(request.POST) if is_sent else None
    form = RetentionForm(data, instance=saved, initial={"version": saved.version})
    wished = form.previewed(round) if is_sent else None
    if wished and "save" in request.POST:
        try:
            services.save_retention(
                round, by=request.user, version=form.cleaned_data["version"], **form.periods
            )
        except ChangedMeanwhileError:
            messages.error(request, _("Somebody set other periods meanwhile. They are shown now."))
        else:
            messages.success(request, _("The retention periods are saved."))
        return redirect("review:retention", round.pk)
    context = {"round": round, "form": form, "is_wished": wished is not None}
    context |= _preview(wished or Retention.of(round), request.user)
    return render(request, "applications/retention.html", context)


def _preview(retention, user):
    """Return what goes at the next purge and within a month, less what is hidden from a person."""
    now = timezone.now()
    hidden = Application.objects.hidden_by_conflict(user)
    rows, shown = [], []
    for outcome in Outcome:
        gone = due(outcome, retention=retention, now=now).exclude(pk__in=hidden)
        soon = due(outcome, retention=retention, now=now + SOON).exclude(pk__in=hidden)
        emptied = due_for_erasure(outcome, retention=retention, now=now).exclude(pk__in=hidden)
        rows.append((outcome.label, gone.count(), soon.count(), emptied.count()))
        if outcome not in (Outcome.DRAFT, Outcome.WITHDRAWN):
            shown += gone.order_by("decided_at").only("reference", "museum_name", "decided_at")[
                : MOST_SHOWN - len(shown)
            ]
    return {"rows": rows, "shown": shown, "most": MOST_SHOWN}
