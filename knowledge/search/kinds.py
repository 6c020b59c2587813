"""What can be found, kind by kind: from which rows, by which rule of sight, with which words."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from knowledge.models import (
    Advice,
    Attachment,
    Experience,
    ExperienceRevision,
    GivenVersion,
    Meeting,
    MemoRevision,
    Offer,
    Participation,
    Plan,
    PlanRevision,
    ProgressUpdate,
    PromiseAcceptance,
    RoundRole,
    SparringRequest,
)
from knowledge.models.standing import standing_of

from . import files
from .cards import (
    advice_card,
    experience_card,
    file_card,
    helper_card,
    meeting_card,
    member_card,
    memo_card,
    museum_card,
    offer_card,
    outline_card,
    plan_card,
    question_card,
    update_card,
)


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
    "question": _("Sparring questions"),
    "advice": _("Advice"),
    "experience": _("Experiences"),
    "offer": _("Offers and needs"),
    "meeting": _("Meetings and memos"),
    "file": _("Files"),
    "person": _("People and museums"),
}
LABELS = {
    "plan": _("Plan"),
    "outline": _("Plan"),
    "update": _("Progress update"),
    "question": _("Sparring question"),
    "advice": _("Advice"),
    "experience": _("Experience"),
    "meeting": _("Meeting"),
    "memo": _("Memo"),
    "offer": _("Offer or need"),
    "file": _("File"),
    "person": _("Person"),
    "helper": _("Person"),
    "museum": _("Museum"),
}
PLACE = ("plan__participation__museum", "plan__participation__round")


def _revisions():
    """Return the revisions that somebody reads: each plan's latest, and those given."""
    given = GivenVersion.objects.filter(revision=OuterRef("pk"), ended_at=None)
    latest = Q(number=F("plan__revision_number"))
    return PlanRevision.objects.filter(latest | Exists(given)).select_related(*PLACE)


def _outlines(user):
    """Return plans of which a person may know the title and state, and no more."""
    return Plan.objects.outlined_to(user).exclude(pk__in=Plan.objects.visible_to(user).values("pk"))


def _members_met(user):
    """Return the places of the people in the museums that a person meets."""
    met = Participation.objects.visible_to(user).values("museum")
    return Membership.objects.current().filter(museum__in=met, user__is_active=True)


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


def _requests(user):
    """Return the newest offer of each plan that a person reads, as the plan's page shows it."""
    newest = SparringRequest.objects.visible_to(user).filter(plan=OuterRef("plan"))
    return SparringRequest.objects.visible_to(user).filter(pk=Subquery(newest.values("pk")[:1]))


def _with_host(meetings):
    return meetings.select_related("host__museum", "round")


def _with_memo(meetings):
    """Return the meetings that have a memo, with its latest ``memo_text`` and ``memo_language``."""
    latest = MemoRevision.objects.filter(meeting=OuterRef("pk")).order_by("-number")
    return (
        _with_host(meetings)
        .annotate(
            memo_text=Subquery(latest.values("text")[:1]),
            memo_language=Subquery(latest.values("language")[:1]),
        )
        .filter(memo_text__gt="")
    )


def _with_latest(experiences):
    """Return experiences with their place and, as ``latest``, the content of the last revision."""
    revisions = ExperienceRevision.objects.filter(
        experience=OuterRef("pk"), number=OuterRef("revision_number")
    )
    return experiences.select_related("participation__museum", "participation__round").annotate(
        latest=Subquery(revisions.values("content")[:1])
    )


KINDS = [
    Kind(
        "plan",
        "plan",
        _revisions,
        lambda user: PlanRevision.objects.read_by(user).select_related(*PLACE),
        plan_card,
        (Plan, "plan"),
    ),
    Kind(
        "outline",
        "plan",
        lambda: Plan.objects.select_related("participation__museum", "participation__round"),
        lambda user: _outlines(user).select_related(
            "participation__museum", "participation__round"
        ),
        outline_card,
        (Plan, "pk"),
    ),
    Kind(
        "update",
        "plan",
        lambda: ProgressUpdate.objects.filter(removed_at=None).select_related(*PLACE),
        lambda user: ProgressUpdate.objects.visible_to(user).select_related(*PLACE),
        update_card,
        (ProgressUpdate, "pk"),
    ),
    Kind(
        "advice",
        "advice",
        lambda: Advice.objects.select_related(*PLACE, "giver__museum", "answer", "next_step"),
        lambda user: Advice.objects.visible_to(user).select_related(
            *PLACE, "giver__museum", "answer", "next_step"
        ),
        advice_card,
        (Advice, "pk"),
    ),
    Kind(
        "question",
        "question",
        lambda: SparringRequest.objects.select_related(*PLACE),
        lambda user: _requests(user).select_related(*PLACE),
        question_card,
        (SparringRequest, "pk"),
    ),
    Kind(
        "meeting",
        "meeting",
        lambda: _with_host(Meeting.objects.all()),
        lambda user: _with_host(Meeting.objects.visible_to(user)),
        meeting_card,
        (Meeting, "pk"),
    ),
    Kind(
        "memo",
        "meeting",
        lambda: _with_memo(Meeting.objects.all()),
        lambda user: _with_memo(Meeting.objects.visible_to(user)),
        memo_card,
        (Meeting, "pk"),
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
        offer_card,
        (Offer, "pk"),
    ),
    Kind(
        "experience",
        "experience",
        lambda: _with_latest(Experience.objects.all()),
        lambda user: _with_latest(Experience.objects.visible_to(user)),
        experience_card,
        (Experience, "pk"),
    ),
    Kind(
        "file",
        "file",
        lambda: Attachment.objects.harmless().select_related(*PLACE),
        lambda user: Attachment.objects.visible_to(user).select_related(*PLACE),
        file_card,
        (Attachment, "pk"),
        files.text_of,
    ),
    Kind(
        "person",
        "person",
        lambda: Membership.objects.current().select_related("user", "museum"),
        lambda user: _members_met(user).select_related("user", "museum"),
        member_card,
        (Membership, "pk"),
    ),
    Kind(
        "helper",
        "person",
        lambda: RoundRole.objects.running().current().select_related("user", "round"),
        lambda user: _helpers_met(user).select_related("user", "round"),
        helper_card,
        (RoundRole, "pk"),
    ),
    Kind(
        "museum",
        "person",
        lambda: Participation.objects.select_related("museum", "round"),
        lambda user: Participation.objects.visible_to(user).select_related("museum", "round"),
        museum_card,
        (Participation, "pk"),
    ),
]
BY_NAME = {kind.name: kind for kind in KINDS}
