"""Where a person goes after signing in, and what they say of themself."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts import services
from accounts.forms import ProfileForm
from accounts.models import AUDITORS, User


def landing(request):
    """Lead a person to what they came for: the workspace, applications or the admin."""
    user = request.user
    if user.belongs_to_workspace():
        return redirect("knowledge:workspace")
    if user.reads_applications():
        return redirect("review:application_list")
    if user.groups.filter(name=AUDITORS).exists():
        return redirect("knowledge:event_list")
    if user.may_enter_admin():
        return redirect("wagtailadmin_home")
    return render(request, "accounts/landing.html")


def profile(request):
    """Show and change a person's name and the language of their mail."""
    person = User.objects.get(pk=request.user.pk)
    form = ProfileForm(request.POST if request.method == "POST" else None, instance=person)
    if request.method == "POST" and form.is_valid():
        services.update_profile(request.user, by=request.user, **form.cleaned_data)
        messages.success(request, _("Your details are saved."))
        return redirect("accounts:profile")
    return render(request, "accounts/profile.html", {"form": form})
