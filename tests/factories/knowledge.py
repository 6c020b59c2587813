"""Rounds, promises and plans; the most private unless told."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import Membership
from knowledge import services
from knowledge.models import (
    Attachment,
    GivenVersion,
    Heading,
    Meeting,
    MeetingSignUp,
    Offer,
    Participation,
    Plan,
    PlanHeading,
    PlanRevision,
    Promise,
    PromiseAcceptance,
    Round,
    RoundRole,
)
from tests.factories.accounts import MuseumFactory, UserFactory, member_of


def days_ago(days):
    """Return a factory's declaration of a moment so many days ago."""
    return factory.LazyFunction(lambda: timezone.now() - dt.timedelta(days=days))


class PromiseFactory(DjangoModelFactory):
    """A version of the promise."""

    class Meta:
        model = Promise
        django_get_or_create = ["number"]

    number = 1
    text_fi = "Pidän kuulemani omana tietonani."
    text_sv = "Jag håller det jag hör för mig själv."
    text_en = "I keep what I hear to myself."


class RoundFactory(DjangoModelFactory):
    """A round that goes on, with two plan headings; ``ended`` a month ago, or ``calling``."""

    class Meta:
        model = Round
        skip_postgeneration_save = True

    class Params:
        ended = factory.Trait(ended_at=days_ago(30))
        calling = factory.Trait(opens_at=days_ago(10), closes_at=days_ago(-10))

    name_fi = factory.Sequence("Kierros {}".format)
    name_sv = factory.Sequence("Omgång {}".format)
    name_en = factory.Sequence("Round {}".format)
    starts_on = factory.LazyFunction(lambda: timezone.localdate() - dt.timedelta(days=200))
    promise = factory.SubFactory(PromiseFactory)

    @factory.post_generation
    def headings(self, create, extracted, **kwargs):
        """Give the round its plan headings."""
        if create:
            for position, key in enumerate(extracted or ["miksi", "miten"]):
                PlanHeadingFactory(round=self, key=key, position=position)


class PlanHeadingFactory(DjangoModelFactory):
    """A heading of a round's plans."""

    class Meta:
        model = PlanHeading

    round = factory.SubFactory(RoundFactory, headings=[])
    key = factory.Sequence("otsikko-{}".format)
    position = factory.Sequence(int)
    name_fi = factory.LazyAttribute(lambda o: f"Otsikko {o.key}")
    name_sv = factory.LazyAttribute(lambda o: f"Rubrik {o.key}")
    name_en = factory.LazyAttribute(lambda o: f"Heading {o.key}")


class HeadingFactory(DjangoModelFactory):
    """A heading of an evaluation model."""

    class Meta:
        model = Heading
        django_get_or_create = ["key"]

    key = "cust"
    scheme = Heading.Scheme.EVALUATION
    position = 1
    name_fi = "Asiakkuudet ja yhteisöt"
    name_sv = "Kunder och sammanslutningar"
    name_en = "Customers and communities"
    official_languages = ["fi", "sv", "en"]


class ParticipationFactory(DjangoModelFactory):
    """A museum that joined a round some months ago."""

    class Meta:
        model = Participation

    round = factory.SubFactory(RoundFactory)
    museum = factory.SubFactory(MuseumFactory)
    joined_at = days_ago(190)


class RoundRoleFactory(DjangoModelFactory):
    """A coordinator's duty of half a year."""

    class Meta:
        model = RoundRole

    round = factory.SubFactory(RoundFactory)
    user = factory.SubFactory(UserFactory)
    role = RoundRole.Role.COORDINATOR
    started_at = days_ago(180)


class PromiseAcceptanceFactory(DjangoModelFactory):
    """A promise given soon after the round began."""

    class Meta:
        model = PromiseAcceptance

    user = factory.SubFactory(UserFactory)
    round = factory.SubFactory(RoundFactory)
    promise = factory.SelfAttribute("round.promise")
    language = "fi"
    accepted_at = days_ago(170)


