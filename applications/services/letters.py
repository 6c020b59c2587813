"""The letters of decisions: their texts, and freezing what leaves."""

from django.db import transaction

from accounts.services import log
from applications.letters import write_letter
from applications.models import Letter, LetterTemplate
from applications.releasing import Obstacle, Release
from knowledge.models import Round


@transaction.atomic
def save_letter_template(round, *, outcome, texts, contact_name, contact_email, by):
    """Add a version of a round's letter for one outcome; return it and how many were frozen anew.

    The same words add nothing. Letters that were frozen with the earlier text get a new
    frozen version.
    """
    Round.objects.select_for_update(of=("self",)).get(pk=round.pk)
    newest = LetterTemplate.objects.newest_of(round.pk).get(outcome)
    said = (texts, contact_name, contact_email)
    if newest and (newest.texts, newest.contact_name, newest.contact_email) == said:
        return newest, 0
    template = LetterTemplate.objects.create(
        round=round,
        outcome=outcome,
        number=newest.number + 1 if newest else 1,
        texts=texts,
        contact_name=contact_name,
        contact_email=contact_email,
        created_by=by,
    )
    log("letter.template", template, by=by, round_id=round.pk, number=template.number)
    stale = [e for e in Release(round, by, is_locked=True).prepared if e.is_stale]
    return template, _freeze(stale, round, by=by)


@transaction.atomic
def freeze_letters(round, *, by):
    """Freeze every letter that can be written and has changed or has none; return how many.

    Letters of applications with which ``by`` has a conflict are left to others.
    """
    Round.objects.select_for_update(of=("self",)).get(pk=round.pk)
    entries = Release(round, by, is_locked=True).prepared
    ready = [e for e in entries if {Obstacle.LETTER, Obstacle.CHANGED} & set(e.obstacles)]
    return _freeze(ready, round, by=by)


def _freeze(entries, round, *, by):
    letters = [
        _letter(e.decision, e.draft, number=e.letter.number + 1 if e.letter else 1, by=by)
        for e in entries
        if e.draft
    ]
    Letter.objects.bulk_create(letters)
    if letters:
        log("letter.freeze", round, by=by, round_id=round.pk, count=len(letters))
    return len(letters)


def add_letter(decision, draft, *, by):
    """Add a frozen version of one decision's letter, and return it."""
    newest = decision.letters.first()
    letter = _letter(decision, draft, number=newest.number + 1 if newest else 1, by=by)
    letter.save()
    return letter


def freeze_anew(decision, *, by):
    """Freeze a letter again if it had been frozen and can be written; return it or None."""
    newest = decision.letters.first()
    if newest is None:
        return None
    templates = LetterTemplate.objects.newest_of(decision.application.round_id)
    draft = write_letter(decision, templates.get(decision.outcome))
    if draft is None or draft.digest == newest.digest:
        return None
    letter = add_letter(decision, draft, by=by)
    log(
        "letter.freeze",
        letter,
        by=by,
        round_id=decision.application.round_id,
        number=letter.number,
    )
    return letter


def _letter(decision, draft, *, number, by):
    return Letter(
        decision=decision,
        number=number,
        language=draft.language,
        subject=draft.subject,
        body=draft.body,
        contact_email=draft.contact_email,
        digest=draft.digest,
        frozen_by=by,
    )
