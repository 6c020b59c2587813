"""Decisions of the open round as a coordinator has begun to prepare them."""

from applications import services
from applications.letters import first_texts
from applications.models import Application, Decision, LetterTemplate
from knowledge.models import RoundRole

SAID = [
    ("accepted", None, {
        "fi": "Kehittämiskohde on rajattu selvästi, ja koko talo on mukana.",
        "sv": "Utvecklingsområdet är tydligt avgränsat och hela huset är med.",
        "en": "The target is clearly drawn, and the whole house takes part.",
    }),
    ("reserve", 1, {
        "fi": "Suunnitelma on hyvä. Paikat täyttyivät tällä kertaa lähempänä valmista olevista.",
        "sv": "Planen är bra. Platserna fylldes den här gången av planer som var närmare färdiga.",
        "en": "The plan is good. This time the places went to plans that were closer to ready.",
    }),
]  # fmt: skip


def create_decisions(demo):
    """Prepare two decisions with frozen letters, once; nothing is released."""
    round = demo.share["rounds"]["open"]
    duty = RoundRole.objects.current().filter(round=round, role="coordinator").first()
    if duty is None or LetterTemplate.objects.filter(round=round).exists():
        return
    for outcome in Decision.Outcome.values:
        services.save_letter_template(
            round,
            outcome=outcome,
            texts=first_texts(outcome),
            contact_name=str(duty.user),
            contact_email="foorumi@example.org",
            by=duty.user,
        )
    applications = Application.objects.chosen_by(duty.user).filter(round=round, status="received")
    for application, (outcome, rank, reasons) in zip(
        applications.order_by("museum_name"), SAID, strict=False
    ):
        services.prepare_decision(
            application,
            by=duty.user,
            outcome=outcome,
            rank=rank,
            reason=reasons[application.language],
            version=0,
        )
    services.freeze_letters(round, by=duty.user)
