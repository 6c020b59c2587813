"""Files of plans."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cms.downloads import private_file
from knowledge import services
from knowledge.exceptions import TooManyFilesError
from knowledge.forms import AttachmentForm
from knowledge.models import Attachment, Plan

from .access import get_editable_plan, posted


def attachment(request, pk):
    """Send a file to whoever may open its plan; the opening by another museum is kept.

    A harmful one is refused to its museum with a sentence; to others there is none.
    """
    attachment = get_object_or_404(
        Attachment.objects.listed_to(request.user).select_related("plan__participation"), pk=pk
    )
    if attachment.is_infected:
        context = {"plan": attachment.plan}
        return render(request, "knowledge/attachment_refused.html", context, status=403)
    is_own = Plan.objects.owned_by(request.user).contains(attachment.plan)
    if request.method != "HEAD" and not is_own:
        services.record_opening(attachment.plan, by=request.user, action="attachment.open")
    return private_file(attachment.file, name=attachment.name, content_type=attachment.content_type)


def plan_attachments(request, pk):
    """Add files to a plan, or take them off it."""
    plan = get_editable_plan(request.user, pk)
    form = AttachmentForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.attach_files(plan, uploads=form.cleaned_data["files"], by=request.user)
        except TooManyFilesError:
            form.add_error("files", _("A plan may have ten files. Remove one first."))
        else:
            messages.success(request, _("The files are added."))
            return redirect("knowledge:plan_attachments", pk=plan.pk)
    attachments = Attachment.objects.listed_to(request.user).filter(plan=plan)
    context = {"plan": plan, "form": form, "attachments": attachments}
    return render(request, "knowledge/plan_attachments.html", context)


def attachment_remove(request, pk):
    """Take a file off its plan, by POST; any other verb leads to where that is asked."""
    attachment = get_object_or_404(
        Attachment.objects.listed_to(request.user).select_related("plan"), pk=pk
    )
    if not Attachment.objects.editable_by(request.user).contains(attachment):
        raise PermissionDenied
    if request.method == "POST":
        services.remove_attachment(attachment, by=request.user)
        messages.success(request, _("The file is removed."))
    return redirect("knowledge:plan_attachments", pk=attachment.plan_id)
