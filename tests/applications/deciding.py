"""What tests of decisions share: prepared applications and whole texts."""

import uuid

from applications import services
from applications.letters import first_texts
from applications.models import Decision
from tests.factories.applications import application_to, draft_to, stored

CONTACT = {"contact_name": "Meri Öström", "contact_email": "meri@foorumi.example"}


def write_texts(round, by, *, without=()):
    """Save the site's first texts for each outcome; ``without`` holds (outcome, language)."""
    for outcome in Decision.Outcome.values:
        texts = first_texts(outcome)
        for code in texts:
            if (outcome, code) in without:
                texts[code] = {"subject": "", "body": "", "next_steps": ""}
        services.save_letter_template(round, outcome=outcome, texts=texts, by=by, **CONTACT)


def applied(round, name, *, language="fi", **answers):
    """Return an application of a museum that the register does not know."""
    draft = draft_to(round, email=f"{uuid.uuid4().hex[:8]}@museo.example", language=language)
    museum = {"id": "", "name": name, "is_unlisted": True}
    services.save_answers(draft, answers=stored(museum=museum, **answers), language=language)
    services.submit_application(draft, token=uuid.uuid4(), language=language)
    draft.refresh_from_db()
    return draft


def prepared(application, outcome, by, *, rank=None, reason="Hyvä syy."):
    """Prepare a decision and return it."""
    version = Decision.objects.prepared().filter(application=application).first()
    return services.prepare_decision(
        application,
        by=by,
        outcome=outcome,
        rank=rank,
        reason=reason,
        version=version.version if version else 0,
    )[0]


def all_prepared(round, by):
    """Return an accepted, a reserved and a declined application, texts and letters whole."""
    write_texts(round, by)
    found = {
        "accepted": application_to(round),
        "reserve": applied(round, "Saven museo", language="sv"),
        "declined": applied(round, "Kuunjoen museo", language="en"),
    }
    for outcome, application in found.items():
        rank = 1 if outcome == "reserve" else None
        prepared(application, outcome, by, rank=rank, reason=f"Syy: {outcome} & <b>.")
    services.freeze_letters(round, by=by)
    return found
