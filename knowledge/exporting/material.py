"""What a museum wrote or received in a round, as one of its people may see it now.

Each kind is asked through its own rule of sight and takes as many queries for one row as
for a thousand. Nobody's name or address is read.
"""

from collections import defaultdict
from functools import cached_property

from django.db.models import F

from knowledge.models import (
    Advice,
    Attachment,
    Experience,
    Heading,
    HostingWish,
    Offer,
    Plan,
    PlanRevision,
    ProgressUpdate,
    SparringRequest,
    VersionName,
)

CHUNK = 20


class Material:
    """The material of a seat (participation) for ``user``, one of its museum's people."""

    def __init__(self, seat, user):
        self.seat, self.user = seat, user

    def _of_plans(self, model):
        """Return what of a model hangs on the museum's plans and may be seen."""
        return model.objects.visible_to(self.user).filter(plan__in=[p.pk for p in self.plans])

    @cached_property
    def plans(self):
        """Return the museum's plans of the round, the first one first."""
        plans = Plan.objects.owned_by(self.user).filter(participation=self.seat)
        return list(plans.order_by("created_at", "pk"))

    @cached_property
    def numbers(self):
        """Return {id of a plan: its number here}, from one."""
        return {plan.pk: number for number, plan in enumerate(self.plans, start=1)}

    @cached_property
    def plan_headings(self):
        """Return the headings of the round's plans."""
        return list(self.seat.round.plan_headings.all())

    @cached_property
    def models_headings(self):
        """Return the headings of the evaluation models."""
        return list(Heading.objects.all())

    @cached_property
    def latest(self):
        """Return {id of a plan: its latest revision}."""
        found = PlanRevision.objects.read_by(self.user).filter(plan__in=list(self.numbers))
        return {revision.plan_id: revision for revision in found.select_related("plan")}

    def revisions(self):
        """Yield every revision of the plans, a plan's first one first, a few at a time."""
        found = self._of_plans(PlanRevision).select_related("plan").defer("words")
        return found.order_by("plan__created_at", "plan", "number").iterator(chunk_size=CHUNK)

    @cached_property
    def versions(self):
        """Return {id of a plan: [(number, name or "", when saved)]}, the latest first."""
        found = defaultdict(list)
        rows = self._of_plans(PlanRevision).order_by("-number")
        for pk, plan, number, at in rows.values_list("pk", "plan", "number", "created_at"):
            found[plan].append((number, self.names.get(pk, ""), at))
        return found

    @cached_property
    def names(self):
        """Return {id of a revision: its name}."""
        named = VersionName.objects.visible_to(self.user)
        named = named.filter(revision__plan__in=list(self.numbers))
        return dict(named.values_list("revision", "name"))

    @cached_property
    def given(self):
        """Return the versions given to others: dicts of plan, number, museum, given_at, ended_at."""
        rows = Plan.objects.owned_by(self.user).filter(
            participation=self.seat, given_versions__isnull=False
        )
        names = {
            "plan": F("pk"),
            "number": F("given_versions__revision__number"),
            "museum": F("given_versions__receiver__museum__name"),
            "given_at": F("given_versions__given_at"),
            "ended_at": F("given_versions__ended_at"),
        }
        return list(rows.order_by("given_versions__given_at").values(**names))

    @cached_property
    def requests(self):
        """Return what was asked of others about the plans, with the ``version`` it was about."""
        found = self._of_plans(SparringRequest).annotate(version=F("revision__number"))
        return list(found.order_by("offered_at").prefetch_related("receivers__museum"))

    @cached_property
    def updates(self):
        """Return the progress updates, the first one first."""
        return list(self._of_plans(ProgressUpdate).order_by("written_at"))

    @cached_property
    def files(self):
        """Return the files of the plans, harmful ones too: those are told and not given."""
        found = Attachment.objects.listed_to(self.user)
        return list(found.filter(plan__in=list(self.numbers)))

    @cached_property
    def received(self):
        """Return the advice given to the museum, with its answer and promise."""
        found = self._of_plans(Advice).filter(given_at__isnull=False)
        return list(_whole(found).annotate(version=F("revision__number")))

    @cached_property
    def written(self):
        """Return the advice that the museum gave or drafts, with its answer and promise."""
        found = _whole(Advice.objects.visible_to(self.user).filter(giver=self.seat))
        return list(found.select_related("plan__participation__museum"))

    @cached_property
    def read(self):
        """Return {id of another's plan: the revision of it that may be read}, of those advised.

        Titles and goals are told from it: a plan says more now than in a version given.
        """
        plans = {advice.plan_id for advice in self.written}
        found = PlanRevision.objects.read_by(self.user).filter(plan__in=plans)
        return {revision.plan_id: revision for revision in found}

    @cached_property
    def experiences(self):
        """Return the museum's experiences; each has its revisions, the latest first."""
        found = Experience.objects.owned_by(self.user).filter(participation=self.seat)
        return list(found.order_by("created_at").prefetch_related("revisions"))

    @cached_property
    def offers(self):
        """Return what the museum offers and needs, withdrawn ones too, with their themes."""
        found = Offer.objects.owned_by(self.user).filter(participation=self.seat)
        return list(found.order_by("created_at").prefetch_related("themes"))

    @cached_property
    def wish(self):
        """Return what the museum said about hosting, or nothing."""
        wishes = HostingWish.objects.visible_to(self.user)
        return wishes.filter(participation=self.seat).first()

    def goal_of(self, advice, revision):
        """Return the title of the goal a piece of advice is about, "" if it is about the whole."""
        goals = revision.content.get("goals", []) if revision else []
        return next((goal["title"] for goal in goals if goal["id"] == advice.goal), "")


def _whole(advice):
    return advice.select_related("giver__museum", "answer", "next_step").order_by(
        F("given_at").asc(nulls_last=True), "created_at"
    )
