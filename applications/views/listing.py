"""The list of applications for those who read them."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from applications.forms import ApplicationFilterForm
from applications.measures import measures_for
from applications.models import Application, Assignment, Review
from cms.keyset import kept, newest_first
from knowledge.models import Round, RoundRole
from knowledge.models.standing import rounds_by_duty

PAGE_SIZE = 50
MOST_ASSIGNED = 100
MOST_LOOKED_AT = 500
MOST_WAITING = 100


@require_safe
def application_list(request):
    """Show the applications of the rounds one reads, newest first, or those looked for."""
    rounds = list(Round.objects.reviewed_by(request.user))
    coordinated = rounds_by_duty(request.user).get(RoundRole.Role.COORDINATOR, ())
    if not rounds:
        raise Http404
    form = ApplicationFilterForm(request.GET, user=request.user)
    visible = Application.objects.visible_to(request.user)
    if len(rounds) == 1:
        visible = visible.filter(round=rounds[0])
    found = form.narrow(visible).select_related("round", "museum").defer("answers")
    page = newest_first(found, known=visible, size=PAGE_SIZE, query=request.GET)
    measures = measures_for(request.user, page.rows)
    waiting = Application.objects.newest_awaiting(request.user, most=MOST_LOOKED_AT)
    waiting = waiting[:MOST_WAITING].count()
    context = {
        "form": form,
        "query": kept(request.GET, form.fields),
        "applications": [(each, measures.get(each.pk)) for each in page.rows],
        "page": page,
        "waiting": waiting,
        "is_waiting_capped": waiting == MOST_WAITING,
        "assigned": _assigned_to(request.user),
        "coordinated": [each for each in rounds if each.pk in coordinated],
    }
    return render(request, "applications/application_list.html", context)


def _assigned_to(user):
    """Return pairs of an application given to a person to review, and whether it is reviewed."""
    assigned = Assignment.objects.of(user).select_related("application")
    assigned = assigned.defer("application__answers")[:MOST_ASSIGNED]
    own = Review.objects.of(user).filter(application__in=[each.application_id for each in assigned])
    reviewed = set(own.values_list("application", flat=True))
    return sorted(
        ((each.application, each.application_id in reviewed) for each in assigned),
        key=lambda pair: pair[1],
    )
