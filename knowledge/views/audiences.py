"""Who may open a plan: seen, chosen, and asked again."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from knowledge import services
from knowledge.audiences import Audience, Roll, receivers_of
from knowledge.exceptions import NotInRoundError
from knowledge.forms import AudienceForm

from .access import get_editable_plan, posted, seats_of


def plan_audience(request, pk):
    """Show who can open a plan; a new choice shows the difference, and asks again."""
    plan = get_editable_plan(request.user, pk)
    seat = plan.participation
    peers = seats_of(seat.round, request.user).exclude(pk=seat.pk)
    held = receivers_of([plan.pk])[plan.pk]
    roll = Roll([plan.participation.round])
    now = roll.audience_of(plan, receivers=held)
    form = AudienceForm(
        posted(request),
        peers=peers,
        initial={"audience": plan.audience, "partners": list(held)},
    )
    context = {"plan": plan, "form": form, "now": now}
    if request.method == "POST" and form.is_valid():
        audience, partners = form.cleaned_data["audience"], form.cleaned_data["partners"]
        if "confirm" in request.POST:
            try:
                services.change_audience(
                    plan, audience=audience, receivers=partners, by=request.user
                )
            except NotInRoundError:
                form.add_error("partners", _("A museum has left the round. Choose again."))
                return render(request, "knowledge/plan_audience.html", context)
            messages.success(request, _("The audience is changed."))
            return redirect(plan)
        receivers = {seat.pk for seat in partners}
        then = roll.audience_of(plan, kind=audience, receivers=receivers)
        return render(
            request, "knowledge/plan_audience_confirm.html", context | difference(now, then)
        )
    return render(request, "knowledge/plan_audience.html", context)


def difference(now, then):
    """Return who could open a plan after a change and not before, and the other way round."""
    return {"then": then, "gains": _gains(now, then), "losses": _gains(then, now)}


def _gains(before, after):
    """Return the part of ``after`` that is not in ``before``."""
    known = before.expected
    return Audience(
        after.kind,
        _without(known, after.museums),
        [person for person in after.helpers if person not in known],
        _without(known, after.waiting),
    )


def _without(known, museums):
    """Return people by museum without the known ones and without museums left empty."""
    rest = {
        museum: [person for person in people if person not in known]
        for museum, people in museums.items()
    }
    return {museum: people for museum, people in rest.items() if people}
