"""Which applications this browser may open: those it began or came back to by a link."""

from django.shortcuts import get_object_or_404

from applications.models import Application

KEY = "applications"
MOST = 20


def remember(request, application):
    """Let this browser open an application from now on, under a new session key."""
    known = [pk for pk in request.session.get(KEY, []) if pk != str(application.pk)]
    request.session.cycle_key()
    request.session[KEY] = [str(application.pk), *known][:MOST]


def own_applications(request):
    """Return the applications this browser may open."""
    own = Application.objects.filter(pk__in=request.session.get(KEY, []))
    return own.select_related("round", "form_version", "museum")


def own_application(request, pk):
    """Return one of them, a draft on the newest form. Raise Http404 for any other."""
    application = get_object_or_404(own_applications(request), pk=pk)
    if application.is_draft:
        application.form_version = application.round.form_versions.complete().first()
    return application
