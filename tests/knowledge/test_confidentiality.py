"""Who may know of, read and change a plan. The table is the rule."""

import re
import uuid

import pytest
from django.urls import reverse

from knowledge.models import Plan, PlanRevision
from tests.factories.accounts import sign_in

# Answers to: the plan, its form, its audience, its files' form, its revisions, its first
# revision, its file.
NONE = (404,) * 7
ALL = (200,) * 7
READ = (200, 403, 403, 403, 404, 404, 200)
VERSION = (200, 403, 403, 403, 404, 404, 404)
OUTLINE = (200, 404, 404, 404, 404, 404, 404)
HISTORY = (200, 403, 403, 403, 200, 200, 200)
SIGN_IN = (302,) * 7

PLANS = ["museum", "partners", "round", "closed museum", "closed round"]
MATRIX = {
    "a stranger": (SIGN_IN, SIGN_IN, SIGN_IN, SIGN_IN, SIGN_IN),
    "an owner": (ALL, ALL, ALL, NONE, NONE),
    "an owner's contact": (ALL, ALL, ALL, NONE, NONE),
    "an owner without promise": (NONE, NONE, NONE, NONE, NONE),
    "a peer": (NONE, NONE, READ, NONE, NONE),
    "a peer without promise": (NONE, NONE, NONE, NONE, NONE),
    "a partner": (NONE, VERSION, READ, NONE, NONE),
    "a member of another round": (NONE, NONE, NONE, NONE, NONE),
    "a closed round's owner": (NONE, NONE, NONE, HISTORY, HISTORY),
    "a closed round's peer": (NONE, NONE, NONE, NONE, READ),
    "a closed round's late joiner": (NONE, NONE, NONE, NONE, NONE),
    "an ex-member": (NONE, NONE, NONE, NONE, NONE),
    "a reviewer": (NONE, NONE, NONE, NONE, NONE),
    "a coordinator": (OUTLINE, OUTLINE, READ, NONE, NONE),
    "a facilitator": (NONE, NONE, READ, NONE, NONE),
    "an editor": (NONE, NONE, NONE, NONE, NONE),
    "a superuser": (NONE, NONE, NONE, NONE, NONE),
    "an inactive owner": (SIGN_IN, SIGN_IN, SIGN_IN, SIGN_IN, SIGN_IN),
}
READABLE = {ALL, READ, VERSION, HISTORY}
IN_WORKSPACE = {
    "an owner",
    "an owner's contact",
    "a peer",
    "a partner",
    "a member of another round",
    "a closed round's owner",
    "a closed round's peer",
    "a closed round's late joiner",
    "a coordinator",
    "a facilitator",
}
SIGNED_IN = [who for who, answers in MATRIX.items() if answers[0] != SIGN_IN]


def addresses(plan):
    """Return the addresses of a plan's pages, in the order of the answers."""
    pages = ["detail", "update", "audience", "attachments", "revision_list"]
    revision, attachment = plan.revisions.get(number=1), plan.attachments.get()
    return [
        *(reverse(f"knowledge:plan_{page}", args=[plan.pk]) for page in pages),
        reverse("knowledge:plan_revision", args=[revision.pk]),
        reverse("knowledge:attachment", args=[attachment.pk]),
    ]


def missing_addresses():
    """Return the addresses of the pages of a plan that there is not."""
    pages = ["detail", "update", "audience", "attachments", "revision_list", "revision"]
    return [
        *(reverse(f"knowledge:plan_{page}", args=[uuid.uuid4()]) for page in pages),
        reverse("knowledge:attachment", args=[uuid.uuid4()]),
    ]


def enter(client, people, who):
    """Sign a person in, unless a stranger."""
    if people[who]:
        sign_in(client, people[who])


def bytes_of(response):
    """Return all that an answer tells: its status, headers and body, less the nonce."""
    nonce = re.compile(r"nonce-[^']+")
    headers = {name: nonce.sub("nonce", value) for name, value in response.items()}
    return response.status_code, headers, response.content


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("who", MATRIX)
@pytest.mark.parametrize("method", ["get", "head"])
def test_pages_of_a_plan_follow_the_matrix(client, world, people, who, name, method):
    enter(client, people, who)

    answers = tuple(
        getattr(client, method)(address).status_code for address in addresses(world.plans[name])
    )

    assert answers == MATRIX[who][PLANS.index(name)]


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("who", MATRIX)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_no_verb_changes_what_one_may_not_change(client, world, people, who, name, method):
    answers = MATRIX[who][PLANS.index(name)]
    plan = world.plans[name]
    before = list(PlanRevision.objects.values_list("pk", flat=True))
    enter(client, people, who)

    for address, answer in list(zip(addresses(plan), answers, strict=True))[:4]:
        response = getattr(client, method)(address)
        assert response.status_code == answer
        if answer in (404, 403):
            assert plan.title not in response.text

    assert list(PlanRevision.objects.values_list("pk", flat=True)) == before
    assert Plan.objects.get(pk=plan.pk).audience == plan.audience


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("who", SIGNED_IN)
@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_a_hidden_plan_answers_as_one_that_is_not_there(client, world, people, who, name, method):
    answers = MATRIX[who][PLANS.index(name)]
    enter(client, people, who)

    for address, missing, answer in zip(
        addresses(world.plans[name]), missing_addresses(), answers, strict=True
    ):
        if answer == 404:
            hidden = bytes_of(getattr(client, method)(address))
            assert hidden == bytes_of(getattr(client, method)(missing))


