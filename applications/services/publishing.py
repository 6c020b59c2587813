"""From the form an editor built to the form that is filled in."""

import hashlib
import json

from django.conf import settings
from django.db import transaction

from accounts.services import log
from applications.completeness import missing_texts
from applications.models import CallPage, FormVersion
from knowledge.models import Round

# Kinds whose answers always go to the same part of the plan.
IMPLIED = {"people": "participants", "targets": "targets"}
SETTINGS = ("limit", "lowest", "highest", "allows_unknown")
TEXTS = ("label", "help", "missing", "unit", "text_label")
LANGUAGES = [code for code, _ in settings.LANGUAGES]


@transaction.atomic
def compile_form(page, *, by=None):
    """Make a form version from a call's live pages in every language, and return it.

    Return the newest one where nothing has changed, None where there is no form. The
    structure is that of the Finnish page, or of the first language there is; texts of
    another language join their question by its block's id.
    """
    Round.objects.select_for_update().get(pk=page.round_id)
    pages = _live_pages(page)
    if not pages:
        return None
    source = next(iter(pages.values()))
    definition = {"steps": [_step(block) for block in source.form]}
    if not definition["steps"]:
        return None
    texts = {language: _texts(translated) for language, translated in pages.items()}
    newest = FormVersion.objects.filter(round_id=page.round_id).first()
    digest = structure_hash(definition, texts)
    if newest and newest.structure_hash == digest:
        return newest
    version = FormVersion.objects.create(
        round_id=page.round_id,
        number=newest.number + 1 if newest else 1,
        structure_hash=digest,
        definition=definition,
        texts=texts,
        is_complete=not missing_texts(texts),
    )
    log("form.publish", version, by=by, round_id=page.round_id, number=version.number)
    return version


def structure_hash(definition, texts):
    """Return the SHA-256 of a form: of its structure and its texts."""
    canonical = json.dumps([definition, texts], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _live_pages(page):
    """Return the call's live pages by language, Finnish first."""
    translations = CallPage.objects.filter(translation_key=page.translation_key, live=True)
    by_language = {p.locale.language_code: p for p in translations.select_related("locale")}
    return {code: by_language[code] for code in LANGUAGES if code in by_language}


def _step(block):
    questions = [_question(question) for question in block.value["questions"]]
    return {"id": block.id, "questions": questions}


def _question(block):
    """Return what a question is, without a word of what it says."""
    value, kind = block.value, block.block_type
    definition = {
        "id": block.id,
        "kind": kind,
        "is_required": bool(value.get("required")),
        "maps_to": IMPLIED.get(kind) or value.get("maps_to") or "",
    }
    for name in SETTINGS:
        if value.get(name) not in (None, ""):
            setting = value[name]
            definition[name] = setting if isinstance(setting, (bool, int)) else str(setting)
    if "options" in value:
        definition["options"] = [code for code, _ in _options(value)]
    return definition


def _options(value):
    """Return pairs of a code and an option; one without a code is known by its block's id."""
    blocks = value["options"].bound_blocks
    return [(block.value["code"] or block.id, block.value) for block in blocks]


def _texts(page):
    """Return every text of a page's form by the id of what it belongs to."""
    texts = {}
    for step in page.form:
        texts[step.id] = _filled(step.value, ("title", "introduction"))
        for question in step.value["questions"]:
            texts[question.id] = _filled(question.value, TEXTS)
            if "options" in question.value:
                for code, option in _options(question.value):
                    texts[f"{question.id}.{code}"] = _filled(option, ("label", "help"))
    return texts


def _filled(value, names):
    return {name: str(value[name]) for name in names if value.get(name)}
