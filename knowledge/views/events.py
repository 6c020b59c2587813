"""Who did and opened what."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.keyset import kept, newest_first
from knowledge.events import events_visible_to, is_auditor
from knowledge.forms import EventFilterForm
from knowledge.models import Round

PAGE_SIZE = 50


@require_safe
def event_list(request):
    """Show the log as far as the person may read it, newest first; never any content."""
    reads_all = is_auditor(request.user)
    if not reads_all and not Round.objects.visible_to(request.user).exists():
        raise Http404
    visible = events_visible_to(request.user)
    form = EventFilterForm(request.GET)
    page = newest_first(
        form.narrow(visible), known=visible, size=PAGE_SIZE, query=request.GET, by="at"
    )
    context = {
        "page": page,
        "form": form,
        "reads_all": reads_all,
        "query": kept(request.GET, form.fields),
    }
    return render(request, "knowledge/event_list.html", context)
