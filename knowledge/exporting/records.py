"""``material.json``: everything as data, in the shape that ``SHAPE`` tells."""

import datetime as dt
import json

from django.conf import settings
from django.utils import timezone

SCHEMA = "museum-material/1"
# Goes along, so that the ZIP explains itself.
SHAPE = """\
material.json is one object. "schema" is the shape's name, museum-material/1; a shape that an old
reader could not read gets a new number. Moments are in UTC, such as
2027-03-18T12:59:58Z, days ISO dates; what is missing is null or "". Plans are told by
id, museums by name, people not at all. exported_at is when it was made.

- museum, round: id, name (the round's in three languages); round.ended_at
- plans: id, title, language, audience, archive (what the museum chose after the round), stage,
  version (number of the latest), application
- plan_versions: plan, number, name, title, stage, saved_at, content
  (sections, question, targets, goals, milestones; in sections a blank line parts
  paragraphs, "## " begins a heading, "- " and "1. " an item, **so** is strong, *so* stressed)
- versions_given: plan, number, museum, given_at, ended_at
- questions: plan, version, questions, not_about, to_round, museums, asked_at
- progress: plan, text, written_at · files: plan, name, path in the ZIP, size, sha256
- advice_received, advice_given: id, plan, plan_title, museum (the other), goal, kind, text,
  language, given_at (null: a draft), is_shared, answer (kind, text, has_thanks,
  answered_at), promise (who, what, due_on, done_at); a received one also the version read
- experiences: id, title, kind, language, audience, released_at, versions (number,
  saved_at, sha256, content)
- offers: kind, text, language, themes, form, hours, region, valid_until, created_at, withdrawn_at
- hosting_wish: text, changed_at
"""


def write_records(material, paths):
    """Yield the parts of ``material.json``; ``paths`` is {id of a file: its path in the ZIP}."""
    seat = material.seat
    head = {
        "schema": SCHEMA,
        "exported_at": utc(timezone.now()),
        "museum": {"id": str(seat.museum_id), "name": seat.museum.name},
        "round": _round(seat.round),
        "plans": [_plan(plan) for plan in material.plans],
        "versions_given": [_given(row) for row in material.given],
        "questions": [_request(request) for request in material.requests],
        "progress": [_update(update) for update in material.updates],
        "files": [_file(file, paths[file.pk]) for file in material.files],
        "advice_received": [_received(advice, material) for advice in material.received],
        "advice_given": [_written(advice, material) for advice in material.written],
        "experiences": [_experience(each) for each in material.experiences],
        "offers": [_offer(offer) for offer in material.offers],
        "hosting_wish": _wish(material.wish),
    }
    yield f'{_text(head)[:-1]}, "plan_versions": ['.encode(errors="replace")
    separator = ""
    for revision in material.revisions():
        yield f"{separator}\n{_text(_revision(revision, material))}".encode(errors="replace")
        separator = ","
    yield b"\n]}\n"


def utc(moment):
    """Return a moment in UTC, or None."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


def _text(value):
    return json.dumps(value, ensure_ascii=False)


def _round(round):
    names = {code: getattr(round, f"name_{code}") for code, _ in settings.LANGUAGES}
    return {"id": str(round.pk), "name": names, "ended_at": utc(round.ended_at)}


def _plan(plan):
    return {
        "id": str(plan.pk),
        "title": plan.title,
        "language": plan.language,
        "audience": plan.audience,
        "archive": plan.archive,
        "stage": plan.stage,
        "version": plan.revision_number,
        "application": plan.origin,
    }


def _revision(revision, material):
    return {
        "plan": str(revision.plan_id),
        "number": revision.number,
        "name": material.names.get(revision.pk, ""),
        "title": revision.title,
        "stage": revision.stage,
        "saved_at": utc(revision.created_at),
        "content": revision.content,
    }


def _given(row):
    return row | {
        "plan": str(row["plan"]),
        "given_at": utc(row["given_at"]),
        "ended_at": utc(row["ended_at"]),
    }


def _request(request):
    return {
        "plan": str(request.plan_id),
        "version": request.version,
        "questions": request.questions,
        "not_about": request.not_about,
        "to_round": request.is_for_round,
        "museums": [seat.museum.name for seat in request.receivers.all()],
        "asked_at": utc(request.offered_at),
    }


def _update(update):
    plan, at = str(update.plan_id), utc(update.written_at)
    return {"plan": plan, "text": update.text, "written_at": at}


def _file(file, path):
    return {
        "plan": str(file.plan_id),
        "name": file.name,
        "path": path,
        "size": file.size,
        "sha256": file.sha256,
    }


def _received(advice, material):
    revision = material.latest.get(advice.plan_id)
    return _advice(advice, revision, advice.giver.museum, material) | {"version": advice.version}


def _written(advice, material):
    revision = material.read.get(advice.plan_id)
    return _advice(advice, revision, advice.plan.participation.museum, material)


def _advice(advice, revision, other, material):
    return {
        "id": str(advice.pk),
        "plan": str(advice.plan_id),
        "plan_title": revision.title if revision else "",
        "museum": other.name,
        "goal": material.goal_of(advice, revision),
        "kind": advice.kind,
        "text": advice.text,
        "language": advice.language,
        "given_at": utc(advice.given_at),
        "is_shared": advice.is_shared,
        "answer": _answer(getattr(advice, "answer", None)),
        "promise": _promise(getattr(advice, "next_step", None)),
    }


def _answer(answer):
    return answer and {
        "kind": answer.kind,
        "text": answer.text,
        "has_thanks": answer.has_thanks,
        "answered_at": utc(answer.answered_at),
    }


def _promise(step):
    return step and {
        "who": step.who,
        "what": step.what,
        "due_on": step.due_on.isoformat(),
        "done_at": utc(step.done_at),
    }


def _experience(experience):
    return {
        "id": str(experience.pk),
        "title": experience.title,
        "kind": experience.kind,
        "language": experience.language,
        "audience": experience.audience,
        "released_at": utc(experience.released_at),
        "versions": [
            {
                "number": revision.number,
                "saved_at": utc(revision.created_at),
                "sha256": revision.sha256,
                "content": revision.content,
            }
            for revision in experience.revisions.all()
        ],
    }


def _offer(offer):
    return {
        "kind": offer.kind,
        "text": offer.text,
        "language": offer.language,
        "themes": [heading.key for heading in offer.themes.all()],
        "form": offer.form,
        "hours": offer.hours,
        "region": offer.region,
        "valid_until": offer.valid_until.isoformat() if offer.valid_until else None,
        "created_at": utc(offer.created_at),
        "withdrawn_at": utc(offer.withdrawn_at),
    }


def _wish(wish):
    return wish and {"text": wish.text, "changed_at": utc(wish.changed_at)}
