"""A plan as a file: all of what may be read and no more, in PDF as in DOCX."""

import io

import docx
import pytest
from django.urls import reverse

from accounts.models import Event
from knowledge.documents import rich
from knowledge.models import Plan
from tests.answers import release
from tests.factories.accounts import sign_in
from tests.factories.knowledge import (
    GivenVersionFactory,
    ParticipationFactory,
    PlanFactory,
    member_in,
    revised,
)

from .documenting import CONTENT, GOAL, lines_of, take, whole_plan, words_of

EVERYTHING = [
    "Äänihalli",
    "Museo: Kuunjoen museo",
    "Kierros: Kevätkierros",
    "Versio: 1, tallennettu",
    "Vaihe: Kohde",
    "Näkyy tälle kierrokselle: 1 henkilö yhdessä museossa",
    "Mistä aloittaa?",
    "Näyttely on vanha.",
    "Väli sivu",
    "2 / 5",
    "Oma juttu",
    "1. Yleisö mukaan",
    "Kuinka pitkällä: Toteutamme",
    "Mistä huomaamme: Kävijät kysyvät",
    "Toimenpiteet: Kolme työpajaa ja yksi retki",
    "Seuraavaksi: Kutsut lähtevät",
    "Vastuuhenkilöt: Näyttelypäällikkö",
    "Resurssit: Kaksi viikkoa",
    "Riskit: Talvi",
    "Avajaiset",
    "3.2.2027",
    "Luottamuksellinen: vain niille, jotka voivat avata suunnitelman. Ladannut",
]


@pytest.fixture
def plan(db):
    """A plan with all that a plan may have."""
    return whole_plan()


def test_both_say_all_that_the_page_says(client, plan):
    person = member_in(plan.participation)
    sign_in(client, person)
    file = docx.Document(io.BytesIO(take(client, plan, "docx")))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    paragraphs = [*file.paragraphs, *file.sections[0].footer.paragraphs]
    texts = {
        "docx": " ".join(" ".join([*(each.text for each in paragraphs), *cells]).split()),
        "pdf": words_of(take(client, plan, "pdf")),
    }

    # Poppler reads narrow spaces as none.
    wanted = {each.replace(" ", "") for each in [*EVERYTHING, str(person)]}
    found = {kind: text.replace(" ", "") for kind, text in texts.items()}
    assert {kind: [w for w in wanted if w not in text] for kind, text in found.items()} == {
        "docx": [],
        "pdf": [],
    }


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_what_people_paste_breaks_no_document(client, db, kind):
    odd = "čáhcesátni ŋ đ ŧ 🙂 \x01\x07\x0b\x1b \ue001 \ufffe <b>&amp; {{ x }} " + "ä" * 5000
    goals = [{**GOAL, "id": f"g{number}", "title": f"{odd} {number}"[:150]} for number in range(60)]
    goals[-1]["risks"] = odd
    plan = PlanFactory(title="a" * 150, content={"sections": {"miksi": odd}, "goals": goals})
    sign_in(client, member_in(plan.participation))

    content = take(client, plan, kind)

    text = words_of(content) if kind == "pdf" else str(lines_of(content))
    assert "čáhcesátni ŋ đ ŧ" in text
    assert "<b>&amp; {{ x }}" in text
    assert "60. čáhcesátni" in text


def test_a_partner_takes_out_the_version_given_and_not_a_later_word(client, plan):
    Plan.objects.filter(pk=plan.pk).update(audience=Plan.Audience.PARTNERS)
    partner = ParticipationFactory(round=plan.participation.round)
    member_in(plan.participation)
    GivenVersionFactory(plan=plan, receiver=partner)
    revised(plan, title="Piilonimi", content={**CONTENT, "question": "Piilokysymys"})
    sign_in(client, member_in(partner))

    texts = [words_of(take(client, plan, "pdf")), str(lines_of(take(client, plan, "docx")))]

    assert ["Piilo" in text for text in texts] == [False, False]
    assert ["Mistä aloittaa?" in text for text in texts] == [True, True]
    assert "Versio: 1, tallennettu" in texts[0]
    assert "Annettu nimetyille museoille" in texts[0]


def test_taking_a_plan_out_is_written_down_and_shown_to_its_museum(client, plan):
    peer = member_in(ParticipationFactory(round=plan.participation.round))
    owner = member_in(plan.participation)
    for person in (owner, peer):
        sign_in(client, person)
        take(client, plan, "docx")
        release(client.head(reverse("knowledge:plan_document", args=[plan.pk, "docx"])))

    events = Event.objects.filter(action="plan.export").order_by("at")
    assert [(event.actor, event.detail["kind"], event.detail["number"]) for event in events] == [
        (owner, "docx", 1),
        (peer, "docx", 1),
    ]
    sign_in(client, owner)
    openings = client.get(plan.get_absolute_url()).context["openings"]
    assert [(each.person, each.times) for each in openings] == [(peer, 1)]


def test_texts_with_marks_become_the_same_blocks_as_on_the_page():
    blocks = rich.blocks_of("A *b* **c**\nd\n\n## E\n\n- f\n- g\n\n1. h")

    assert [(each.kind, each.list_number) for each in blocks] == [
        ("p", 0),
        ("h3", 0),
        ("ul", 1),
        ("ul", 1),
        ("ol", 2),
    ]
    runs = [(run.text, run.is_strong, run.is_emphatic) for run in blocks[0].runs]
    assert runs == [
        ("A ", False, False),
        ("b", False, True),
        (" ", False, False),
        ("c", True, False),
        ("\n", False, False),
        ("d", False, False),
    ]
