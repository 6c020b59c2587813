"""What can be found, kind by kind: from which rows, by which rule of sight, with which words."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Museum
from knowledge.markup import to_words
from knowledge.models import (
    Advice,
    Attachment,
    GivenVersion,
    Offer,
    Participation,
    Plan,
    PlanRevision,
    ProgressUpdate,
    PromiseAcceptance,
    Round,
    RoundRole,
)
from knowledge.models.plans import texts_of
from knowledge.models.standing import standing_of

from . import files


@dataclass(frozen=True)
class Card:
    """What is told of one thing, to the index and to who found it.

    ``texts`` are what excerpts are taken from; ``context`` is found by, but not shown;
    ``themes`` are keys of headings.
    """

    title: str
    at: dt.datetime
    url: str = ""
    texts: list = field(default_factory=list)
    context: list = field(default_factory=list)
    themes: list = field(default_factory=list)
    language: str = ""
    plan: Plan | None = None
    museum: Museum | None = None
    round: Round | None = None


@dataclass(frozen=True)
class Kind:
    """A kind of thing that can be found.

    - name: what its entries say; group: under which of ``GROUPS`` it is shown
    - rows(): those to be found, with what a card needs; visible_to(user): the rule of sight
    - card(row): what is told of it; body(row): a text that the index keeps itself
    - source: the model whose change changes it, and the way there from a row
    """

    name: str
    group: str
    rows: Callable
    visible_to: Callable
    card: Callable
    source: tuple
    body: Callable = lambda row: ""


GROUPS = {
    "plan": _("Plans"),
    "advice": _("Advice"),
    "offer": _("Offers and needs"),
    "file": _("Files"),
    "person": _("People and museums"),
}
LABELS = {
    "plan": _("Plan"),
    "outline": _("Plan"),
    "update": _("Progress update"),
    "advice": _("Advice"),
    "offer": _("Offer or need"),
    "file": _("File"),
    "person": _("Person"),
    "helper": _("Person"),
    "museum": _("Museum"),
}
PLACE = ("plan__participation__museum", "plan__participation__round")


def _place_of(plan):
    seat = plan.participation
    return {"plan": plan, "museum": seat.museum, "round": seat.round, "language": plan.language}


def _revisions():
    """Return the revisions that somebody reads: each plan's latest, and those given."""
    given = GivenVersion.objects.filter(revision=OuterRef("pk"), ended_at=None)
    latest = Q(number=F("plan__revision_number"))
    return PlanRevision.objects.filter(latest | Exists(given)).select_related(*PLACE)


def _revision(revision):
    targets = revision.content.get("targets", [])
    return Card(
        title=revision.title,
        at=revision.created_at,
        url=revision.plan.get_absolute_url(),
        texts=[to_words(text) for text in texts_of(revision.content) if text],
        themes=[target["key"] for target in targets if target.get("key")],
        **_place_of(revision.plan),
    )


def _outlines(user):
    """Return plans of which a person may know the title and state, and no more."""
    return Plan.objects.outlined_to(user).exclude(pk__in=Plan.objects.visible_to(user).values("pk"))


def _outline(plan):
    return Card(
        title=plan.title, at=plan.created_at, url=plan.get_absolute_url(), **_place_of(plan)
    )


def _piece(advice):
    answer, step = getattr(advice, "answer", None), getattr(advice, "next_step", None)
    place = _place_of(advice.plan) | {"museum": advice.giver.museum, "language": advice.language}
    return Card(
        title="",
        at=advice.given_at or advice.created_at,
        url=f"{advice.plan.get_absolute_url()}#advice-{advice.pk}",
        texts=[
            advice.text,
            *([answer.text] if answer and answer.text else []),
            *([step.what, step.who] if step else []),
        ],
        **place,
    )


def _update(update):
    return Card(
        title="",
        at=update.written_at,
        url=update.plan.get_absolute_url(),
        texts=[update.text],
        **_place_of(update.plan),
    )


def _file(attachment):
    return Card(
        title=attachment.name,
        at=attachment.created_at,
        url=reverse("knowledge:attachment", args=[attachment.pk]),
        **_place_of(attachment.plan),
    )


def _offer(offer):
    seat = offer.participation
    return Card(
        title="",
        at=offer.created_at,
        url=f"{reverse('knowledge:museum_list')}?round={seat.round_id}",
        texts=[offer.text],
        themes=[heading.key for heading in offer.themes.all()],
        language=offer.language,
        museum=seat.museum,
        round=seat.round,
    )


