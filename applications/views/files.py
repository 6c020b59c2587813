"""Files of applications, to those who may read the application."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from applications.models import Application, ApplicationFile
from cms.downloads import private_file
from knowledge.models import Round

from .access import own_applications


@require_safe
def application_file(request, pk):
    """Answer a file of one's own application."""
    return _send(_found(own_applications(request), pk))


@require_safe
def file(request, pk):
    """Answer a file of an application that a reviewer may read.

    One of a question that only coordinators see is to others as if it did not exist, and
    a harmful one is refused with a sentence.
    """
    applications = Application.objects.visible_to(request.user)
    found = _found(applications, pk)
    application = found.application
    is_staff = Round.objects.coordinated_by(request.user).contains(application.round)
    if not is_staff and found.question_id in application.form_version.for_staff:
        raise Http404
    if found.is_infected:
        return render(request, "applications/file_refused.html", {"file": found}, status=403)
    return _send(found)


def _found(applications, pk):
    files = ApplicationFile.objects.filter(application__in=applications, removed_at=None)
    files = files.select_related("application__round", "application__form_version")
    return get_object_or_404(files, pk=pk)


def _send(found):
    return private_file(found.file, name=found.name, content_type=found.content_type)
