"""Who may know of, read, change and answer advice. The table is the rule."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from knowledge import services
from knowledge.models import Advice, Answer, NextStep, SparringRequest
from tests.factories.accounts import sign_in
from tests.factories.knowledge import member_in

from .test_confidentiality import IN_WORKSPACE, MATRIX, SIGN_IN, ask, bytes_of, enter

# Answers to: the form of advice, its answer, its promise, its sharing.
HIDDEN = (404,) * 4
DRAFT = (200, 403, 403, 403)
OWNER = (403, 200, 200, 200)
GIVER = (403, 403, 403, 200)
READER = (403, 403, 403, 403)
DOOR = (302,) * 4

PIECES = ["draft", "given", "shared", "given to partners' plan", "closed", "closed shared"]
ROWS = {
    "a stranger": (DOOR,) * 6,
    "an owner": (HIDDEN, OWNER, OWNER, OWNER, HIDDEN, HIDDEN),
    "an owner's contact": (HIDDEN, OWNER, OWNER, OWNER, HIDDEN, HIDDEN),
    "a peer": (DRAFT, GIVER, GIVER, HIDDEN, HIDDEN, HIDDEN),
    "a partner": (HIDDEN, HIDDEN, READER, GIVER, HIDDEN, HIDDEN),
    "a closed round's owner": (HIDDEN, HIDDEN, HIDDEN, HIDDEN, READER, READER),
    "a closed round's peer": (HIDDEN, HIDDEN, HIDDEN, HIDDEN, READER, READER),
    "a coordinator": (HIDDEN, HIDDEN, READER, HIDDEN, HIDDEN, HIDDEN),
    "a facilitator": (HIDDEN, HIDDEN, READER, HIDDEN, HIDDEN, HIDDEN),
    "an inactive owner": (DOOR,) * 6,
}
NAMES = ["advice_update", "advice_answer", "advice_promise", "advice_share"]


def expected(who):
    """Return a person's row; who is not in the table knows of nothing."""
    return ROWS.get(who, (HIDDEN,) * 6)


@pytest.fixture
def pieces(world, people):
    """Return advice by name; its words are ``sana0q`` to ``sana5q``, the answer's ``vastaus…``."""
    plans, seats = world.plans, world.seats
    givers = {
        "draft": ("round", "peer"),
        "given": ("round", "peer"),
        "shared": ("round", "peer"),
        "given to partners' plan": ("partners", "partner"),
        "closed": ("closed round", "closed peer"),
        "closed shared": ("closed round", "closed peer"),
    }
    made = {}
    for number, name in enumerate(PIECES):
        plan, giver = plans[givers[name][0]], seats[givers[name][1]]
        now = timezone.now() - dt.timedelta(days=60)
        shared = now if "shared" in name else None
        made[name] = Advice.objects.create(
            plan=plan,
            revision=plan.revisions.first(),
            giver=giver,
            kind=Advice.Kind.QUESTION,
            text=f"sana{number}q",
            language="fi",
            given_at=None if name == "draft" else now,
            giver_shared_at=shared,
            owner_shared_at=shared,
        )
        if name != "draft":
            Answer.objects.create(
                advice=made[name], kind=Answer.Kind.TRY, text=f"vastaus{number}q", language="fi"
            )
            NextStep.objects.create(
                plan=plan,
                advice=made[name],
                who="Aila",
                what=f"lupaus{number}q",
                due_on=timezone.localdate(),
            )
    return made


