"""Applications that invented museums have sent to the open call."""

import datetime as dt
import tomllib
import uuid
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from applications import services
from applications.calculator import DEFAULTS
from applications.fingerprints import fingerprint
from applications.models import Application
from applications.questionnaire import Questionnaire
from cms.models import OutgoingMail
from cms.uploads import clean_upload
from knowledge.models import RoundRole

from .documents import make_docx, make_odt, make_pdf
from .form import CONDITIONS, block_id

DATA = Path(__file__).parent / "data" / "applications.toml"
MAKE = {"pdf": make_pdf, "docx": make_docx, "odt": make_odt}
PLAIN = [
    "contact-name", "contact-email", "phone", "staff", "offers", "hosting-seasons", "hosting",
    "access", "project", "found", "why", "measures", "means", "risks", "begins", "question", "needs",
    "management",
]  # fmt: skip


def create_applications(demo):
    """Send the applications that are missing; their letters have left long ago."""
    round = demo.share["rounds"]["open"]
    tokens = set()
    for slug, data in tomllib.loads(DATA.read_text(encoding="utf-8")).items():
        token = uuid.UUID(block_id(f"application-{slug}"))
        tokens.add(token)
        if not Application.objects.filter(start_token=token).exists():
            with translation.override(data["language"]):
                _send(demo, round, demo.share["museums"][slug], data, token)
    for duty in RoundRole.objects.current().filter(round=round, role=RoundRole.Role.REVIEWER):
        waiting = Application.objects.awaiting_declaration_of(duty.user)
        for application in waiting.filter(start_token__in=tokens):
            services.declare(application, by=duty.user, has_conflict=False)


def _send(demo, round, museum, data, token):
    email, language = data["contact-email"], data["language"]
    draft = services.start_application(round, email=email, language=language, token=token)
    services.save_answers(draft, answers=_answers(museum, data), language=language)
    if "file" in data:
        name = f"{data['file-name']}.{data['file']}"
        file = SimpleUploadedFile(name, MAKE[data["file"]](data["document"]))
        services.add_file(draft, question=_plan(draft), upload=clean_upload(file))
    if "writer" in data:
        _share(draft, data["writer"])
    if "director" in data:
        _confirm(draft, data["director"])
    revision = services.submit_application(draft, token=token, language=language)
    arrived = demo.now - dt.timedelta(days=data["days"], hours=2, minutes=data["days"] * 7)
    type(revision).objects.filter(pk=revision.pk).update(received_at=arrived)
    Application.objects.filter(pk=draft.pk).update(
        received_at=arrived, saved_at=arrived, created_at=arrived - dt.timedelta(days=2)
    )
    others = [data.get("writer"), *data.get("director", [])]
    OutgoingMail.objects.filter(recipient__in=[email, *others]).update(sent_at=arrived)


def _share(draft, email):
    """Let a colleague, who has opened the link, write along."""
    owner = _proved(draft.writers.get(is_owner=True), draft.created_at)
    _proved(services.invite_writer(draft, email=email, by_writer=owner), draft.created_at)


def _proved(writer, at):
    writer.proved_at = at
    writer.save()
    return writer


def _confirm(draft, director):
    """Save a calculation, and let the director (name, address) confirm it."""
    owner = _proved(draft.writers.get(is_owner=True), draft.created_at)
    draft = services.save_costs(draft, numbers=DEFAULTS, base=fingerprint(draft.costs))
    name, email = director
    token = uuid.uuid5(draft.start_token, "director")
    asked = services.ask_director(draft, name=name, email=email, token=token, by_writer=owner)
    services.answer_as_director(asked, answer="confirmed", note="")


def _plan(draft):
    """Return the question that takes the plan as a file."""
    (question,) = Questionnaire(draft.form_version, "fi").mapped_to("attachment")
    return question


def _answers(museum, data):
    """Return what the museum says, as it is stored."""
    answers = {name: data[name] for name in PLAIN}
    answers["museum"] = {"id": str(museum.pk), "name": museum.name}
    answers["professional"] = {"answer": data["professional"], "text": ""}
    answers["participants"] = [
        _person(line, data["contact-email"]) for line in data["participants"]
    ]
    answers["targets"] = [_target(*target) for target in data["targets"]]
    answers["conditions"] = [code for code, _ in CONDITIONS]
    return {block_id(name): value for name, value in answers.items()}


def _person(line, contact_email):
    """Return a person of "name, role", with an address at the museum's own domain."""
    name, role = line.split(", ", 1)
    plain = name.lower().translate(str.maketrans("äåö’ ", "aao-."))
    return {"name": name, "email": f"{plain}@{contact_email.partition('@')[2]}", "role": role}


def _target(key, now, weight, other=""):
    return {"key": key, "other": other, "now": now, "weight": weight}
