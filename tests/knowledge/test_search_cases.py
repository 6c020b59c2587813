"""The project's own test set of the search: the same answers on SQLite and PostgreSQL."""

import csv
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from cms.uploads import DOCUMENTS
from knowledge.models import Advice, MemoRevision, Offer, SparringRequest
from knowledge.search.finding import find
from knowledge.search.index import rebuild
from tests.documents import docx, odt, pdf
from tests.factories.accounts import MuseumFactory
from tests.factories.knowledge import (
    AttachmentFactory,
    MeetingFactory,
    ParticipationFactory,
    PlanFactory,
    RoundFactory,
    member_in,
)

HERE = Path(__file__).parent
MAKERS = {"odt": odt, "docx": docx, "pdf": pdf}


def rows(name):
    """Return the rows of a list beside this file."""
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def put(row, seat, *, plans):
    """Make one document of the list and return it."""
    if row["kind"] == "plan":
        content = {"sections": {"miksi": row["text"]}}
        plan = PlanFactory(participation=seat, title=row["title"], shared=True, content=content)
        plans.append(plan)
        return plan.revisions.get()
    if row["kind"] == "advice":
        plan = next(plan for plan in plans if plan.participation != seat)
        return Advice.objects.create(
            plan=plan,
            revision=plan.revisions.get(),
            giver=seat,
            kind="question",
            text=row["text"],
            language="fi",
        )
    if row["kind"] == "offer":
        return Offer.objects.create(participation=seat, kind="offer", text=row["text"])
    if row["kind"] == "question":
        return put_question(row, next(plan for plan in plans if plan.participation == seat))
    if row["kind"] in {"meeting", "memo"}:
        return put_meeting(row, seat)
    if row["kind"] == "file":
        kind = row["title"].rpartition(".")[2]
        plan = next(plan for plan in plans if plan.participation == seat)
        attachment = AttachmentFactory(plan=plan, name=row["title"], content_type=DOCUMENTS[kind])
        attachment.file.save("x", ContentFile(MAKERS[kind](row["text"])))
        attachment.file.close()
        return attachment
    return named(member_in(seat), row["title"]).memberships.get()


def put_question(row, plan):
    """Offer a plan to its round; the title column says what it is not about."""
    return SparringRequest.objects.create(
        plan=plan,
        revision=plan.revisions.get(),
        questions=row["text"].split(" | "),
        not_about=row["title"],
        is_for_round=True,
    )


def put_meeting(row, seat):
    """Make a meeting with a place and programme, or one with a memo; return it."""
    meeting = MeetingFactory(round=seat.round, host=seat, title=row["title"])
    if row["kind"] == "memo":
        MemoRevision.objects.create(meeting=meeting, number=1, text=row["text"], language="fi")
    else:
        meeting.place, *items = row["text"].split(" | ")
        meeting.agenda = [{"day": "2026-11-25", "time": "", "what": what} for what in items]
        meeting.save()
    return meeting


def named(user, name):
    """Give a person a name, and return the person."""
    user.first_name, user.last_name = name.split()
    user.save()
    return user


@pytest.fixture
def searched(db):
    """Return the searching person and what their search finds: ids of the list."""
    round, plans, names = RoundFactory(), [], {}
    documents = rows("search_documents.csv")
    seats = {
        name: ParticipationFactory(round=round, museum=MuseumFactory(name=name))
        for name in dict.fromkeys(row["museum"] for row in documents)
    }
    for row in documents:
        names[put(row, seats[row["museum"]], plans=plans).pk] = row["id"]
    shared = timezone.now()
    Advice.objects.update(given_at=shared, giver_shared_at=shared, owner_shared_at=shared)
    user = named(member_in(seats["Kuunjoki"]), "Etsijä Zz")
    rebuild()
    return user, names


def test_each_word_of_the_test_set_finds_what_it_should(searched):
    user, names = searched
    cases = rows("search_cases.csv")

    wrong = {}
    for case in cases:
        found = {names.get(pk) for pk in ids_of(find(user, case["query"]))} - {None}
        if found != set(case["found"].split()):
            wrong[case["query"]] = sorted(found)

    assert len(cases) > 100
    assert wrong == {}


def ids_of(findings):
    """Return the ids of the rows that were found, in order."""
    return [hit.pk for hit in findings.hits]
