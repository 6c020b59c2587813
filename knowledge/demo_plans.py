"""Demo plans, written in data/plans/: what each revision changes, from the first on."""

import datetime as dt
import hashlib
import io
import tomllib
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from accounts.models import Event
from knowledge import services
from knowledge.models import Attachment, Plan, PlanRevision

FOLDER = Path(__file__).resolve().parent / "data" / "plans"
ODT = "application/vnd.oasis.opendocument.text"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
READERS = ["norrskata_contact", "tervaportti_contact", "cuovgga_contact", "coordinator"]


def create_plans(demo, seats):
    """Create the plans that are missing, and return all by the name of their file.

    ``seats`` are participations by the key of a round and the slug of a museum.
    """
    return {
        path.stem: _plan(demo, tomllib.loads(path.read_text(encoding="utf-8")), seats)
        for path in sorted(FOLDER.glob("*.toml"))
    }


def _plan(demo, data, seats):
    """Return the plan, found by its first title, or made revision by revision."""
    round = data.get("round", "running")
    seat = seats[round, data["museum"]]
    first = data["revisions"][0]["title"]
    revision = PlanRevision.objects.filter(plan__participation=seat, number=1, title=first).first()
    if revision is not None:
        return Plan.objects.get(pk=revision.plan_id)
    writer = demo.share["users"][data["writer"]]
    contents = _contents(data["revisions"])
    plan = services.open_plan(
        seat, title=first, content=contents[0], language=data["language"], origin="", by=writer
    )
    _write(plan, data, contents, seats, by=writer)
    for name in data.get("files", []):
        _attach(plan, name, by=writer)
    if data["audience"] == Plan.Audience.ROUND:
        services.change_audience(plan, audience=Plan.Audience.ROUND, by=writer)
        _open(demo, plan)
    _date(demo, plan, data["days"])
    return Plan.objects.get(pk=plan.pk)


def _write(plan, data, contents, seats, *, by):
    """Save each revision; give the version ``given`` to partners when it is the latest."""
    partners = [seats["running", slug] for slug in data.get("partners", [])]
    for number, (row, content) in enumerate(zip(data["revisions"], contents, strict=True), start=1):
        services.revise_plan(
            plan,
            title=row["title"],
            content=content,
            stage=row["stage"],
            base_number=Plan.objects.get(pk=plan.pk).revision_number,
            token=None,
            by=by,
        )
        if number == data.get("given"):
            services.give_version(plan, receivers=partners, by=by)


def _contents(revisions):
    """Return each revision's content; what it does not mention is as before."""
    content, contents = {"sections": {}, "question": "", "targets": [], "goals": []}, []
    for row in revisions:
        sections = {key: text.strip() for key, text in row.get("sections", {}).items()}
        content = {
            "sections": content["sections"] | sections,
            "question": row.get("question", content["question"]),
            "targets": [_target(*each) for each in row["targets"]]
            if "targets" in row
            else content["targets"],
            "goals": [_goal(number, *each) for number, each in enumerate(row["goals"], start=1)]
            if "goals" in row
            else content["goals"],
        }
        contents.append(content)
    return contents


def _target(key, now, weight, other=""):
    return {"key": key, "other": other, "now": now, "weight": weight}


def _goal(number, title, sign, following, state):
    return {"id": str(number), "title": title, "sign": sign, "next": following, "state": state}


def _date(demo, plan, days):
    """Spread the revisions and what belongs to them over the past."""
    moments = [demo.now - dt.timedelta(days=day, hours=3) for day in days]
    for number, moment in enumerate(moments, start=1):
        plan.revisions.filter(number=number).update(created_at=moment)
    Plan.objects.filter(pk=plan.pk).update(created_at=moments[0], updated_at=moments[-1])
    Attachment.objects.filter(plan=plan).update(created_at=moments[-1])
    plan.given_versions.update(given_at=moments[-1])


def _open(demo, plan):
    """Let some of the round's people have opened a plan of the running round."""
    seat = plan.participation
    for number, key in enumerate(READERS, start=1):
        reader = demo.share["users"][key]
        is_reader = Plan.objects.visible_to(reader).filter(pk=plan.pk).exists()
        if is_reader and not Plan.objects.owned_by(reader).filter(pk=plan.pk).exists():
            services.record_opening(plan, by=reader)
            Event.objects.filter(actor=reader, subject_id=plan.pk, museum_id=seat.museum_id).update(
                at=demo.now - dt.timedelta(days=number * 3, hours=number)
            )


def _attach(plan, name, *, by):
    """Attach a small text document."""
    content = _odt(f"{name}. {plan.title}.")
    services.copy_attachment(
        plan,
        source_file=io.BytesIO(content),
        name=f"{name}.odt",
        content_type=ODT,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        by=by,
    )


def _odt(text):
    """Return an OpenDocument text of one paragraph."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), ODT)
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{OFFICE}" xmlns:text="{TEXT}" '
            'office:version="1.3"><office:body><office:text>'
            f"<text:p>{escape(text)}</text:p></office:text></office:body>"
            "</office:document-content>",
        )
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{MANIFEST}" manifest:version="1.3">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODT}"/>'
            '<manifest:file-entry manifest:full-path="content.xml" '
            'manifest:media-type="text/xml"/></manifest:manifest>',
        )
    return buffer.getvalue()
