"""A plan as PDF and DOCX: all of what may be read, in real headings, lists and tables."""

import io
import subprocess

import docx
import pytest
from django.urls import reverse
from django.utils import translation
from docx.oxml.ns import qn
from pypdf import PdfReader

from accounts.models import Event
from knowledge.documents import pdf, rich
from knowledge.models import Plan
from tests.answers import release
from tests.factories.accounts import MuseumFactory, sign_in
from tests.factories.knowledge import (
    GivenVersionFactory,
    HeadingFactory,
    ParticipationFactory,
    PlanFactory,
    member_in,
    revised,
)

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


@pytest.fixture
def plan(db):
    """A plan shown to its round."""
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


def test_a_docx_has_real_headings_lists_and_tables(client, plan):
    sign_in(client, member_in(plan.participation))

    lines, tables = lines_of(take(client, plan, "docx"))

    headings = [line for line in lines if line[0].startswith(("Title", "Heading"))]
    assert headings == [
        ("Title", "Äänihalli"),
        ("Heading 1", "Tähän kaipaamme apua"),
        ("Heading 1", "Otsikko miksi"),
        ("Heading 2", "Alaotsikko"),
        ("Heading 1", "Otsikko miten"),
        ("Heading 1", "Kehittämiskohteet"),
        ("Heading 1", "Missä mennään"),
        ("Heading 2", "1. Yleisö mukaan"),
        ("Heading 1", "Välitavoitteet"),
    ]
    assert [line for line in lines if line[0].startswith("List")] == [
        ("List Bullet", "yksi"),
        ("List Bullet", "kaksi"),
        ("List Number", "eka"),
        ("List Number", "toka"),
        ("List Number", "uusi eka"),
    ]
    assert tables == [
        [
            ["Kohde", "Mistä kohde on", "Missä olemme", "Miten tärkeää se on"],
            [
                "Asiakkuudet ja yhteisöt",
                "Museoiden arviointi- ja kehittämismalli",
                "2 / 5",
                "5 / 5",
            ],
            ["Oma juttu", "Muu kohde, mallien ulkopuolelta", "–", "3 / 5"],
        ],
        [["Välitavoite", "Päivä", "Tila"], ["Avajaiset", "3.2.2027", "valmis"]],
    ]


def test_each_numbered_list_begins_from_one(client, plan):
    sign_in(client, member_in(plan.participation))
    file = docx.Document(io.BytesIO(take(client, plan, "docx")))

    numbers = [
        each._p.pPr.numPr.numId.val for each in file.paragraphs if each.style.name == "List Number"
    ]

    assert numbers[0] == numbers[1] != numbers[2]


def test_a_docx_names_no_person_and_no_program(client, plan):
    sign_in(client, member_in(plan.participation))
    file = docx.Document(io.BytesIO(take(client, plan, "docx", "sv")))

    properties = file.core_properties
    told = [properties.author, properties.last_modified_by, properties.comments]
    assert told == ["", "", ""]
    assert (properties.title, properties.language) == ("Äänihalli", "sv-FI")
    assert (
        b"python-docx"
        not in file.part.package.part_related_by(
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
        ).blob
    )
    # The plan is in Finnish, and its words say so to a screen reader.
    runs = [run for each in file.paragraphs for run in each.runs if "Kävijät" in run.text]
    assert [run._r.rPr.find(qn("w:lang")).get(qn("w:val")) for run in runs] == ["fi-FI"]


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


def test_a_pdf_is_tagged_and_tells_its_title_and_language(client, plan):
    sign_in(client, member_in(plan.participation))

    reader = PdfReader(io.BytesIO(take(client, plan, "pdf")))

    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "fi"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "Äänihalli"
    assert reader.metadata.author is None
    assert b"pdfuaid" in root["/Metadata"].get_data()


def roles_of(node):
    """Yield the roles of a PDF's tree of tags below a node."""
    node = node.get_object()
    if "/S" in node:
        yield node["/S"]
    below = node.get("/K", [])
    for each in below if isinstance(below, list) else [below]:
        if hasattr(each.get_object(), "get"):
            yield from roles_of(each)


def test_a_pdf_has_real_headings_lists_tables_and_links(client, plan):
    sign_in(client, member_in(plan.participation))

    reader = PdfReader(io.BytesIO(take(client, plan, "pdf")))

    roles = set(roles_of(reader.trailer["/Root"]["/StructTreeRoot"]))
    wanted = {"/H1", "/H2", "/H3", "/P", "/L", "/LI", "/Table", "/TR", "/TH", "/TD", "/Link"}
    assert wanted - roles == set()
    outline = [each.title for each in reader.outline if not isinstance(each, list)]
    assert outline == ["Äänihalli"]


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


def test_nothing_but_the_faces_is_fetched(monkeypatch, db):
    urls = pytest.importorskip("weasyprint.urls")
    asked = []
    fetch = type(pdf._fetcher()).fetch
    monkeypatch.setattr(
        type(pdf._fetcher()), "fetch", lambda self, url, headers=None: asked.append(url)
        or fetch(self, url, headers)
    )  # fmt: skip
    for address in ["file:///etc/passwd", "https://museo.example/", "face:../../manage.py"]:
        with pytest.raises(ValueError, match="Nothing else"):
            pdf._fetcher().fetch(address)

    assert issubclass(type(pdf._fetcher()), urls.URLFetcher)
    assert len(asked) == 3


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


def test_without_pango_the_page_says_so_and_docx_still_comes(client, plan, monkeypatch):
    def missing(name):
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(pdf, "import_module", missing)
    sign_in(client, member_in(plan.participation))

    address = reverse("knowledge:plan_document", args=[plan.pk, "pdf"])
    response = client.get(address, follow=True)

    assert response.redirect_chain == [(plan.get_absolute_url(), 302)]
    assert "palvelimelta puuttuu Pango-kirjasto" in response.text
    assert not Event.objects.filter(action="plan.export").exists()
    assert take(client, plan, "docx")[:2] == b"PK"


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
