"""JSON by a published schema."""

import json
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from .columns import helsinki, utc

VERSION = 1
SCHEMAS = {
    version: Path(__file__).parent / "schemas" / f"applications-{version}.json"
    for version in range(1, VERSION + 1)
}


def write_json(export):
    """Yield the parts of one JSON document, by the schema that it names."""
    head = json.dumps(
        {
            "schema": f"{settings.SITE_URL}{reverse('schemas:applications', args=[VERSION])}",
            "exported_at": utc(timezone.now()),
            "round": _round(export.round),
            "has_personal_data": export.with_personal,
            "questions": [_question(export, id) for id in export.questions],
        },
        ensure_ascii=False,
    )
    yield f'{head[:-1]}, "applications": ['.encode()
    separator = ""
    for record in export.records():
        text = json.dumps(document_of(record, export), ensure_ascii=False)
        yield f"{separator}\n{text}".encode()
        separator = ","
    yield b"\n]}\n"


def document_of(record, export):
    """Return an application in the shape that the schema has for one."""
    application, revision = record.application, record.revision
    known = export.questions
    secrets = {id: record.answer(f"{id}.secret") for id in known}
    address = {"email": application.email} if export.with_personal else {}
    return address | {
        "id": str(application.pk),
        "reference": application.reference,
        "diary_number": application.diary_number,
        "status": application.status,
        "language": application.language,
        "museum": {
            "id": str(application.museum_id) if application.museum_id else None,
            "name": application.museum_name,
        },
        "received_at": utc(application.received_at),
        "received_at_helsinki": helsinki(application.received_at) or None,
        "is_late": application.is_late,
        "decided_at": utc(application.decided_at) or None,
        "decided_at_helsinki": helsinki(application.decided_at) or None,
        "revision": revision.number,
        "form_version": record.form_number,
        "digest": revision.digest,
        "answers": {id: revision.answers[id] for id in known if id in revision.answers},
        "secret": {
            id: wish.get("reason", "")
            for id, wish in secrets.items()
            if wish and wish.get("is_asked")
        },
        "files": [file for file in revision.files if file["question_id"] in known],
    }


def _round(round):
    return {
        "id": str(round.pk),
        "name": {code: getattr(round, f"name_{code}") for code, _ in settings.LANGUAGES},
        "opens_at": utc(round.opens_at) or None,
        "closes_at": utc(round.closes_at) or None,
    }


def _question(export, id):
    """Return a question in the newest wording, with every option there has been."""
    question = export.questions[id]
    having = [version for version in export.versions if id in version.questions]
    codes = dict.fromkeys(
        code for version in having for code in version.questions[id].get("options", [])
    )
    return {
        "id": id,
        "kind": question.kind,
        "label": _texts(having, id),
        "options": [{"code": code, "label": _texts(having, f"{id}.{code}")} for code in codes],
        "is_personal": question.is_personal,
        "is_for_staff": question.is_for_staff,
        "form_versions": [version.number for version in having],
    }


def _texts(versions, key):
    """Return {language: the newest label of something}."""
    found = {}
    for version in versions:
        for language, texts in version.texts.items():
            if label := texts.get(key, {}).get("label"):
                found.setdefault(language, label)
    return found
