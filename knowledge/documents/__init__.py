"""A plan as a document: the same parts, once as PDF and once as DOCX.

- ``parts``: what it says, in order · ``rich``: texts with marks, as blocks
- ``pdf``: tagged PDF by WeasyPrint · ``word``: DOCX by python-docx
"""

from .parts import document_of, parts_of, plain
from .pdf import PdfUnavailableError, write_pdf
from .word import write_docx

__all__ = ["PdfUnavailableError", "document_of", "parts_of", "plain", "write_docx", "write_pdf"]
