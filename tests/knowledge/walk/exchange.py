"""Experiences are written and released; offers and needs meet."""

from knowledge import services
from knowledge.models import Consent, Experience, Match, Offer
from tests.factories.experiences import values

from .picking import WORD, peers_of, pick, seats_of


def write_experience(person, n):
    """Begin an experience that names another museum, or change one."""
    seat = pick(seats_of(person).order_by("joined_at"), n // 2)
    mine = pick(Experience.objects.editable_by(person).order_by("created_at"), n // 2)
    if n % 2 and mine:
        told = values(title=f"{WORD} {n}", parties=list(mine.parties.all()))
        services.revise_experience(
            mine, values=told, base_number=mine.revision_number, token=None, by=person
        )
    elif seat:
        told = values(title=WORD, parties=peers_of(seat, n)[: n % 2])
        services.begin_experience(
            seat, plan=None, language="fi", values=told, token=None, by=person
        )


def ask_consents(person, n):
    """Ask for the consents of an experience."""
    if experience := pick(Experience.objects.editable_by(person).order_by("created_at"), n // 2):
        services.ask_consents(experience, audience=["round", "all-rounds"][n % 2], by=person)


def give_consents(person, n):
    """Give every consent that waits for a person."""
    for consent in Consent.objects.answerable_by(person).waiting():
        services.give_consent(consent, digest=consent.sha256, by=person)


def release_experience(person, n):
    """Release what all have approved, or take it or one's consent back."""
    if n % 4:
        for experience in Experience.objects.editable_by(person).order_by("created_at"):
            if experience.asked:
                services.release_experience(experience, audience=experience.asked, by=person)
    elif n % 8:
        if own := pick(Experience.objects.withdrawable_by(person).order_by("created_at"), n):
            services.withdraw_experience(own, by=person)
    elif consent := pick(Consent.objects.answerable_by(person).filter(state="given"), n):
        services.withdraw_consent(consent, by=person)


def announce(person, n):
    """Announce an offer or a need, or withdraw one."""
    seat = pick(seats_of(person).order_by("joined_at"), n // 3)
    if n % 3 and seat:
        kind = [Offer.Kind.OFFER, Offer.Kind.NEED][n % 3 - 1]
        services.announce(seat, kind=kind, text=WORD, by=person)
        services.wish_to_host(seat, text=f"{WORD} {n}", by=person)
    elif offer := pick(Offer.objects.editable_by(person).order_by("created_at"), n // 3):
        services.withdraw_offer(offer, by=person)


def ask_match(person, n):
    """Ask another museum to bring an offer and a need together."""
    pairs = [
        (offer, need)
        for offer in _offers(person, "offer")
        for need in _offers(person, "need")
        if offer.participation.round_id == need.participation.round_id
    ]
    if pair := pick(pairs, n):
        sides = [each.participation_id for each in pair]
        if seat := seats_of(person).filter(pk__in=sides).first():
            services.ask_match(*pair, seat=seat, by=person)


def _offers(person, kind):
    return Offer.objects.visible_to(person).open().filter(kind=kind).order_by("created_at")


def answer_match(person, n):
    """Say yes to a match, have it done, or open it to all rounds."""
    match = pick(Match.objects.editable_by(person).order_by("asked_at"), n // 3)
    if match is None:
        return
    sides = [match.offer.participation_id, match.need.participation_id]
    seat = seats_of(person).filter(pk__in=sides).first()
    if match.agreed_at is None:
        services.answer_match(match, seat=seat, word="yes", by=person)
    elif match.done_at is None:
        services.finish_match(match, seat=seat, hours=2, by=person)
    else:
        services.open_match(match, seat=seat, is_open=n % 3 > 0, by=person)


STEPS = [
    write_experience,
    ask_consents,
    give_consents,
    release_experience,
    announce,
    ask_match,
    answer_match,
]
