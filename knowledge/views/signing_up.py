"""A person says whether they come to a meeting, and what they need there."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from knowledge import services
from knowledge.exceptions import RoundEndedError, SignUpClosedError
from knowledge.forms import SignUpForm
from knowledge.models import Meeting, MeetingSignUp, SignUpNeeds

from .access import posted

NEEDS = ("diet", "access", "travel")


def meeting_sign_up(request, pk):
    """Take a person's word about a meeting, while sign-up is open."""
    meetings = Meeting.objects.visible_to(request.user).select_related("round", "host__museum")
    meeting = get_object_or_404(meetings, pk=pk)
    form, own = form_for(request, meeting)
    if form is None:
        raise PermissionDenied
    if request.method == "POST" and form.is_valid():
        try:
            services.sign_up(meeting, by=request.user, **form.cleaned_data)
        except (SignUpClosedError, RoundEndedError) as error:
            raise PermissionDenied from error
        messages.success(request, _("Thank you. Your answer is saved."))
        return redirect(meeting)
    context = {"meeting": meeting, "round": meeting.round, "form": form, "own": own}
    return render(request, "knowledge/meeting_sign_up.html", context)


def form_for(request, meeting):
    """Return the form of a person's own sign-up, nothing if it is closed, and the sign-up."""
    own = MeetingSignUp.objects.of(request.user).filter(meeting=meeting).first()
    needs = SignUpNeeds.objects.of(request.user).filter(sign_up__meeting=meeting).first()
    if not Meeting.objects.open_to(request.user).contains(meeting):
        return None, own
    initial = {"answer": own.answer if own else None}
    initial |= {name: getattr(needs, name) for name in NEEDS} if needs else {}
    return SignUpForm(posted(request), initial=initial), own
