"""Who reads a plan after its round, by what its museum chose. The table is the rule."""

import itertools

import pytest
from django.urls import reverse

from knowledge.audiences import audiences_of
from knowledge.models import (
    Advice,
    Attachment,
    Plan,
    PlanRevision,
    ProgressUpdate,
    SparringRequest,
)
from knowledge.search.finding import find
from knowledge.search.index import rebuild
from tests.answers import release
from tests.factories.accounts import MuseumFactory, sign_in
from tests.factories.knowledge import ParticipationFactory, PromiseAcceptanceFactory

from .archived import (
    MATRIX,
    NONE,
    OUTLINE,
    PLANS,
    TEXT,
    VERSION,
    WHOLE,
    archived_world,
    days_ago,
)
from .test_confidentiality import bytes_of
from .test_crawl import crawl

# One of each row that differs.
SOME = [
    "owner",
    "partner",
    "late joiner",
    "coordinator",
    "later member",
    "later of a round ended before",
]


@pytest.fixture
def world(db):
    """Return an ended round's plans and people by name."""
    return archived_world()


def read(world, who):
    """Return what a person reads of each plan, by the rules of sight alone."""
    person = world.people[who]
    revisions = dict(PlanRevision.objects.read_by(person).values_list("plan", "number"))
    wholly = set(Plan.objects.wholly_visible_to(person).values_list("pk", flat=True))
    files = set(Attachment.objects.visible_to(person).values_list("plan", flat=True))
    updates = set(ProgressUpdate.objects.visible_to(person).values_list("plan", flat=True))
    advice = set(Advice.objects.visible_to(person).values_list("plan", flat=True))
    asked = set(SparringRequest.objects.visible_to(person).values_list("plan", flat=True))
    visible = set(Plan.objects.visible_to(person).values_list("pk", flat=True))
    outlined = set(Plan.objects.outlined_to(person).values_list("pk", flat=True))
    assert visible == set(revisions)
    assert wholly == files == updates
    assert asked == wholly
    assert advice <= wholly
    found = {}
    for name, plan in world.plans.items():
        kind = OUTLINE if plan.pk in outlined else NONE
        if plan.pk in visible:
            kind = WHOLE if plan.pk in wholly else TEXT
            kind = VERSION if revisions[plan.pk] == 1 else kind
        found[name] = kind
    return tuple(found[name] for name in PLANS)


def test_each_reads_what_the_museum_chose(world):
    assert {who: read(world, who) for who in MATRIX} == MATRIX


@pytest.mark.parametrize("who", SOME)
def test_pages_answer_by_the_same_table_and_hidden_as_missing(client, world, who):
    sign_in(client, world.people[who])
    missing = "00000000-0000-4000-8000-000000000000"
    codes = {WHOLE: 200, TEXT: 200, VERSION: 200, OUTLINE: 200, NONE: 404}

    for name, kind in zip(PLANS, MATRIX[who], strict=True):
        plan = world.plans[name]
        pages = {
            f"plan_{page}": client.get(reverse(f"knowledge:plan_{page}", args=[plan.pk]))
            for page in ["detail", "archive", "update", "audience", "attachments", "advise"]
        }
        seen = kind not in (NONE, OUTLINE)
        may_choose = who == "owner" and plan.participation != world.gone
        codes_now = {page: answer.status_code for page, answer in pages.items()}
        assert codes_now == {
            "plan_detail": codes[kind],
            "plan_archive": 200 if may_choose else 403 if seen else 404,
            "plan_update": 403 if seen else 404,
            "plan_audience": 403 if seen else 404,
            "plan_attachments": 403 if seen else 404,
            "plan_advise": 403 if seen else 404,
        }, name
        for page, answer in pages.items():
            if answer.status_code == 404:
                nothing = client.get(reverse(f"knowledge:{page}", args=[missing]))
                assert bytes_of(answer) == bytes_of(nothing), (name, page)
        file = client.get(reverse("knowledge:attachment", args=[plan.attachments.get().pk]))
        release(file)
        assert file.status_code == (200 if kind == WHOLE else 404), name
        history = client.get(reverse("knowledge:plan_revision_list", args=[plan.pk]))
        assert history.status_code == (200 if who == "owner" else 404), name