@pytest.mark.parametrize("who", MATRIX)
def test_the_list_shows_exactly_what_can_be_opened(client, world, people, who):
    enter(client, people, who)
    response = client.get(reverse("knowledge:plan_list"))

    if who not in IN_WORKSPACE:
        is_stranger = MATRIX[who][0] == SIGN_IN
        is_newcomer = "without promise" in who
        assert response.status_code == (302 if is_stranger or is_newcomer else 404)
        return
    shown = {revision.plan_id for revision, _audience in response.context["rows"]}
    expected = {
        world.plans[name].pk
        for name, answers in zip(PLANS, MATRIX[who], strict=True)
        if answers in READABLE
    }
    assert shown == expected
    outlined = {plan.pk for plan in response.context["outlines"]}
    assert outlined == {
        world.plans[name].pk
        for name, answers in zip(PLANS, MATRIX[who], strict=True)
        if answers == OUTLINE
    }


@pytest.mark.parametrize("who", sorted(IN_WORKSPACE))
def test_no_page_of_the_workspace_names_what_one_may_not_know(client, world, people, who):
    titles = {name: world.plans[name].title for name in PLANS}
    sign_in(client, people[who])
    hidden = {
        titles[name]
        for name, answers in zip(PLANS, MATRIX[who], strict=True)
        if answers in (NONE, VERSION)
    }

    for page in ["workspace", "plan_list", "museum_list"]:
        text = client.get(reverse(f"knowledge:{page}"), follow=True).text
        assert {title for title in hidden if title in text} == set()


@pytest.mark.parametrize("who", sorted(IN_WORKSPACE))
@pytest.mark.parametrize("name", PLANS)
def test_search_finds_only_what_can_be_opened(client, world, people, who, name):
    answers = MATRIX[who][PLANS.index(name)]
    sign_in(client, people[who])

    response = client.get(reverse("knowledge:plan_list"), {"q": world.plans[name].title})

    found = [revision.plan_id for revision, _audience in response.context["rows"]]
    # A partner's version has an earlier title, so the later one finds nothing.
    assert (world.plans[name].pk in found) == (answers in READABLE - {VERSION})
    if answers in (NONE, VERSION):
        nothing = client.get(reverse("knowledge:plan_list"), {"q": "zzzzz"})
        assert response.text.replace(world.plans[name].title, "zzzzz") == nothing.text


@pytest.mark.parametrize("who", MATRIX)
def test_the_workspace_is_for_those_who_belong_to_a_round(client, world, people, who):
    enter(client, people, who)

    answers = {
        page: client.get(reverse(f"knowledge:{page}")).status_code
        for page in ["workspace", "museum_list", "plan_list"]
    }

    if who in IN_WORKSPACE:
        assert set(answers.values()) == {200}
    elif MATRIX[who][0] == SIGN_IN or "without promise" in who:
        assert set(answers.values()) == {302}
    else:
        assert set(answers.values()) == {404}


@pytest.mark.parametrize("who", ["a reviewer", "an editor", "a superuser", "an ex-member"])
def test_an_outsider_sees_no_difference_between_workspace_and_nothing(client, world, people, who):
    sign_in(client, people[who])
    address = reverse("knowledge:workspace")

    assert bytes_of(client.get(address)) == bytes_of(client.get(f"{address}ei-ole/"))


def test_a_partner_reads_the_version_that_was_given(client, world, people):
    sign_in(client, people["a partner"])

    text = client.get(reverse("knowledge:plan_detail", args=[world.plans["partners"].pk])).text

    assert "Annettu nimi" in text
    assert "Myöhempi nimi" not in text


def test_a_partner_learns_nothing_of_who_opened_a_plan_nor_of_its_files(client, world, people):
    sign_in(client, people["a partner"])

    response = client.get(reverse("knowledge:plan_detail", args=[world.plans["partners"].pk]))

    assert list(response.context["attachments"]) == []
    assert response.context["openings"] == []


def test_a_coordinator_sees_title_and_state_only(client, world, people):
    plan = world.plans["museum"]
    sign_in(client, people["a coordinator"])

    text = client.get(reverse("knowledge:plan_detail", args=[plan.pk])).text

    assert plan.title in text
    assert "Näyttely on vanha." not in text
    assert plan.attachments.get().name not in text


def test_private_pages_are_kept_in_no_cache(client, world, people):
    sign_in(client, people["an owner"])
    plan = world.plans["round"]

    for address in [reverse("knowledge:workspace"), *addresses(plan)]:
        assert "no-store" in client.get(address).headers["Cache-Control"]


def test_a_foreign_museum_in_the_filter_is_as_unknown_as_none(client, world, people):
    sign_in(client, people["a peer"])
    foreign = world.seats["elsewhere"].museum_id

    answers = [
        client.get(reverse("knowledge:plan_list"), {"museum": museum})
        for museum in [foreign, uuid.uuid4()]
    ]

    first, second = (
        response.text.replace(str(museum), "")
        for response, museum in zip(answers, [foreign, ""], strict=True)
    )
    assert (
        answers[0].context["form"].errors["museum"] == (answers[1].context["form"].errors["museum"])
    )
    assert len(first) == len(second)


def test_names_of_confidential_models_hold_no_content(world):
    plan = world.plans["round"]

    names = [str(plan), str(plan.revisions.get()), str(plan.attachments.get())]

    assert [plan.title in name or "Pöytäkirja" in name for name in names] == [False] * 3
