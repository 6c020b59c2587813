"""A plan with everything, and what its documents say."""

import io
import subprocess

import docx
from django.urls import reverse
from django.utils import translation

from tests.answers import release
from tests.factories.accounts import MuseumFactory
from tests.factories.knowledge import HeadingFactory, ParticipationFactory, PlanFactory

GOAL = {
    "id": "g1",
    "title": "Yleisö mukaan",
    "sign": "Kävijät kysyvät",
    "measures": "Kolme työpajaa\nja yksi retki",
    "next": "Kutsut lähtevät",
    "responsible": "Näyttelypäällikkö",
    "resources": "Kaksi viikkoa",
    "risks": "Talvi",
    "state": "doing",
}
CONTENT = {
    "sections": {
        "miten": "Toinen otsikko",
        "miksi": "Näyttely on **vanha**.\n\n## Alaotsikko\n\n- yksi\n- kaksi\n\n1. eka\n2. toka\n\n"
        "Väli [sivu](https://museo.example/)\n\n1. uusi eka",
    },
    "question": "Mistä aloittaa?",
    "targets": [
        {"key": "cust", "other": "", "now": 2, "weight": 5},
        {"key": "other", "other": "Oma juttu", "now": None, "weight": 3},
    ],
    "goals": [GOAL],
    "milestones": [{"title": "Avajaiset", "due_on": "2027-02-03", "is_done": True}],
}


def whole_plan():
    """Return a plan with all that a plan may have, shown to its round."""
    HeadingFactory()
    museum = MuseumFactory(name="Kuunjoen museo")
    seat = ParticipationFactory(museum=museum, round__name_fi="Kevätkierros")
    return PlanFactory(participation=seat, title="Äänihalli", content=CONTENT, shared=True)


def take(client, plan, kind, language="fi"):
    """Return the bytes of a plan's document."""
    with translation.override(language):
        response = client.get(reverse("knowledge:plan_document", args=[plan.pk, kind]))
    assert response.status_code == 200
    content = response.getvalue()
    release(response)
    return content


def words_of(content):
    """Return the text of a PDF as poppler reads it, on one line."""
    found = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    return " ".join(found.stdout.decode().split())


def lines_of(content):
    """Return (style, text) of the paragraphs of a DOCX, and its tables as lists of rows."""
    file = docx.Document(io.BytesIO(content))
    lines = [(each.style.name, each.text) for each in file.paragraphs if each.text]
    rows = [[[cell.text for cell in row.cells] for row in table.rows] for table in file.tables]
    return lines, rows
