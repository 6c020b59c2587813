"""The member's first page, the promise in front of it, and the museums of the round."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import Membership
from knowledge import services
from knowledge.audiences import Roll
from knowledge.contents import describe
from knowledge.forms.archiving import ArchiveForm
from knowledge.models import Meeting, Participation, Plan, PlanRevision, PromiseAcceptance, Round
from knowledge.models.standing import standing_of
from knowledge.news import latest_for
from knowledge.pairs import coordinates, partners_in
from knowledge.rota import rota_of
from knowledge.today import happenings_in, next_things

from .access import for_members


@for_members
def workspace(request):
    """Show what waits for the person, their own plan, and what has happened."""
    round = choose_round(request)
    revisions = PlanRevision.objects.read_by(request.user).filter(plan__participation__round=round)
    own = own_revision(request.user, revisions)
    museums = museums_of(round, request.user)
    seats = [seat for seat, _members in museums]
    partners = partners_in(round, request.user, seats)
    news, unread = latest_for(request.user)
    context = {
        "today": timezone.localdate(),
        "round": round,
        "rounds": Round.objects.joined_by(request.user).by_nearness(),
        "things": next_things(request.user, round, own),
        "own": own,
        "news": news,
        "unread": unread,
        "happenings": happenings_in(round, request.user, seats),
        "rota": rota_of(round, request.user),
        "next_meeting": next_meeting(round, request.user),
        "museums": museums,
        "partners": partners,
        "is_coordinator": not partners and coordinates(round, request.user),
        "archive_form": archive_form(own, round),
        **(describe(own, []) if own else {}),
    }
    return render(request, "knowledge/workspace.html", context)


def promise(request, pk):
    """Show a round's promise to those who belong to it, and take it from them."""
    rounds = Round.objects.joined_by(request.user).select_related("promise")
    round = get_object_or_404(rounds, pk=pk)
    if request.method == "POST" and request.POST.get("promise") == str(round.promise_id):
        services.accept_promise(round, by=request.user, language=get_language())
        messages.success(request, _("Thank you. The workspace is open to you."))
        return redirect("knowledge:workspace")
    given = PromiseAcceptance.objects.given_by(request.user).filter(
        round=round, promise=round.promise
    )
    context = {"round": round, "given": given.first()}
    return render(request, "knowledge/promise.html", context)


def archive_form(own, round):
    """Return the form of what becomes of one's plan, if its round has ended, or nothing."""
    if own is None or not round.has_ended:
        return None
    return ArchiveForm(initial={"archive": own.plan.archive})


@for_members
def museum_list(request):
    """Show the museums of a round and their people, with where to write to them."""
    round = choose_round(request)
    museums = museums_of(round, request.user)
    staffed = Participation.objects.staffed_by(request.user).filter(round=round)
    coordinates = Round.objects.coordinated_by(request.user).contains(round)
    context = {
        "round": round,
        "rounds": Round.objects.visible_to(request.user).by_nearness(),
        "museums": museums,
        "helpers": Roll([round]).helpers_of(round),
        "staffed": set(staffed.values_list("pk", flat=True)),
        "coordinates": coordinates,
        "own": standing_of(request.user).seats,
        "led": {
            seat.pk
            for seat, members in museums
            if coordinates or any(is_contact(each, request.user) for each in members)
        },
    }
    return render(request, "knowledge/museum_list.html", context)


def is_contact(membership, user):
    """Whether a membership is the user's own, as a contact person."""
    return membership.user_id == user.pk and membership.role == Membership.Role.CONTACT


@for_members
def orientation(request):
    """Tell somebody who has just come what this is, who is here and where to begin."""
    round = choose_round(request)
    own = Plan.objects.owned_by(request.user).filter(participation__round=round)
    context = {
        "round": round,
        "museums": museums_of(round, request.user),
        "helpers": Roll([round]).helpers_of(round),
        "plans": own.order_by("title"),
    }
    return render(request, "knowledge/orientation.html", context)


def choose_round(request):
    """Return the round of ``?round=``, or the nearest; Http404 if it is not for the person."""
    rounds = list(Round.objects.visible_to(request.user).by_nearness())
    wanted = request.GET.get("round")
    if wanted:
        rounds = [round for round in rounds if str(round.pk) == wanted]
    if not rounds:
        raise Http404
    return rounds[0]


def next_meeting(round, user):
    """Return the meeting of a round that comes next, or nothing."""
    meetings = Meeting.objects.visible_to(user).to_come().filter(round=round)
    return meetings.select_related("host__museum").first()


def own_revision(user, revisions):
    """Return the latest revision of the person's own museum's plan, or nothing."""
    own = Plan.objects.owned_by(user)
    return revisions.filter(plan__in=own).select_related("plan").order_by("-created_at").first()


def museums_of(round, user):
    """Return (participation, memberships) of the museums a person meets in a round."""
    seats = Participation.objects.visible_to(user).filter(round=round)
    seats = seats.select_related("museum").order_by("museum__name")
    roll = Roll([round])
    return [(seat, roll.members[seat.museum_id]) for seat in seats]
