"""PDF with tags and DOCX with styles; nothing fetched, no program or person named."""

import datetime as dt
import io
import zipfile

import docx
import pytest
from django.urls import reverse
from django.utils import timezone
from docx.oxml.ns import qn
from pypdf import PdfReader

from accounts.models import Event
from knowledge.documents import pdf
from tests.factories.accounts import sign_in
from tests.factories.knowledge import member_in

from .documenting import lines_of, take, whole_plan


@pytest.fixture
def plan(db):
    """A plan with all that a plan may have."""
    return whole_plan()


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
    content = take(client, plan, "docx", "sv")
    file = docx.Document(io.BytesIO(content))

    properties = file.core_properties
    told = [properties.author, properties.last_modified_by, properties.comments]
    assert told == ["", "", ""]
    assert (properties.title, properties.language) == ("Äänihalli", "sv-FI")
    assert abs(timezone.now() - properties.created) < dt.timedelta(minutes=5)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = b"".join(archive.read(name) for name in archive.namelist()).lower()
        assert [word for word in (b"python-docx", b"macintosh word") if word in text] == []
        assert [name for name in archive.namelist() if "app.xml" in name or "thumb" in name] == []
    # The plan is in Finnish, and its words say so to a screen reader.
    runs = [run for each in file.paragraphs for run in each.runs if "Kävijät" in run.text]
    assert [run._r.rPr.find(qn("w:lang")).get(qn("w:val")) for run in runs] == ["fi-FI"]


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
