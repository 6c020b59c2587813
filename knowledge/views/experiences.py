"""Experiences: the list, one experience, its form."""

import datetime as dt
import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cms import releases
from knowledge import services
from knowledge.cards import card_of, side_by_side
from knowledge.exceptions import ExperienceChangedError
from knowledge.forms.experiences import (
    ExperienceFilterForm,
    ExperienceForm,
    ExperienceLanguageForm,
    initial_of,
    peers_of,
)
from knowledge.models import Experience, Participation, Plan
from knowledge.readers import readers_of
from knowledge.services.experiences import content_of, voided_by_change
from knowledge.steps import steps_of

from .access import for_members, posted, with_places

PER_PAGE = 20


@for_members
def experience_list(request):
    """Show the experiences a person may read, the latest change first; ``?after=`` goes on."""
    form = ExperienceFilterForm(request.GET or None, user=request.user)
    found = form.narrow(with_places(Experience.objects.visible_to(request.user)))
    rows = list(_after(found, request.GET.get("after", ""))[: PER_PAGE + 1])
    page = rows[:PER_PAGE]
    readers = readers_of(page)
    query = request.GET.copy()
    query["after"] = f"{page[-1].updated_at.isoformat()}~{page[-1].pk}" if page else ""
    context = {
        "form": form,
        "rows": [(experience, readers[experience.pk]) for experience in page],
        "following": f"?{query.urlencode()}" if len(rows) > PER_PAGE else "",
        "own": set(Experience.objects.owned_by(request.user).values_list("pk", flat=True)),
        "may_write": _seats(request.user).exists(),
    }
    return render(request, "knowledge/experience_list.html", context)


def experience_detail(request, pk):
    """Show an experience as it was approved, or to its own museum as it is written."""
    experience = get_object_or_404(with_places(Experience.objects.visible_to(request.user)), pk=pk)
    is_own = Experience.objects.owned_by(request.user).contains(experience)
    revision = experience.revisions.get(number=experience.revision_number)
    context = {
        "experience": experience,
        "revision": revision,
        "card": card_of(revision),
        "is_own": is_own,
        "may_edit": Experience.objects.editable_by(request.user).contains(experience),
        "may_withdraw": Experience.objects.withdrawable_by(request.user).contains(experience),
        "audience": readers_of([experience])[experience.pk],
        "steps": steps_of(experience, request.user) if is_own else None,
        "plan": Plan.objects.visible_to(request.user).filter(pk=experience.plan_id).first(),
        "page_address": releases.address_of(experience.public_id) if experience.public_id else "",
    }
    return render(request, "knowledge/experience_detail.html", context)


@for_members
def experience_create(request):
    """Begin an experience, of a plan (``?plan=``) if one is told."""
    seat, plan = _place(request)
    first = {"kind": Experience.Kind.WORKED, "base_number": 0}
    if plan is not None:
        first["title"] = plan.title
        first["themes"] = [t["key"] for t in plan.revisions.first().content.get("targets", [])]
    form = ExperienceForm(posted(request), peers=peers_of(request.user, seat), initial=first)
    language = ExperienceLanguageForm(posted(request), initial={"language": get_language()})
    if request.method == "POST" and all([form.is_valid(), language.is_valid()]):
        experience = services.begin_experience(
            seat,
            plan=plan,
            language=language.cleaned_data["language"],
            values=form.values,
            token=form.cleaned_data["token"],
            by=request.user,
        )
        messages.success(request, _("The experience is saved. Only your museum sees it."))
        return redirect("knowledge:experience_detail", pk=experience.pk)
    context = {"form": form, "language": language, "seat": seat, "plan": plan}
    return render(request, "knowledge/experience_update.html", context)


def experience_update(request, pk):
    """Change what an experience says. Two who write at once each see what the other wrote."""
    experience = get_editable_experience(request.user, pk)
    latest = experience.revisions.get(number=experience.revision_number)
    form = ExperienceForm(
        posted(request),
        peers=peers_of(request.user, experience.participation),
        initial=initial_of(experience, latest),
    )
    context = {
        "experience": experience,
        "form": form,
        "voided": voided_by_change(experience),
        "seat": experience.participation,
    }
    if request.method == "POST" and form.is_valid():
        try:
            revision, voided = services.revise_experience(
                experience,
                values=form.values,
                base_number=form.cleaned_data["base_number"],
                token=form.cleaned_data["token"],
                by=request.user,
            )
        except ExperienceChangedError as error:
            mine = content_of(experience, form.values)
            context["theirs"] = error.revision
            context["conflicts"] = side_by_side(mine, error.revision.content)
            form.begin_from(error.revision.number)
        else:
            _tell(request, revision, voided)
            return redirect("knowledge:experience_detail", pk=experience.pk)
    return render(request, "knowledge/experience_update.html", context)


def get_editable_experience(user, pk):
    """Return an experience that a person may change.

    Raise Http404 if they may not know of it, PermissionDenied if they may only read it.
    """
    experience = get_object_or_404(with_places(Experience.objects.visible_to(user)), pk=pk)
    if not Experience.objects.editable_by(user).contains(experience):
        raise PermissionDenied
    return experience


def _tell(request, revision, voided):
    messages.success(request, _("The experience is saved."))
    if voided:
        names = ", ".join(museum.name for museum in voided)
        messages.warning(
            request,
            ngettext(
                "The text has changed, so this approval is void: %(museums)s.",
                "The text has changed, so these approvals are void: %(museums)s.",
                len(voided),
            )
            % {"museums": names},
        )


def _seats(user):
    """Return the seats in which a person may begin an experience, the newest round first."""
    seats = Participation.objects.of(user).filter(
        Q(round__ended_at=None) | Q(round__ended_at__gt=timezone.now()),
        pk__in=Participation.objects.visible_to(user).values("pk"),
    )
    return seats.select_related("round", "museum").order_by("-joined_at")


def _place(request):
    """Return the seat and the plan that a new experience is of; Http404 if there is none."""
    wanted = request.GET.get("plan")
    if not wanted:
        seat = _seats(request.user).first()
        if seat is None:
            raise Http404
        return seat, None
    plans = Plan.objects.editable_by(request.user).select_related(
        "participation__round", "participation__museum"
    )
    plan = next((each for each in plans if str(each.pk) == wanted), None)
    if plan is None:
        raise Http404
    return plan.participation, plan


def _after(experiences, mark):
    """Return the experiences after the one that a mark names; all if it names none."""
    moment, _tilde, pk = mark.partition("~")
    try:
        at, pk = dt.datetime.fromisoformat(moment).astimezone(dt.UTC), uuid.UUID(pk)
    except (ValueError, OverflowError):
        return experiences
    return experiences.filter(Q(updated_at__lt=at) | Q(updated_at=at, pk__lt=pk))
