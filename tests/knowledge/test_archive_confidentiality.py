"""Who reads a plan after its round, by what its museum chose. The table is the rule."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

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
from tests.factories.knowledge import (
    AttachmentFactory,
    GivenVersionFactory,
    ParticipationFactory,
    PlanFactory,
    PlanRevisionFactory,
    PromiseAcceptanceFactory,
    RoundFactory,
    coordinator_of,
    member_in,
)

from .test_confidentiality import bytes_of
from .test_crawl import crawl

# What is read: the latest text only, all of it, an earlier version, title and stage, nothing.
TEXT, WHOLE, VERSION, OUTLINE, NONE = "text", "whole", "version", "outline", "none"
PLANS = [
    "kept museum",
    "kept lent",
    "kept round",
    "hidden lent",
    "hidden round",
    "open museum",
    "open lent",
    "open round",
    "open left",
]
NOTHING = (NONE,) * 9
LATER = (NONE,) * 5 + (TEXT, TEXT, TEXT, NONE)
MATRIX = {
    "owner": (WHOLE,) * 9,
    "owner without promise": NOTHING,
    "peer": (NONE, NONE, WHOLE, NONE, NONE, TEXT, TEXT, WHOLE, NONE),
    "partner": (NONE, VERSION, WHOLE, NONE, NONE, TEXT, TEXT, WHOLE, NONE),
    "late joiner": NOTHING,
    "facilitator": (NONE, NONE, WHOLE, NONE, NONE, TEXT, TEXT, WHOLE, NONE),
    "coordinator": (OUTLINE, OUTLINE, WHOLE, NONE, NONE, TEXT, TEXT, WHOLE, OUTLINE),
    "later member": LATER,
    "later facilitator": LATER,
    "later without promise": NOTHING,
    "later of a round that has ended since": LATER,
    "later of a round ended before": NOTHING,
    "later of a museum that left": NOTHING,
    "later after its end": NOTHING,
    "member of an earlier round": NOTHING,
    "ex-member of a later round": NOTHING,
}


def days_ago(days):
    """Return a moment so many days ago."""
    return timezone.now() - dt.timedelta(days=days)


@pytest.fixture
def world(db):
    """Return an ended round's plans by name, a person of each kind, and the rounds.

    The plans were archived ten days ago; words of each occur nowhere else.
    """
    today = timezone.localdate()
    ended = RoundFactory(ended=True, starts_on=today - dt.timedelta(days=300))
    later = RoundFactory(starts_on=today - dt.timedelta(days=20))
    since = RoundFactory(starts_on=today - dt.timedelta(days=25), ended_at=days_ago(1))
    before = RoundFactory(starts_on=today - dt.timedelta(days=290), ended_at=days_ago(11))
    earlier = RoundFactory(starts_on=today - dt.timedelta(days=301))
    owner, peer, partner = (ParticipationFactory(round=ended) for _seat in range(3))
    gone = ParticipationFactory(round=ended)
    plans = {}
    for number, name in enumerate(PLANS):
        archive, audience = name.split()
        kind = {"museum": "museum", "lent": "partners"}.get(audience, "round")
        if audience == "left":
            kind = "museum"
        plan = PlanFactory(
            participation=gone if audience == "left" else owner,
            title=f"otsikko{number}q",
            audience=kind,
            archive=archive.replace("kept", "keep"),
            archived_at=days_ago(10),
        )
        AttachmentFactory(plan=plan, name=f"liite{number}q.odt")
        plan.revisions.update(title=f"vanha{number}q", words=f"vanha{number}q")
        if audience == "lent":
            GivenVersionFactory(plan=plan, receiver=partner)
        PlanRevisionFactory(
            plan=plan, number=2, content={"sections": {"miksi": f"teksti{number}q"}}
        )
        Plan.objects.filter(pk=plan.pk).update(revision_number=2)
        plan.refresh_from_db()
        _spar(plan, number)
        plans[name] = plan
    people = _people(ended, later, since, before, earlier, owner, peer, partner)
    people["owner"].memberships.create(museum=gone.museum, started_at=days_ago(180))
    gone.left_at = days_ago(5)
    gone.save()
    return SimpleNamespace(ended=ended, later=later, plans=plans, people=people, gone=gone)


def _spar(plan, number):
    """Add what hangs on a plan and is never opened with it."""
    giver = ParticipationFactory(round=plan.participation.round)
    revision = plan.revisions.get(number=2)
    SparringRequest.objects.create(
        plan=plan, revision=revision, questions=[f"kysymys{number}q"], is_for_round=True
    )
    now = timezone.now()
    Advice.objects.create(
        plan=plan,
        revision=revision,
        giver=giver,
        kind="question",
        text=f"neuvo{number}q",
        language="fi",
        given_at=now,
        giver_shared_at=now,
        owner_shared_at=now,
    )
    ProgressUpdate.objects.create(
        plan=plan, text=f"tilanne{number}q", request_token=plan.attachments.get().pk
    )


def _people(ended, later, since, before, earlier, owner, peer, partner):
    seats = {name: ParticipationFactory(round=later) for name in ("member", "left")}
    people = {
        "owner": member_in(owner),
        "owner without promise": member_in(owner, promised=False),
        "peer": member_in(peer),
        "partner": member_in(partner),
        "late joiner": member_in(peer, started_at=days_ago(2)),
        "facilitator": coordinator_of(ended, role="facilitator"),
        "coordinator": coordinator_of(ended),
        "later member": member_in(seats["member"], started_at=days_ago(1)),
        "later facilitator": coordinator_of(later, role="facilitator"),
        "later without promise": member_in(seats["member"], promised=False),
        "later of a round that has ended since": member_in(ParticipationFactory(round=since)),
        "later of a round ended before": member_in(ParticipationFactory(round=before)),
        "later of a museum that left": member_in(seats["left"]),
        "later after its end": member_in(
            ParticipationFactory(round=since), started_at=days_ago(0.5)
        ),
        "member of an earlier round": member_in(ParticipationFactory(round=earlier)),
        "ex-member of a later round": member_in(seats["member"], ended_at=days_ago(1)),
    }
    seats["left"].left_at = days_ago(1)
    seats["left"].save()
    return people


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


@pytest.mark.parametrize("who", MATRIX)
def test_each_reads_what_the_museum_chose(world, who):
    assert read(world, who) == MATRIX[who]


@pytest.mark.parametrize("who", MATRIX)
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


@pytest.mark.parametrize(
    "who", ["owner", "peer", "coordinator", "later member", "later of a round ended before"]
)
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


@pytest.mark.parametrize("who", MATRIX)
def test_search_finds_by_the_same_table(world, who):
    rebuild()
    person = world.people[who]

    for number, kind in enumerate(MATRIX[who]):
        found = {
            word: len(find(person, f"{word}{number}q").hits)
            for word in ("teksti", "liite", "neuvo", "tilanne")
        }
        assert found["teksti"] == (kind in (TEXT, WHOLE)), PLANS[number]
        assert (found["liite"], found["tilanne"]) == (kind == WHOLE,) * 2, PLANS[number]
        assert found["neuvo"] <= (kind == WHOLE), PLANS[number]


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


@pytest.mark.parametrize("who", ["later member", "later of a round ended before"])
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
