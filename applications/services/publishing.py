"""From the form an editor built to the form that is filled in."""

import hashlib
import json

from django.conf import settings
from django.db import transaction

from accounts.services import log
from applications.compiling import definition_of, texts_of
from applications.completeness import missing_texts
from applications.effects import Effects
from applications.models import CallPage, FormVersion
from knowledge.models import Round

LANGUAGES = [code for code, _ in settings.LANGUAGES]


@transaction.atomic
def compile_form(page, *, by=None):
    """Make a form version from a call's live pages in every language, and return it.

    Return the newest one where nothing has changed, None where there is no form. The
    structure is that of the Finnish page, or of the first language there is; texts of
    another language join their question by its block's id. A change that would leave
    answers without their option or kind is refused: the editor's page says so before,
    and on any other way here the open form goes on as it is.
    """
    Round.objects.select_for_update().get(pk=page.round_id)
    pages = _live_pages(page)
    if not pages:
        return None
    source = next(iter(pages.values()))
    definition = definition_of(source)
    if not definition["steps"]:
        return None
    texts = {language: texts_of(translated) for language, translated in pages.items()}
    newest = FormVersion.objects.filter(round_id=page.round_id).first()
    digest = structure_hash(definition, texts)
    if newest and newest.structure_hash == digest:
        return newest
    if Effects(source, definition).is_refused:
        log("form.refuse", newest, by=by, round_id=page.round_id, number=newest.number)
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
