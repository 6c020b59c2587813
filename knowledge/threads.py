"""The sparring of a plan as one person may read it: requests, advice, answers, promises."""

from collections import Counter
from dataclasses import dataclass, field

from knowledge.models import Advice, Answer, NextStep, Participation, Plan, SparringRequest
from knowledge.models.standing import standing_of


@dataclass(frozen=True)
class Piece:
    """A piece of advice with what the reader may do with it.

    ``goal`` is (number, title) of the goal it is about in the revision that the reader
    reads, or nothing. ``side`` is owner, giver or round.
    """

    advice: Advice
    goal: tuple | None
    side: str
    answer: Answer | None = None
    step: NextStep | None = None
    may_write: bool = False

    @property
    def has_spoken(self):
        """Whether the reader's museum has said that the round may read it."""
        at = {"owner": self.advice.owner_shared_at, "giver": self.advice.giver_shared_at}
        return at.get(self.side) is not None

    @property
    def is_waited_for(self):
        """Whether the other museum has said so and the reader's has not."""
        at = {"owner": self.advice.giver_shared_at, "giver": self.advice.owner_shared_at}
        return at.get(self.side) is not None and not self.has_spoken


@dataclass(frozen=True)
class Thread:
    """All that a plan's page shows of its sparring.

    ``seat`` is the participation through which the reader's museum may advise, if any;
    ``counts`` are given and answered advice, for those who run the round.
    """

    request: SparringRequest | None
    pieces: list = field(default_factory=list)
    seat: Participation | None = None
    counts: Counter | None = None

    @property
    def given(self):
        """Return the pieces that are given."""
        return [piece for piece in self.pieces if piece.advice.given_at]

    @property
    def drafts(self):
        """Return the drafts of the reader's museum."""
        return [piece for piece in self.pieces if not piece.advice.given_at]

    @property
    def changes(self):
        """Return what the plan's museum does differently after the sparring."""
        wanted = {Answer.Kind.ADOPT, Answer.Kind.TRY}
        return [piece for piece in self.given if piece.answer and piece.answer.kind in wanted]

    @property
    def steps(self):
        """Return the promises made from what is shown."""
        return [piece.step for piece in self.given if piece.step]


def thread_of(plan, revision, user):
    """Return the sparring of a plan; ``revision`` is what the person reads of it."""
    own = standing_of(user).seats
    goals = {
        goal["id"]: (number, goal["title"])
        for number, goal in enumerate(revision.content.get("goals", []), start=1)
    }
    goes_on = not plan.participation.round.has_ended
    advice = (
        Advice.objects.visible_to(user)
        .filter(plan=plan)
        .select_related("giver__museum", "written_by", "given_by")
        .select_related("answer__answered_by", "next_step")
    )
    pieces = [_piece(each, plan, own, goals, goes_on) for each in advice]
    requests = SparringRequest.objects.visible_to(user).filter(plan=plan)
    if plan.participation_id in own:
        return Thread(requests.first(), pieces)
    seat = adviser_of(plan, user) if goes_on else None
    counts = counts_of(plan, user) if seat is None else None
    return Thread(requests.first(), pieces, seat, counts)


def adviser_of(plan, user):
    """Return the participation through which a person may advise on a plan, or nothing."""
    if plan.participation_id in standing_of(user).seats:
        return None
    seats = Participation.objects.of(user).filter(round=plan.participation.round_id)
    return seats.select_related("museum").first()


def counts_of(plan, user):
    """Return how much advice is given and answered, to who runs the round; else nothing."""
    if not Plan.objects.outlined_to(user).contains(plan):
        return None
    rows = Advice.objects.counted_by(user).filter(plan=plan)
    answers = rows.values_list("answer", flat=True)
    return Counter("answered" if answer else "waiting" for answer in answers)


def _piece(advice, plan, own, goals, goes_on):
    side = "round"
    if plan.participation_id in own:
        side = "owner"
    elif advice.giver_id in own:
        side = "giver"
    return Piece(
        advice=advice,
        goal=goals.get(advice.goal),
        side=side,
        answer=getattr(advice, "answer", None),
        step=getattr(advice, "next_step", None),
        may_write=goes_on and side != "round",
    )
