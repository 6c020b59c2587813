"""A museum takes out what it has in a round."""

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cms.downloads import keep_private
from cms.limits import is_over_limit
from knowledge import services
from knowledge.exporting import write_museum_bundle
from knowledge.models import Participation

# Files may take a hundred megabytes of the server's disk while they are sent.
MOST = 10


def museum_export(request, pk):
    """Tell what a museum's own material holds, and by POST send it as a ZIP."""
    seats = Participation.objects.owned_by(request.user).select_related("museum", "round")
    seat = get_object_or_404(seats, pk=pk)
    if request.method != "POST":
        return render(request, "knowledge/museum_export.html", {"seat": seat})
    if is_over_limit("museum-export", str(request.user.pk), most=MOST, seconds=600):
        messages.error(
            request, _("Many files were taken out with your account. Try again in ten minutes.")
        )
        return redirect("knowledge:museum_export", pk=seat.pk)
    file = write_museum_bundle(seat, by=request.user)
    services.record_museum_export(seat, by=request.user)
    name = f"aineisto-{str(seat.pk)[:8]}.zip"
    response = FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")
    return keep_private(response)
