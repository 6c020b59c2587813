"""Who comes in, and how views get plans.

404 is for what one may not know of, 403 for what one may not change.
"""

import functools

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect

from knowledge.models import Participation, Plan, Round
from knowledge.models.standing import standing_of


def for_members(view):
    """Open a page of the workspace to who may enter a round.

    For who belongs to none there is no workspace; who has given no promise yet is led
    to the nearest one.
    """

    @functools.wraps(view)
    def wrapped(request, *args, **kwargs):
        if standing_of(request.user).entered:
            return view(request, *args, **kwargs)
        nearest = Round.objects.without_word_of(request.user).by_nearness().first()
        if nearest is None:
            raise Http404
        return redirect("knowledge:promise", pk=nearest.pk)

    return wrapped


def get_editable_plan(user, pk):
    """Return a plan that a person may change.

    Raise Http404 if they may not know of it, PermissionDenied if they may only read it.
    """
    plan = get_object_or_404(with_places(Plan.objects.visible_to(user)), pk=pk)
    if not Plan.objects.editable_by(user).contains(plan):
        raise PermissionDenied
    return plan


def with_places(plans):
    """Return plans together with their participation, its museum and its round."""
    return plans.select_related("participation__museum", "participation__round")


def posted(request):
    """Return what a form was sent with, empty too, or nothing if it was not sent."""
    return request.POST if request.method == "POST" else None


def seats_of(round, user):
    """Return the museums of a round that a person sees take part in it now, by name."""
    seats = Participation.objects.visible_to(user).filter(round=round)
    return seats.select_related("museum").order_by("museum__name")
