"""How views get plans: 404 for what one may not know of, 403 for what one may not change."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from knowledge.models import Plan


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
