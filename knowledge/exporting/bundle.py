"""The ZIP: pages to read, data, files, and a manifest of them all."""

from pathlib import Path

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from cms.bundles import Bundle, safe_name
from knowledge.cards import sections_of as parts_of_card
from knowledge.documents import parts_of
from knowledge.models.standing import StandingsKept

from .material import Material
from .records import SCHEMA, SHAPE, utc, write_records

STYLES = Path(__file__).parent / "kept.css"


def write_museum_bundle(seat, *, by):
    """Return an open temporary file without a name with all that a museum has in a round.

    ``by`` is one of its people, in whose language the pages are: ``index.html``, a page of
    each version of a plan, ``material.json`` and its shape in words, the files and ``manifest.json`` with the
    SHA-256 and size of each. A file that storage no longer has, or in which a scanner
    found something harmful, is named there as missing.
    """
    with StandingsKept(), Bundle() as bundle:
        material = Material(seat, by)
        paths = {
            file.pk: f"files/{number:02}-{safe_name(file.name)}"
            for number, file in enumerate(material.files, start=1)
        }
        bundle.add_text("index.html", _index(material, paths))
        for revision in material.revisions():
            path = version_path(material.numbers[revision.plan_id], revision.number)
            bundle.add_text(path, _version(revision, material))
        bundle.add("material.json", write_records(material, paths))
        bundle.add_text("material.txt", SHAPE)
        for file in material.files:
            _add_file(bundle, file, paths[file.pk])
        return bundle.finish(
            schema=SCHEMA,
            museum=seat.museum.name,
            round=seat.round.name,
            exported_at=utc(timezone.now()),
        )


def version_path(plan, number):
    """Return the path of the page of a version; ``plan`` is the plan's number in the ZIP."""
    return f"plans/{plan}/version-{number:04}.html"


def _add_file(bundle, file, path):
    if not file.is_infected and file.file.storage.exists(file.file.name):
        bundle.add_stored(path, file.file)
    else:
        bundle.add_missing(path, sha256=file.sha256, size=file.size)


def _style():
    """Return the style of the pages, which load nothing."""
    css = mark_safe(STYLES.read_text())
    return format_html("<style>{}</style>", css)


def _index(material, paths):
    context = {
        "style": _style(),
        "seat": material.seat,
        "made_at": timezone.now(),
        "plans": [_plan(plan, material, paths) for plan in material.plans],
        "written": [
            (advice, revision, material.goal_of(advice, revision))
            for advice in material.written
            for revision in [material.read.get(advice.plan_id)]
        ],
        "experiences": [
            (each, revision, parts_of_card(revision))
            for each in material.experiences
            for revision in list(each.revisions.all())[:1]
        ],
        "offers": material.offers,
        "wish": material.wish,
    }
    return render_to_string("knowledge/export/index.html", context)


def _plan(plan, material, paths):
    """Return all that the first page tells of a plan."""
    latest = material.latest[plan.pk]
    return {
        "plan": plan,
        "parts": _parts(latest, material),
        "versions": [
            (number, name, at, version_path(material.numbers[plan.pk], number))
            for number, name, at in material.versions[plan.pk]
        ],
        "given": [row for row in material.given if row["plan"] == plan.pk],
        "requests": [each for each in material.requests if each.plan_id == plan.pk],
        "updates": [each for each in material.updates if each.plan_id == plan.pk],
        "files": [(each, paths[each.pk]) for each in material.files if each.plan_id == plan.pk],
        "advice": [
            (each, material.goal_of(each, latest))
            for each in material.received
            if each.plan_id == plan.pk
        ],
    }


def _parts(revision, material):
    return parts_of(revision, material.plan_headings, material.models_headings)


def _version(revision, material):
    context = {
        "style": _style(),
        "seat": material.seat,
        "revision": revision,
        "name": material.names.get(revision.pk, ""),
        "parts": _parts(revision, material),
    }
    return render_to_string("knowledge/export/version.html", context)
