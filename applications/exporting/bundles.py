"""One application whole, in a ZIP whose manifest proves each file."""

import json

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from applications.progress import read_sections
from applications.questionnaire import Questionnaire
from cms.bundles import Bundle, safe_name

from .columns import utc
from .documents import document_of


def write_bundle(record, export):
    """Return an open temporary file without a name that holds a ZIP of one application.

    In it are the answers as HTML, in the application's language, and as JSON, the receipt,
    the files that went along, and ``manifest.json`` with the SHA-256 and size of each of
    these. A file that storage no longer has is named in it as missing.
    """
    stored = {str(file.pk): file for file in record.application.files.all()}
    with Bundle() as bundle:
        for name, text in _texts(record, export):
            bundle.add_text(name, text)
        for row, name in _files(record):
            _add_file(bundle, row, name, stored.get(row["id"]))
        return bundle.finish(
            reference=record.application.reference,
            diary_number=record.application.diary_number,
            revision=record.revision.number,
            answers_sha256=record.revision.digest,
            exported_at=utc(timezone.now()),
        )


def _texts(record, export):
    """Yield pairs of a name and a text: the answers in two ways, and the receipt."""
    files, revision = {}, record.revision
    for row, name in _files(record):
        files.setdefault(row["question_id"], []).append({**row, "path": name})
    context = {
        "application": record.application,
        "revision": revision,
        "received_utc": utc(revision.received_at),
        "check_url": _check_url(revision.language),
    }
    with translation.override(revision.language):
        questionnaire = Questionnaire(revision.form_version, revision.language)
        context["sections"] = read_sections(questionnaire, revision.answers, files)
        yield "answers.html", render_to_string("applications/bundle/answers.html", context)
        yield "receipt.txt", render_to_string("applications/bundle/receipt.txt", context)
    document = document_of(record, export)
    yield "answers.json", json.dumps(document, ensure_ascii=False, indent=2)


def _check_url(language):
    with translation.override(language):
        return f"{settings.SITE_URL}{reverse('applications:receipt_check')}"


def _files(record):
    """Return pairs of a file's row in the revision and its name in the ZIP."""
    return [
        (row, f"files/{number:02}-{safe_name(row['name'])}")
        for number, row in enumerate(record.revision.files, 1)
    ]


def _add_file(bundle, row, name, stored):
    if stored is None or stored.is_infected or not stored.file.storage.exists(stored.file.name):
        bundle.add_missing(name, sha256=row["sha256"], size=row["size"])
    else:
        bundle.add_stored(name, stored.file)
