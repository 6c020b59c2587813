"""Files of applications, to those who may read the application."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from applications.models import Application, ApplicationFile
from cms.downloads import private_file

from .access import own_applications


@require_safe
def application_file(request, pk):
    """Answer a file of one's own application."""
    return _answer(own_applications(request), pk)


@require_safe
def file(request, pk):
    """Answer a file of an application that a reviewer may read."""
    return _answer(Application.objects.visible_to(request.user), pk)


def _answer(applications, pk):
    files = ApplicationFile.objects.filter(application__in=applications, removed_at=None)
    found = get_object_or_404(files, pk=pk)
    return private_file(found.file, name=found.name, content_type=found.content_type)
