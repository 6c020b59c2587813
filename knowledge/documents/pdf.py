"""Tagged PDF. Nothing is fetched but the site's own four faces, by names of our own."""

import functools
import logging
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

FACES = settings.BASE_DIR / "static" / "fonts"
STYLES = Path(__file__).parent / "plan.css"
NAMES = {"text-latin.woff2", "text-sami.woff2", "heading-latin.woff2", "heading-sami.woff2"}
SCHEME = "face:"


class PdfUnavailableError(Exception):
    """This machine lacks a library that making a PDF needs (Pango)."""


def write_pdf(document):
    """Return a PDF/UA as bytes; raise PdfUnavailableError where Pango is missing."""
    weasyprint = load()
    html = render_to_string("knowledge/document/plan.html", {"document": document})
    fetcher = _fetcher()
    fonts = import_module("weasyprint.text.fonts").FontConfiguration()
    styles = weasyprint.CSS(string=STYLES.read_text(), font_config=fonts, url_fetcher=fetcher)
    page = weasyprint.HTML(string=html, url_fetcher=fetcher)
    return page.write_pdf(stylesheets=[styles], font_config=fonts, pdf_variant="pdf/ua-1")


def load():
    """Return WeasyPrint, which opens Pango when it is imported, and not before a PDF is asked."""
    try:
        weasyprint = import_module("weasyprint")
    except OSError as error:
        raise PdfUnavailableError from error
    # It writes addresses of the text into its log.
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    return weasyprint


@functools.cache
def _fetcher():
    urls = import_module("weasyprint.urls")

    class FacesOnly(urls.URLFetcher):
        """Gives the faces by name and refuses any other address."""

        def fetch(self, url, headers=None):
            name = url.removeprefix(SCHEME)
            if not url.startswith(SCHEME) or name not in NAMES:
                raise ValueError("Nothing else is fetched.")
            return urls.URLFetcherResponse(url, (FACES / name).read_bytes())

    return FacesOnly()
