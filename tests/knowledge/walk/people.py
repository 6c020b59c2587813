"""People come, promise and go, and museums with them."""

from accounts.models import Membership, User
from accounts.services import accept_invitation, invite
from knowledge import services
from knowledge.models import Participation, Promise, Round, RoundRole
from knowledge.services.duties import (
    appoint,
    end_facilitating,
    invite_facilitator,
    relieve,
)

from .picking import WORD, pick


def come_to_museum(person, museum, *, role="member"):
    """Come to a museum by an invitation of somebody there."""
    host = Membership.objects.current().filter(museum=museum).order_by("started_at").first()
    letter = {"name": "", "role": role, "language": "fi", "by": host.user if host else person}
    accept_invitation(invite(museum, email=person.email, **letter), by=person)


def leave_museum(person, n):
    """Leave a museum, with or without a successor."""
    place = pick(Membership.objects.of(person).order_by("started_at"), n)
    if place is not None:
        others = Membership.objects.current().filter(museum=place.museum).exclude(pk=place.pk)
        heir = pick(others.order_by("started_at"), n) if n % 3 else None
        services.leave_museum(place, successor=heir, by=person)


def give_promise(person, n):
    """Give the promise of every round that waits for it."""
    for round in Round.objects.without_word_of(person).order_by("name_fi"):
        services.accept_promise(round, by=person, language="fi")


def change_promise(round):
    """Give a round a new text of the promise, as an operator does; return its number."""
    number = Promise.objects.count() + 1
    texts = {f"text_{code}": f"{WORD} {number}" for code in ("fi", "sv", "en")}
    round.promise = Promise.objects.create(number=number, **texts)
    round.save(update_fields=["promise"])
    return number


def take_duty(person, round, n):
    """Be given a duty in a round, or be relieved of it."""
    role = pick([RoundRole.Role.FACILITATOR, RoundRole.Role.COORDINATOR], n // 2)
    if n % 2:
        appoint(round, email=person.email, role=role, by=None)
    else:
        relieve(round, email=person.email, role=role, by=None)


def come_to_round(museum, round):
    """Bring a museum into a round, or back."""
    services.admit_museum(round, museum, language="fi", by=None)


def leave_round(person, n):
    """Take a museum out of a round that the person coordinates."""
    seats = Participation.objects.current().filter(round__in=Round.objects.coordinated_by(person))
    if seat := pick(seats.order_by("museum__name"), n):
        services.leave_round(seat, by=person)


def name_facilitator(person, n):
    """Name a facilitator of a round that one coordinates, who accepts, or end one's duty."""
    if n % 2 and (duty := pick(RoundRole.objects.endable_by(person).order_by("started_at"), n)):
        end_facilitating(duty, by=person)
    elif round := pick(Round.objects.visible_to(person).coordinated_by(person), n // 2):
        other = pick(User.objects.filter(is_active=True).order_by("date_joined"), n)
        invitation = invite_facilitator(
            round, email=other.email, name=WORD, language="fi", by=person
        )
        accept_invitation(invitation, by=other)


def deactivate(person):
    """Put a person out of use, as an operator does."""
    person.is_active = False
    person.save(update_fields=["is_active"])


STEPS = [leave_museum, give_promise, leave_round, name_facilitator]
