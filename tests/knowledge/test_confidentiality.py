"""Who may know of, read and change a plan. The table is the rule."""

import itertools
import re
import uuid

import pytest
from django.urls import reverse

from knowledge.models import Attachment, Plan, PlanRevision
from tests.answers import release
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
OUTSIDERS = ["a reviewer", "an editor", "a superuser", "an ex-member"]


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


def contents():
    """Return all that plans say and who may open them, as it is stored."""
    return (
        list(PlanRevision.objects.order_by("pk").values()),
        list(Plan.objects.order_by("pk").values()),
        set(Attachment.objects.values_list("pk", flat=True)),
    )


def bytes_of(response):
    """Return all that an answer tells: its status, headers and body, less the nonce."""
    nonce = re.compile(r"nonce-[^']+")
    headers = {name: nonce.sub("nonce", value) for name, value in response.items()}
    return response.status_code, headers, response.content


def ask(client, method, address):
    """Return the answer to a request; a file that it carries is closed."""
    response = getattr(client, method)(address)
    release(response)
    return response


@pytest.mark.parametrize("who", MATRIX)
@pytest.mark.parametrize("method", ["get", "post"])
def test_pages_follow_the_matrix_and_a_hidden_one_answers_as_none(
    client, world, people, who, method
):
    enter(client, people, who)
    before = contents()
    missing = [bytes_of(ask(client, method, address)) for address in missing_addresses()]

    responses = {
        name: [ask(client, method, address) for address in addresses(world.plans[name])]
        for name in PLANS
    }

    answers = tuple(tuple(r.status_code for r in responses[name]) for name in PLANS)
    assert answers == MATRIX[who]
    told = [
        (name, response.request["PATH_INFO"])
        for name in PLANS
        for response, nothing in zip(responses[name], missing, strict=True)
        if response.status_code == 404 and bytes_of(response) != nothing
    ]
    assert told == []
    assert contents() == before


@pytest.mark.parametrize("who", MATRIX)
def test_no_other_verb_changes_or_tells_anything(client, world, people, who):
    """Each page gets each verb from each person; the verbs are dealt out over the plans."""
    before = contents()
    enter(client, people, who)
    verbs = itertools.cycle(["head", "put", "patch", "delete", "options"])

    answers, told = [], []
    for name in PLANS:
        plan, row = world.plans[name], []
        next(verbs)
        for address, missing in zip(addresses(plan), missing_addresses(), strict=True):
            verb = next(verbs)
            response = ask(client, verb, address)
            row.append(response.status_code)
            if response.status_code == 404:
                nothing = ask(client, verb, missing)
                told += [(verb, address)] if bytes_of(response) != bytes_of(nothing) else []
            elif response.status_code == 403 and plan.title in response.text:
                told.append((verb, address))
        answers.append(tuple(row))

    assert tuple(answers) == MATRIX[who]
    assert told == []
    assert contents() == before


@pytest.mark.parametrize("who", MATRIX)
def test_a_file_is_removed_only_by_who_may_change_its_plan(client, world, people, who):
    enter(client, people, who)
    expected = {200: 302, 403: 403, 404: 404, 302: 302}

    for name, row in zip(PLANS, MATRIX[who], strict=True):
        attachment = world.plans[name].attachments.get()
        response = client.post(reverse("knowledge:attachment_remove", args=[attachment.pk]))
        # Who sees no file of a plan knows of none.
        answer = row[3] if row[6] != 404 else 404
        assert (name, response.status_code) == (name, expected[answer])

    kept = set(Attachment.objects.values_list("plan", flat=True))
    removable = {world.plans[n].pk for n, row in zip(PLANS, MATRIX[who], strict=True) if row == ALL}
    assert kept == {plan.pk for plan in world.plans.values()} - removable


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
def test_search_finds_only_what_can_be_opened(client, world, people, who):
    sign_in(client, people[who])
    nothing = client.get(reverse("knowledge:plan_list"), {"q": "zzzzz"}).text

    for name, answers in zip(PLANS, MATRIX[who], strict=True):
        title = world.plans[name].title
        response = client.get(reverse("knowledge:plan_list"), {"q": title})

        found = [revision.plan_id for revision, _audience in response.context["rows"]]
        # A partner's version has an earlier title, so the later one finds nothing.
        assert (world.plans[name].pk in found) == (answers in READABLE - {VERSION})
        if answers in (NONE, VERSION):
            assert response.text.replace(title, "zzzzz") == nothing


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


@pytest.mark.parametrize("who", OUTSIDERS)
@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_an_outsider_sees_no_difference_between_workspace_and_nothing(
    client, world, people, who, method
):
    sign_in(client, people[who])
    home = reverse("knowledge:workspace")
    nothing = bytes_of(ask(client, method, f"{home}ei-ole/"))
    pages = [
        home,
        reverse("knowledge:plan_list"),
        reverse("knowledge:museum_list"),
        reverse("knowledge:promise", args=[world.running.pk]),
        reverse("knowledge:promise", args=[uuid.uuid4()]),
        *addresses(world.plans["round"])[:6],
        *missing_addresses()[:6],
        f"{reverse('knowledge:plan_list')}ei-ole/",
    ]

    assert nothing[0] == 404
    assert [page for page in pages if bytes_of(ask(client, method, page)) != nothing] == []


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
        assert "no-store" in ask(client, "get", address).headers["Cache-Control"]


def test_a_foreign_museum_or_round_in_the_filter_is_as_unknown_as_none(client, world, people):
    sign_in(client, people["a peer"])
    foreign = {"museum": world.seats["elsewhere"].museum_id, "round": world.other.pk}

    for name, known in foreign.items():
        answers = {}
        for value in [known, uuid.uuid4()]:
            response = client.get(reverse("knowledge:plan_list"), {name: value})
            assert name in response.context["form"].errors
            answers[value] = response.text.replace(str(value), "")
        assert len(set(answers.values())) == 1


def test_names_of_confidential_models_hold_no_content(world):
    plan = world.plans["round"]

    names = [str(plan), str(plan.revisions.get()), str(plan.attachments.get())]

    assert [plan.title in name or "Pöytäkirja" in name for name in names] == [False] * 3
