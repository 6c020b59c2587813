"""Plans are written, widened, narrowed and sparred."""

import datetime as dt
import hashlib
import uuid

from django.core.files.base import ContentFile
from django.utils import timezone

from knowledge import services
from knowledge.models import Advice, Attachment, Plan, PlanRevision, ProgressUpdate
from knowledge.services.archiving import archive_mark

from .picking import WORD, peers_of, pick, seats_of

AUDIENCES = list(Plan.Audience.values)


def open_plan(person, n):
    """Open a plan in one of one's museums."""
    if seat := pick(seats_of(person).order_by("joined_at"), n):
        content = {"sections": {"miksi": WORD}}
        services.open_plan(
            seat, title=f"Suunnitelma {n}", content=content, language="fi", origin="", by=person
        )


def revise_plan(person, n):
    """Save a plan anew."""
    if plan := pick(_plans(person), n):
        base = plan.revision_number
        services.revise_plan(
            plan, title=f"Suunnitelma {base}", content={"sections": {"miksi": f"{WORD} {base}"}},
            stage=plan.stage, base_number=base, token=None, by=person,
        )  # fmt: skip


def add_to_plan(person, n):
    """Attach a file, tell how it goes, or take the newest of either back."""
    plan = pick(_plans(person), n // 4)
    if plan is None:
        return
    if n % 4 == 0:
        data = f"{WORD} {n}".encode()
        services.copy_attachment(
            plan, source_file=ContentFile(data), name=f"{WORD}-{n}.png", content_type="image/png",
            size=len(data), sha256=hashlib.sha256(data).hexdigest(), by=person,
        )  # fmt: skip
    elif n % 4 == 1:
        services.add_progress_update(plan, text=WORD, token=uuid.uuid4(), by=person)
    elif n % 4 == 2:
        if update := ProgressUpdate.objects.filter(plan=plan, removed_at=None).first():
            services.remove_progress_update(update, by=person)
    elif file := Attachment.objects.editable_by(person).filter(plan=plan).last():
        services.remove_attachment(file, by=person)


def change_audience(person, n):
    """Widen or narrow a plan."""
    if plan := pick(_plans(person), n // 3):
        services.change_audience(
            plan, audience=AUDIENCES[n % 3], receivers=peers_of(plan.participation, n), by=person
        )


def offer_plan(person, n):
    """Offer a plan to the round or to partners, or give them its version of today."""
    plan = pick(_plans(person), n // 3)
    if plan is None:
        return
    receivers = peers_of(plan.participation, n)
    if n % 3 == 0 and receivers:
        services.give_version(plan, receivers=receivers, by=person)
    else:
        receivers = receivers if n % 3 == 1 else []
        services.offer_plan(plan, questions=[WORD], not_about="", receivers=receivers, by=person)


def choose_archive(person, n):
    """Hide, keep or open a plan after its round."""
    if plan := pick(Plan.objects.archivable_by(person).order_by("created_at"), n // 3):
        archive = Plan.Archive.values[n % 3]
        services.choose_archive(plan, archive=archive, base=archive_mark(plan), by=person)


def _plans(person):
    return Plan.objects.editable_by(person).order_by("created_at")


def draft_advice(person, n):
    """Begin advice on another museum's plan that one may open."""
    plans = Plan.objects.visible_to(person).exclude(pk__in=Plan.objects.owned_by(person))
    plan = pick(plans.order_by("created_at"), n)
    if plan is None:
        return
    seats = seats_of(person).filter(round=plan.participation.round_id)
    if seat := pick(seats.order_by("joined_at"), n):
        services.draft_advice(
            plan, revision=PlanRevision.objects.read_by(person).get(plan=plan), giver=seat,
            kind="question", goal="", text=WORD, language="fi", token=None, by=person,
        )  # fmt: skip


def give_advice(person, n):
    """Give a draft of one's museum."""
    if advice := pick(Advice.objects.editable_by(person).order_by("created_at"), n):
        services.give_advice(advice, by=person)


def answer_advice(person, n):
    """Answer advice, or make a promise from it."""
    advice = pick(Advice.objects.answerable_by(person).order_by("created_at"), n // 2)
    if advice is None:
        return
    if n % 2:
        services.answer_advice(
            advice, kind="try", text=f"{WORD} {n}", has_thanks=True, language="fi", by=person
        )
    else:
        day = timezone.localdate() + dt.timedelta(days=20 + n)
        services.promise_step(advice, who=str(person), what=WORD, due_on=day, by=person)


def share_advice(person, n):
    """Give a museum's word that the round may read an exchange, or take it back."""
    given = Advice.objects.visible_to(person).filter(given_at__isnull=False)
    advice = pick(given.order_by("created_at"), n // 4)
    if advice is None:
        return
    sides = {advice.giver_id, advice.plan.participation_id}
    if seat := seats_of(person).filter(pk__in=sides).first():
        if n % 4:
            services.share_advice(advice, seat=seat, by=person)
        else:
            services.unshare_advice(advice, by=person)


STEPS = [
    open_plan,
    revise_plan,
    add_to_plan,
    change_audience,
    offer_plan,
    choose_archive,
    draft_advice,
    give_advice,
    answer_advice,
    share_advice,
]