class PlanFactory(DjangoModelFactory):
    """A plan of one revision for its museum alone, unless ``shared`` with the round."""

    class Meta:
        model = Plan
        skip_postgeneration_save = True

    class Params:
        shared = factory.Trait(audience=Plan.Audience.ROUND)

    participation = factory.SubFactory(ParticipationFactory)
    title = factory.Sequence("Kävijät äänessä {}".format)
    language = "fi"
    revision_number = 1

    @factory.post_generation
    def content(self, create, extracted, **kwargs):
        """Write the first revision."""
        if create:
            PlanRevisionFactory(
                plan=self,
                title=self.title,
                stage=self.stage,
                content=extracted or {"sections": {"miksi": "Näyttely on vanha."}},
            )


class PlanRevisionFactory(DjangoModelFactory):
    """What a plan says first."""

    class Meta:
        model = PlanRevision

    plan = factory.SubFactory(PlanFactory)
    number = 1
    title = factory.SelfAttribute("plan.title")
    content = factory.LazyFunction(dict)


class GivenVersionFactory(DjangoModelFactory):
    """The latest revision of a plan in another museum's hands."""

    class Meta:
        model = GivenVersion

    plan = factory.SubFactory(PlanFactory, audience=Plan.Audience.PARTNERS)
    revision = factory.LazyAttribute(lambda o: o.plan.revisions.first())
    receiver = factory.SubFactory(
        ParticipationFactory, round=factory.SelfAttribute("..plan.participation.round")
    )


class AttachmentFactory(DjangoModelFactory):
    """A small text document on a plan."""

    class Meta:
        model = Attachment

    plan = factory.SubFactory(PlanFactory)
    name = factory.Sequence("Pöytäkirja {}.odt".format)
    content_type = "application/vnd.oasis.opendocument.text"
    file = factory.django.FileField(data=b"salattu", filename="poytakirja.odt")
    size = 7
    sha256 = factory.Sequence("{:064d}".format)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        """Keep no open file: the row is read anew by who needs it."""
        attachment = super()._create(model_class, *args, **kwargs)
        attachment.file.close()
        return attachment


def member_in(participation, *, promised=True, **fields):
    """Return a new person of a museum in a round, who has given its promise.

    They have been there for half a year, unless ``fields`` tell otherwise.
    """
    fields.setdefault("started_at", timezone.now() - dt.timedelta(days=180))
    user = member_of(participation.museum, **fields)
    if promised:
        PromiseAcceptanceFactory(user=user, round=participation.round)
    return user


def coordinator_of(round, *, role=RoundRole.Role.COORDINATOR, promised=True):
    """Return a new person with a duty in a round, its promise given."""
    user = RoundRoleFactory(round=round, role=role).user
    if promised:
        PromiseAcceptanceFactory(user=user, round=round)
    return user


def revised(plan, **changes):
    """Revise a plan by a colleague of its museum, and return the revision."""
    plan.refresh_from_db()
    latest = plan.revisions.get(number=plan.revision_number)
    values = {"title": latest.title, "content": latest.content, "stage": latest.stage, **changes}
    return services.revise_plan(
        plan,
        base_number=plan.revision_number,
        token=None,
        by=Membership.objects.filter(museum=plan.participation.museum).first().user,
        **values,
    )


class OfferFactory(DjangoModelFactory):
    """An offer of a museum to its round that holds."""

    class Meta:
        model = Offer

    participation = factory.SubFactory(ParticipationFactory)
    kind = Offer.Kind.OFFER
    text = factory.Sequence("Näytämme varastomme {}.".format)


class MeetingFactory(DjangoModelFactory):
    """A meeting of a round in two weeks; ``over`` a month ago."""

    class Meta:
        model = Meeting

    class Params:
        over = factory.Trait(starts_at=days_ago(30), ends_at=days_ago(29.7))

    round = factory.SubFactory(RoundFactory)
    title = factory.Sequence("Yleisö tekijänä {}".format)
    starts_at = days_ago(-14)
    ends_at = days_ago(-14.3)


class SignUpFactory(DjangoModelFactory):
    """A person who comes to a meeting."""

    class Meta:
        model = MeetingSignUp

    meeting = factory.SubFactory(MeetingFactory)
    user = factory.SubFactory(UserFactory)
    answer = MeetingSignUp.Answer.COMING