def rows():
    """Return all that is kept of sparring."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (Advice, Answer, NextStep, SparringRequest)
    ]


@pytest.mark.parametrize("who", MATRIX)
@pytest.mark.parametrize("method", ["get", "head", "post", "put"])
def test_advice_follows_the_table_and_hidden_advice_answers_as_none(
    client, pieces, people, who, method
):
    enter(client, people, who)
    before = rows()
    # Sharing is one click; it has tests of its own.
    names = NAMES[:3] if method == "post" else NAMES
    missing = [
        bytes_of(ask(client, method, reverse(f"knowledge:{name}", args=[uuid.uuid4()])))
        for name in names
    ]

    answers, told = [], []
    for piece in PIECES:
        row = []
        for name, nothing in zip(names, missing, strict=True):
            response = ask(client, method, reverse(f"knowledge:{name}", args=[pieces[piece].pk]))
            row.append(response.status_code)
            if response.status_code == 404 and bytes_of(response) != nothing:
                told.append((piece, name))
        answers.append(tuple(row))

    if method != "put":
        assert tuple(answers) == tuple(row[: len(names)] for row in expected(who))
    assert told == []
    assert rows() == before


@pytest.mark.parametrize("who", MATRIX)
def test_pages_hold_the_words_of_exactly_what_may_be_read(client, world, pieces, people, who):
    enter(client, people, who)
    pages = [plan.get_absolute_url() for plan in world.plans.values()]
    pages += [reverse("knowledge:workspace"), reverse("knowledge:plan_list")]

    text = "".join(client.get(page, follow=True).text for page in pages)

    known = {number for number, row in enumerate(expected(who)) if row not in (HIDDEN, DOOR)}
    for word in ("sana", "vastaus", "lupaus"):
        found = {number for number in range(6) if f"{word}{number}q" in text}
        assert found == (known if word == "sana" else known - {0})


@pytest.mark.parametrize("who", MATRIX)
def test_offering_and_advising_are_for_owner_and_peers(client, world, pieces, people, who):
    enter(client, people, who)
    answers = [
        ask(client, "get", reverse(f"knowledge:{name}", args=[world.plans[plan].pk])).status_code
        for plan in ("museum", "partners", "round", "closed round")
        for name in ("plan_offer", "plan_advise")
    ]

    owner, peer, nothing = (200, 403), (403, 200), (404, 404)
    table = {
        "an owner": owner * 3 + nothing,
        "an owner's contact": owner * 3 + nothing,
        "a peer": nothing * 2 + peer + nothing,
        "a partner": nothing + peer * 2 + nothing,
        "a closed round's owner": nothing * 3 + (403, 403),
        "a closed round's peer": nothing * 3 + (403, 403),
        "a coordinator": nothing * 2 + (403, 403) + nothing,
        "a facilitator": nothing * 2 + (403, 403) + nothing,
    }
    default = (302,) * 8 if MATRIX[who][0] == SIGN_IN else nothing * 4
    assert tuple(answers) == table.get(who, default)


def test_a_promise_is_marked_by_its_own_museum_only(client, pieces, people):
    step = pieces["shared"].next_step
    address = reverse("knowledge:next_step_done", args=[step.pk])

    answers = {}
    for who in [who for who in MATRIX if who in IN_WORKSPACE and "owner" not in who]:
        sign_in(client, people[who])
        answers[who] = client.post(address).status_code

    assert {who for who, status in answers.items() if status == 403} == {
        "a peer",
        "a partner",
        "a coordinator",
        "a facilitator",
    }
    assert set(answers.values()) == {403, 404}
    step.refresh_from_db()
    assert step.done_at is None
    sign_in(client, people["an owner"])
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 302


def test_a_coordinator_sees_counts_and_no_word(client, world, pieces, people):
    sign_in(client, people["a coordinator"])

    text = client.get(world.plans["partners"].get_absolute_url()).text

    assert "Vastattu sparraus: 1" in text
    assert "sana3q" not in text


def test_questions_are_read_by_whom_they_are_for(client, world, people):
    plan, partner = world.plans["partners"], world.seats["partner"]
    services.offer_plan(
        plan, questions=["kysymysq"], not_about="", receivers=[partner], by=people["an owner"]
    )

    readers = {
        who
        for who, person in people.items()
        if person and SparringRequest.objects.visible_to(person).exists()
    }

    assert readers == {"an owner", "an owner's contact", "a partner"}


def test_who_leaves_loses_advice_at_once(client, world, pieces, people):
    giver, owner = people["a peer"], people["an owner"]
    assert Advice.objects.visible_to(giver).count() == 3
    world.seats["peer"].left_at = timezone.now()
    world.seats["peer"].save()

    assert Advice.objects.visible_to(giver).count() == 0
    assert Advice.objects.visible_to(people["a partner"]).count() == 1
    assert Advice.objects.visible_to(owner).count() == 3
    owner.memberships.update(ended_at=timezone.now())
    assert Advice.objects.visible_to(owner).count() == 0


def test_a_plan_no_longer_shown_takes_its_shared_exchanges_along(world, pieces, people):
    services.change_audience(world.plans["round"], audience="museum", by=people["an owner"])

    for who in ("a peer", "a partner", "a coordinator"):
        assert not Advice.objects.visible_to(people[who]).filter(plan=world.plans["round"]).exists()


def test_who_comes_to_a_closed_round_late_reads_nothing_new(world, pieces):
    late = member_in(world.seats["closed peer"], started_at=timezone.now())

    assert list(Advice.objects.visible_to(late)) == []


def test_names_hold_no_content(pieces):
    advice = pieces["given"]

    assert "q" not in f"{advice} {advice.answer} {advice.next_step}".replace("request", "")
