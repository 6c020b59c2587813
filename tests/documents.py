"""Small documents with a text, as bytes."""

import io
import zipfile
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
ODT = "application/vnd.oasis.opendocument.text"


def zipped(**parts):
    """Return a ZIP archive of named texts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def docx(text):
    """Return a Word document of one paragraph, its words in runs of their own."""
    runs = "".join(f"<w:r><w:t>{escape(word)} </w:t></w:r>" for word in text.split())
    body = f'<w:document xmlns:w="{W}"><w:body><w:p>{runs}</w:p></w:body></w:document>'
    return zipped(**{"[Content_Types].xml": "<Types/>", "word/document.xml": body})


def odt(text):
    """Return an OpenDocument text of one paragraph, its first word in a span."""
    first, _, rest = text.partition(" ")
    paragraph = f"<t:p><t:span>{escape(first)}</t:span> {escape(rest)}</t:p>"
    body = f'<o:doc xmlns:o="urn:o" xmlns:t="{TEXT}">{paragraph}</o:doc>'
    return zipped(mimetype=ODT, **{"content.xml": body})


def pdf(text):
    """Return a PDF of one page; letters of Latin 1 only."""
    stream = f"BT /F1 12 Tf 50 700 Td ({text}) Tj ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return out + trailer % (len(objects) + 1, start)