def _members_met(user):
    """Return the places of the people in the museums that a person meets."""
    met = Participation.objects.visible_to(user).values("museum")
    return Membership.objects.current().filter(museum__in=met, user__is_active=True)


def _member(membership):
    return Card(
        title=str(membership.user),
        at=membership.started_at,
        url=reverse("knowledge:museum_list"),
        texts=[membership.museum.name],
        museum=membership.museum,
    )


def _helpers_met(user):
    """Return the duties of those who run the rounds whose museums a person meets."""
    word = PromiseAcceptance.objects.filter(
        user=OuterRef("user"), round=OuterRef("round"), promise=OuterRef("round__promise")
    )
    in_time = Q(round__ended_at=None) | Q(started_at__lt=F("round__ended_at"))
    given = Exists(word) & (
        Q(round__ended_at=None) | Exists(word.filter(accepted_at__lt=OuterRef("round__ended_at")))
    )
    duties = RoundRole.objects.running().current().filter(user__is_active=True)
    return duties.filter(in_time, given, round__in=standing_of(user).met)


def _helper(duty):
    return Card(
        title=str(duty.user),
        at=duty.started_at,
        url=f"{reverse('knowledge:museum_list')}?round={duty.round_id}",
        texts=[str(duty.get_role_display())],
        round=duty.round,
    )


def _seat(seat):
    return Card(
        title=seat.museum.name,
        at=seat.joined_at,
        url=f"{reverse('knowledge:museum_list')}?round={seat.round_id}",
        texts=[seat.museum.get_region_display()] if seat.museum.region else [],
        language="",
        museum=seat.museum,
        round=seat.round,
    )


KINDS = [
    Kind(
        "plan",
        "plan",
        _revisions,
        lambda user: PlanRevision.objects.read_by(user).select_related(*PLACE),
        _revision,
        (Plan, "plan"),
    ),
    Kind(
        "outline",
        "plan",
        lambda: Plan.objects.select_related("participation__museum", "participation__round"),
        lambda user: _outlines(user).select_related(
            "participation__museum", "participation__round"
        ),
        _outline,
        (Plan, "pk"),
    ),
    Kind(
        "update",
        "plan",
        lambda: ProgressUpdate.objects.filter(removed_at=None).select_related(*PLACE),
        lambda user: ProgressUpdate.objects.visible_to(user).select_related(*PLACE),
        _update,
        (ProgressUpdate, "pk"),
    ),
    Kind(
        "advice",
        "advice",
        lambda: Advice.objects.select_related(*PLACE, "giver__museum", "answer", "next_step"),
        lambda user: Advice.objects.visible_to(user).select_related(
            *PLACE, "giver__museum", "answer", "next_step"
        ),
        _piece,
        (Advice, "pk"),
    ),
    Kind(
        "offer",
        "offer",
        lambda: Offer.objects.select_related(
            "participation__museum", "participation__round"
        ).prefetch_related("themes"),
        lambda user: (
            Offer.objects.visible_to(user)
            .select_related("participation__museum", "participation__round")
            .prefetch_related("themes")
        ),
        _offer,
        (Offer, "pk"),
    ),
    Kind(
        "file",
        "file",
        lambda: Attachment.objects.select_related(*PLACE),
        lambda user: Attachment.objects.visible_to(user).select_related(*PLACE),
        _file,
        (Attachment, "pk"),
        files.text_of,
    ),
    Kind(
        "person",
        "person",
        lambda: Membership.objects.current().select_related("user", "museum"),
        lambda user: _members_met(user).select_related("user", "museum"),
        _member,
        (Membership, "pk"),
    ),
    Kind(
        "helper",
        "person",
        lambda: RoundRole.objects.running().current().select_related("user", "round"),
        lambda user: _helpers_met(user).select_related("user", "round"),
        _helper,
        (RoundRole, "pk"),
    ),
    Kind(
        "museum",
        "person",
        lambda: Participation.objects.select_related("museum", "round"),
        lambda user: Participation.objects.visible_to(user).select_related("museum", "round"),
        _seat,
        (Participation, "pk"),
    ),
]
BY_NAME = {kind.name: kind for kind in KINDS}
