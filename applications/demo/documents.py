"""Small valid files of each accepted kind, made by hand."""

import io
import zipfile
from xml.sax.saxutils import escape

MOMENT = (2026, 1, 1, 0, 0, 0)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
XML = '<?xml version="1.0" encoding="UTF-8"?>'


def make_pdf(lines):
    """Return a PDF of one page with lines of text."""
    drawn = " ".join(f"({_pdf_text(line)}) Tj T*" for line in lines)
    stream = f"BT /F1 12 Tf 16 TL 56 780 Td {drawn} ET".encode("cp1252", "replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(b"%010d 00000 n \n" % len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    size, start = len(objects) + 1, len(out)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\n" % (
        size, b"".join(places), size,
    ) + b"startxref\n%d\n%%%%EOF\n" % start  # fmt: skip


def _pdf_text(line):
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def make_docx(lines):
    """Return a DOCX of paragraphs."""
    body = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return _archive(
        {
            "[Content_Types].xml": f'{XML}<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
            "_rels/.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
            "</Relationships>",
            "word/document.xml": f'{XML}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body>'
            "</w:document>",
        }
    )


def make_odt(lines):
    """Return an ODT of paragraphs."""
    body = "".join(f"<text:p>{escape(line)}</text:p>" for line in lines)
    kind = "application/vnd.oasis.opendocument.text"
    entry = "manifest:file-entry manifest:media-type"
    return _archive(
        {
            "mimetype": kind,
            "META-INF/manifest.xml": f'{XML}<manifest:manifest xmlns:manifest="{OASIS}:manifest:1.0">'
            f'<{entry}="{kind}" manifest:full-path="/"/>'
            f'<{entry}="text/xml" manifest:full-path="content.xml"/></manifest:manifest>',
            "content.xml": f'{XML}<office:document-content xmlns:office="{OASIS}:office:1.0" '
            f'xmlns:text="{OASIS}:text:1.0" office:version="1.2"><office:body><office:text>{body}'
            "</office:text></office:body></office:document-content>",
        }
    )


def _archive(files):
    """Return a ZIP of texts, the same bytes each time; its first file is not compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number, (name, text) in enumerate(files.items()):
            info = zipfile.ZipInfo(name, MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED if number else zipfile.ZIP_STORED
            archive.writestr(info, text)
    return out.getvalue()
