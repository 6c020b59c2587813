"""What museums offer and need, and when they could host, is told apart from the plan."""

import uuid

from applications import services
from applications.blocks.form import QuestionsBlock
from applications.preliminary_plan import PreliminaryPlan
from tests.factories.applications import EVERY_KIND, block_id, draft_to, open_call, stored
from tests.factories.knowledge import PlanHeadingFactory

THEMES = [
    ("a", ("Kokoelmat", "Samlingar", "Collections"), None),
    ("b", ("Näyttelyt", "Utställningar", "Exhibitions"), None),
    ("c", ("Yleisötyö", "Publikarbete", "Audiences"), None),
]
OPTIONAL = {"required": False}
QUESTIONS = [
    ("choices", "gives", {"label": ("Annatte?", "Ger ni?", "Give?")},
     {**OPTIONAL, "maps_to": "offers", "options": THEMES}),
    ("short_text", "gives-more", {"label": ("Muuta?", "Annat?", "More?")},
     {**OPTIONAL, "maps_to": "offers", "limit": 200}),
    ("choices", "wants", {"label": ("Kaipaatte?", "Behöver ni?", "Need?")},
     {**OPTIONAL, "maps_to": "needs", "options": THEMES}),
    ("choice", "hosts", {"label": ("Isännöittekö?", "Är ni värd?", "Host?")},
     {**OPTIONAL, "maps_to": "hosting", "options": [
         ("spring", ("Keväällä", "På våren", "In spring"), None),
         ("never", ("Emme voi", "Vi kan inte", "We cannot"), None),
     ]}),
    ("long_text", "hosts-when", {"label": ("Milloin?", "När?", "When?")},
     {**OPTIONAL, "maps_to": "hosting", "limit": 500}),
]  # fmt: skip
SHARING = [*EVERY_KIND, ("sharing", ("Anti", "Utbyte", "Exchange"), None, QUESTIONS)]
NOTHING = {"gives": [], "gives-more": "", "wants": [], "hosts": "", "hosts-when": ""}


def sharing_application(round, *, language="fi", email="aila@hiidenkoski.example", **answers):
    """Return an application sent to a call with the form SHARING."""
    draft = draft_to(round, email=email, language=language)
    answers = stored(**{**NOTHING, **answers})
    services.save_answers(draft, answers=answers, language=language)
    services.submit_application(draft, token=uuid.uuid4(), language=language)
    draft.refresh_from_db()
    return draft


def test_answers_are_told_in_lines_and_in_the_application_s_language(db):
    draft = PreliminaryPlan(
        sharing_application(
            open_call(form=SHARING),
            language="sv",
            **{"gives": ["a", "c"], "gives-more": "Ljus", "wants": ["b"]},
            **{"hosts": "spring", "hosts-when": "I maj.\n\nTåget går dit."},
        )
    )

    assert draft.language == "sv"
    assert draft.offers == ["Samlingar", "Publikarbete", "Ljus"]
    assert draft.needs == ["Utställningar"]
    assert draft.hosting == ["På våren", "I maj.", "Tåget går dit."]


def test_what_is_not_asked_or_not_answered_is_no_line(db):
    unasked = PreliminaryPlan(sharing_application(open_call(form=EVERY_KIND)))
    unanswered = PreliminaryPlan(sharing_application(open_call(form=SHARING), email="a@b.example"))

    for draft in (unasked, unanswered):
        assert (draft.offers, draft.needs, draft.hosting) == ([], [], [])


def test_they_stay_outside_the_plan(db):
    call = open_call(form=SHARING)
    draft = PreliminaryPlan(sharing_application(call, gives=["a"], wants=["b"]))

    assert "Näyttelyt" not in str(draft.content)
    assert block_id("gives") not in str(draft.content)


def test_an_editor_chooses_them_where_they_make_sense(db):
    PlanHeadingFactory()
    found = {}
    for name, block in QuestionsBlock().child_blocks.items():
        if mapping := getattr(block, "child_blocks", {}).get("maps_to"):
            codes = {code for code, _ in mapping.field.choices}
            found[name] = codes & {"offers", "needs", "hosting", "contact_name"}

    assert found == {
        "short_text": {"offers", "needs", "hosting", "contact_name"},
        "long_text": {"offers", "needs", "hosting"},
        "choices": {"offers", "needs", "hosting"},
        "choice": {"hosting"},
        "email": set(),
        "yes_no": set(),
        "files": set(),
    }
