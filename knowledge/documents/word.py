"""DOCX: headings, lists and tables in Word's own styles, so that its readers find their way."""

import io

from django.utils import timezone
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from .rich import blocks_of

LANGUAGES = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB", "se": "se-FI"}
BRAND, INK, LINK = (RGBColor.from_string(code) for code in ("0F4A42", "12211E", "1A4E8C"))
SIZES = {"Title": 22, "Heading 1": 15, "Heading 2": 12.5, "Heading 3": 11}


def write_docx(document):
    """Return a DOCX as bytes. Its properties name no person and no program."""
    file = Document()
    _describe(file, document)
    _dress(file, document.language)
    _foot(file, document.foot)
    title = file.add_paragraph(style="Title")
    _say(title, document.title.text, language=document.title.language)
    for part in document.parts:
        WRITERS[part.kind](file, part)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _describe(file, document):
    properties = file.core_properties
    properties.title = document.title.text[:255]
    properties.language = LANGUAGES.get(document.language, document.language)
    for name in ("author", "comments", "last_modified_by", "keywords", "subject"):
        setattr(properties, name, "")
    properties.created = properties.modified = timezone.now()
    package = file.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype in (RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES):
            del package.rels[key]


def _dress(file, language):
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin, section.bottom_margin = Mm(20), Mm(26)
    defaults = file.styles.element.find(qn("w:docDefaults"))
    lang = defaults.find(f".//{qn('w:lang')}")
    lang.set(qn("w:val"), LANGUAGES.get(language, language))
    for name, size in SIZES.items():
        font = file.styles[name].font
        font.size, font.color.rgb = Pt(size), INK if name == "Title" else BRAND


def _foot(file, text):
    paragraph = file.sections[0].footer.paragraphs[0]
    paragraph.add_run(f"{text} ")
    _add_field(paragraph, "PAGE")
    paragraph.add_run(" / ")
    _add_field(paragraph, "NUMPAGES")
    for run in paragraph.runs:
        run.font.size = Pt(8.5)


def _add_field(paragraph, code):
    """Add a number that Word counts."""
    run = paragraph.add_run()
    for kind in ("begin", None, "separate", "end"):
        if kind is None:
            element = OxmlElement("w:instrText")
            element.text = code
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def _heading(file, part):
    _say(
        file.add_paragraph(style=f"Heading {part.level - 1}"),
        part.words.text,
        language=part.words.language,
    )


def _fact(file, part):
    paragraph = file.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(3)
    _say(paragraph, f"{part.label}: ").bold = True
    _say(paragraph, part.words.text, language=part.words.language)


def _text(file, part):
    _say(file.add_paragraph(), part.words.text, language=part.words.language)


def _marked(file, part):
    numbered = {}
    for block in blocks_of(part.words.text):
        style = {"h3": "Heading 2", "ul": "List Bullet", "ol": "List Number"}.get(block.kind)
        paragraph = file.add_paragraph(style=style)
        if block.kind == "ol":
            if block.list_number not in numbered:
                numbered[block.list_number] = _begin_list(file)
            _number(paragraph, numbered[block.list_number])
        for run in block.runs:
            _say_run(paragraph, run, part.words.language)


def _begin_list(file):
    """Return the number of a new list that begins from one."""
    numbering = file.part.numbering_part.element
    used = file.styles["List Number"].element.pPr.numPr.numId.val
    abstract = numbering.num_having_numId(used).abstractNumId.val
    number = numbering.add_num(abstract)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    return number.numId


def _number(paragraph, number):
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number


def _table(file, part):
    table = file.add_table(rows=1, cols=len(part.columns), style="Table Grid")
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, column in zip(table.rows[0].cells, part.columns, strict=True):
        _say_in(cell, column).bold = True
    for row in part.rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            _say_in(cell, words.text, language=words.language)
    file.add_paragraph()


WRITERS = {
    "heading": _heading,
    "fact": _fact,
    "text": _text,
    "marked": _marked,
    "table": _table,
}


def _say(paragraph, text, *, language=""):
    """Add a run of words, in a language if that is not the document's; return it."""
    run = paragraph.add_run(text)
    if language:
        lang = OxmlElement("w:lang")
        lang.set(qn("w:val"), LANGUAGES.get(language, language))
        run._r.get_or_add_rPr().append(lang)
    return run


def _say_in(cell, text, *, language=""):
    """Add words to a cell of a table; return their run."""
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(2)
    return _say(paragraph, text, language=language)


def _say_run(paragraph, run, language):
    made = _say(paragraph, run.text, language=language)
    made.bold, made.italic = run.is_strong or None, run.is_emphatic or None
    if run.href:
        made.font.underline, made.font.color.rgb = True, LINK
        link = OxmlElement("w:hyperlink")
        target = paragraph.part.relate_to(run.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), target)
        paragraph._p.append(link)
        link.append(made._r)
