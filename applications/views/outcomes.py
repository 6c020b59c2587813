"""What was decided, for the one who applied."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from applications.models import CallPage

from .access import own_application


@require_safe
def application_decision(request, pk):
    """Show the decision in force with its letter; until the release there is no such page."""
    application = own_application(request, pk)
    decision = application.decisions.released().first()
    if decision is None or application.is_draft:
        raise Http404
    letter = decision.letters.first()
    call = CallPage.of(application.round)
    context = {
        "application": application,
        "decision": decision,
        "letter": letter,
        "contact_email": letter.contact_email or (call.contact_email if call else ""),
        "call": call,
    }
    return render(request, "applications/application_decision.html", context)
