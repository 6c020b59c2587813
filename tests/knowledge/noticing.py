"""A round in which museums spar, for tests of who is told."""

import datetime as dt

from django.utils import timezone

from knowledge import services
from knowledge.models import Notice
from tests.factories.knowledge import ParticipationFactory, PlanFactory, member_in


class Sparring:
    """A plan of one museum that another spars, a third museum beside; a person of each."""

    def __init__(self):
        self.plan = PlanFactory(title="Kävijät äänessä")
        self.round = self.plan.participation.round
        self.peer = ParticipationFactory(round=self.round)
        self.owner = member_in(self.plan.participation)
        self.giver = member_in(self.peer)
        self.third = member_in(ParticipationFactory(round=self.round))

    def advise(self, text="Kenelle?"):
        """Give advice of the peer museum, which may open the plan."""
        self.plan.refresh_from_db()
        if self.plan.audience == "museum":
            services.change_audience(self.plan, audience="round", by=self.owner)
        advice = services.draft_advice(
            self.plan,
            revision=self.plan.revisions.first(),
            giver=self.peer,
            kind="question",
            goal="",
            text=text,
            language="fi",
            token=None,
            by=self.giver,
        )
        return services.give_advice(advice, by=self.giver)

    def answer(self, advice, text="Hyvä."):
        """Answer advice, with thanks."""
        services.answer_advice(
            advice, kind="try", text=text, has_thanks=True, language="fi", by=self.owner
        )

    def promise(self, advice):
        """Make a promise from advice."""
        day = timezone.localdate() + dt.timedelta(days=20)
        services.promise_step(advice, who="Aino", what="Kokeilu", due_on=day, by=self.owner)

    def share(self, advice, *, by):
        """Give the word of a person's museum that the round may read the exchange."""
        seat = self.peer if by == self.giver else self.plan.participation
        services.share_advice(advice, seat=seat, by=by)


def kinds_of(user, *, unread=False):
    """Return what a person is told of, oldest first."""
    notices = Notice.objects.visible_to(user)
    notices = notices.unread() if unread else notices
    return list(notices.order_by("created_at").values_list("kind", flat=True))
