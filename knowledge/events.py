"""The log of who did and opened what, as far as each may read it: never the content."""

from django.db.models import Q

from accounts.models import AUDITORS, Event
from knowledge.models import Round
from knowledge.models.standing import standing_of

# What a museum reads of itself and of others' openings of its things. What others draft,
# or declare about it, is not there.
OWN = [
    "advice.answer",
    "advice.give",
    "advice.share",
    "advice.unshare",
    "attachment.add",
    "attachment.infected",
    "attachment.open",
    "attachment.remove",
    "consent.ask",
    "consent.declined",
    "consent.given",
    "consent.withdrawn",
    "experience.create",
    "experience.release",
    "experience.revise",
    "experience.withdraw",
    "invitation.accept",
    "invitation.send",
    "membership.end",
    "membership.hand-over",
    "membership.role",
    "membership.start",
    "museum.export",
    "participation.end",
    "participation.start",
    "plan.archive",
    "plan.audience",
    "plan.continue",
    "plan.create",
    "plan.export",
    "plan.give",
    "plan.name-version",
    "plan.open",
    "plan.progress",
    "plan.progress-removed",
    "plan.revise",
    "sparring.offer",
    "step.change",
    "step.done",
    "step.promise",
]
# What a coordinator reads of a round: who comes and goes, and what is shown to the round.
ROUND = [
    "allocation.confirm",
    "allocation.propose",
    "duty.end",
    "duty.start",
    "hosting.order",
    "invitation.accept",
    "invitation.send",
    "meeting.cancel",
    "meeting.memo",
    "meeting.plan",
    "meeting.revise",
    "participation.end",
    "participation.start",
    "plan.audience",
    "plan.create",
    "promise.accept",
    "round.end",
]


def is_auditor(user):
    """Whether a person reads the whole log."""
    return user.is_authenticated and user.is_active and user.groups.filter(name=AUDITORS).exists()


def events_visible_to(user):
    """Return the events that a person may read, with who did it.

    Auditors read all. A member reads what happened to their museum's own things, and in
    no round that they may not enter; a coordinator who comes, goes and shows in the round;
    nobody else anything.
    """
    events = Event.objects.select_related("actor")
    if is_auditor(user):
        return events
    standing = standing_of(user)
    coordinated = Round.objects.visible_to(user).coordinated_by(user).values("pk")
    own = Q(action__in=OWN, museum_id__in=standing.museums) & (
        Q(round_id=None) | Q(round_id__in=standing.entered)
    )
    return events.filter(own | Q(action__in=ROUND, round_id__in=coordinated))
