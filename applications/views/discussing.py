"""Reviewers and coordinators talk of an application."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications import services
from applications.clean_text import clean_post
from applications.forms import CommentForm
from applications.models import Application, Comment, discussed_by


@require_http_methods(["GET", "HEAD", "POST"])
def discussion(request, pk):
    """Show what has been said of an application, and take one's own word."""
    applications = discussed_by(request.user, Application.objects).select_related("round")
    application = get_object_or_404(applications, pk=pk)
    form = CommentForm(clean_post(request.POST) if request.method == "POST" else None)
    if form.is_valid():
        data = form.cleaned_data
        services.add_comment(
            application, by=request.user, text=data["comment"], token=data["token"]
        )
        messages.success(request, _("Your comment is saved."))
        return redirect("review:discussion", pk)
    comments = Comment.objects.visible_to(request.user).filter(application=application)
    context = {
        "application": application,
        "form": form,
        "comments": comments.select_related("author"),
    }
    return render(request, "applications/discussion.html", context)