def words_of(number, kind, is_own):
    """Return the planted words that a person may meet, by what they read."""
    words = {
        NONE: [],
        OUTLINE: ["otsikko"],
        TEXT: ["otsikko", "teksti"],
        VERSION: ["vanha"],
        WHOLE: ["otsikko", "teksti", "liite", "kysymys", "neuvo", "tilanne"],
    }[kind]
    return {f"{word}{number}q" for word in [*words, *(["vanha"] if is_own else [])]}


@pytest.mark.parametrize("who", ["owner", "coordinator", "later member"])
def test_no_link_tells_more_than_the_table(client, world, who):
    sign_in(client, world.people[who])
    starts = [reverse("knowledge:workspace"), reverse("knowledge:plan_list")]
    starts += [f"{start}?round={world.ended.pk}" for start in starts]
    starts += [plan.get_absolute_url() for plan in world.plans.values()]

    told = {}
    for address, _response, body in crawl(client, starts):
        for number in range(len(PLANS)):
            for word in ("otsikko", "teksti", "vanha", "liite", "kysymys", "neuvo", "tilanne"):
                if f"{word}{number}q" in body:
                    told.setdefault(f"{word}{number}q", address)

    allowed = set().union(
        *(words_of(number, kind, who == "owner") for number, kind in enumerate(MATRIX[who]))
    )
    assert {word: address for word, address in told.items() if word not in allowed} == {}
    assert {word for word in allowed if "otsikko" in word} <= set(told)


def test_search_finds_by_the_same_table(world):
    rebuild()

    for who, number in itertools.product(SOME, range(len(PLANS))):
        kind, person = MATRIX[who][number], world.people[who]
        found = {
            word: len(find(person, f"{word}{number}q").hits)
            for word in ("teksti", "liite", "kysymys", "neuvo", "tilanne")
        }
        advice = found.pop("neuvo")
        whole = kind == WHOLE
        expected = {"teksti": whole or kind == TEXT, "liite": whole, "kysymys": whole}
        assert found == expected | {"tilanne": whole}, (who, PLANS[number])
        assert advice <= whole, (who, PLANS[number])


def test_the_strip_names_exactly_those_who_can_open_it(world):
    audiences = audiences_of(
        list(Plan.objects.select_related("participation__museum", "participation__round"))
    )

    told = {
        name: {
            who
            for who, person in world.people.items()
            if person in audiences[plan.pk].people | set(audiences[plan.pk].helpers)
        }
        for name, plan in world.plans.items()
    }
    rows = {who: dict(zip(PLANS, row, strict=True)) for who, row in MATRIX.items()}
    assert told == {
        name: {who for who in MATRIX if rows[who][name] in (TEXT, WHOLE, VERSION)} for name in PLANS
    }


def test_people_of_other_rounds_are_named_to_the_own_museum_only(client, world):
    address = world.plans["open museum"].get_absolute_url()
    names = {str(world.people[who]) for who in ("peer", "later facilitator")}
    told = {}

    for who in ("owner", "peer", "later member"):
        sign_in(client, world.people[who])
        text = client.get(address).text
        told[who] = {name for name in names - {str(world.people[who])} if name in text}

    assert told == {"owner": names, "peer": set(), "later member": set()}


@pytest.mark.parametrize("who", ["later member", "member of an earlier round"])
def test_the_list_is_narrowed_to_rounds_one_may_know(client, world, who):
    sign_in(client, world.people[who])
    rows = dict(zip(PLANS, MATRIX[who], strict=True))
    opened = {world.plans[name].pk for name, kind in rows.items() if kind == TEXT}

    page = client.get(reverse("knowledge:plan_list"), {"round": world.ended.pk})

    if not opened:
        assert "round" in page.context["form"].errors
    assert {revision.plan_id for revision, _audience in page.context["rows"]} == opened


def test_a_person_of_two_rounds_reads_each_plan_once(world):
    person = world.people["partner"]
    seat = ParticipationFactory(round=world.later, museum=MuseumFactory())
    person.memberships.create(museum=seat.museum, started_at=days_ago(3))
    PromiseAcceptanceFactory(user=person, round=world.later)

    plans = list(PlanRevision.objects.read_by(person).values_list("plan", flat=True))

    assert len(plans) == len(set(plans))
    assert read(world, "partner") == MATRIX["partner"]
