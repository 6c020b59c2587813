"""What each kind of person finds: exactly what they may see, by words they may read."""

import pytest
from django.urls import reverse
from django.utils import timezone

from knowledge import services
from knowledge.models import Advice, PlanRevision, SearchEntry
from knowledge.search.excerpts import excerpt, mark
from knowledge.search.finding import Filters, find
from knowledge.search.index import catch_up, follow, rebuild
from tests.factories.accounts import sign_in
from tests.factories.knowledge import PlanFactory, member_in, revised

from .test_confidentiality import IN_WORKSPACE, MATRIX, OUTLINE, PLANS, READABLE, VERSION
from .test_queries import MOST, add_plans, count

ADDRESS = "knowledge:search"


@pytest.fixture
def planted(world):
    """Plant a word in each plan's text, title, file's name and file; index it all.

    Return (plan, part) by word.
    """
    words = {}
    for number, (name, plan) in enumerate(world.plans.items()):
        mine = {part: f"{part}piilo{number}q" for part in ("text", "title", "file", "inside")}
        latest = plan.revisions.filter(number=plan.revision_number)
        latest.update(title=mine["title"], content={"sections": {"miksi": mine["text"]}})
        type(plan).objects.filter(pk=plan.pk).update(title=mine["title"])
        plan.attachments.update(name=f"{mine['file']}.odt")
        words |= {word: (name, part) for part, word in mine.items()}
    rebuild()
    for word, (name, part) in words.items():
        if part == "inside":
            ids = world.plans[name].attachments.values("pk")
            entries = SearchEntry.objects.filter(kind="file", object_id__in=ids)
            entry = entries.get()
            entries.update(body=word, words=f"{entry.words} {word}")
    return words


def may_find(who, name, part):
    """Whether a person may find a plan by a word in a part of it, by the matrix."""
    answers = MATRIX[who][PLANS.index(name)]
    if answers == OUTLINE:
        return part == "title"
    return answers in READABLE - {VERSION}


@pytest.mark.parametrize("who", MATRIX)
def test_a_word_finds_what_may_be_read_and_nothing_else(client, planted, people, who):
    if people[who]:
        sign_in(client, people[who])

    told = {}
    for word, (name, part) in planted.items():
        response = client.get(reverse(ADDRESS), {"q": word})
        shown = who in IN_WORKSPACE and f"<mark>{word}" in response.content.decode()
        told[name, part] = shown

    assert told == {
        (name, part): who in IN_WORKSPACE and may_find(who, name, part)
        for name, part in planted.values()
    }


@pytest.mark.parametrize("who", ["a peer", "a coordinator", "a member of another round"])
def test_a_word_of_hidden_things_is_answered_like_a_word_of_nothing(client, planted, people, who):
    sign_in(client, people[who])
    hidden = next(w for w, (name, part) in planted.items() if (name, part) == ("museum", "text"))

    answers = [
        client.get(reverse(ADDRESS), {"q": word}).content.decode().replace(word, "")
        for word in (hidden, "zzzpiilo77qx", f"{hidden[:-1]}x")
    ]

    assert answers[0] == answers[1] == answers[2]


def test_a_partner_finds_the_version_they_hold_and_not_what_came_later(world, people):
    plan = world.plans["partners"]
    PlanRevision.objects.filter(plan=plan, number=1).update(
        content={"sections": {"miksi": "annettusana"}}
    )
    revised(plan, title="Viimeinen", content={"sections": {"miksi": "salaisuusuusi"}})
    rebuild()
    partner = people["a partner"]

    assert [hit.card.title for hit in find(partner, "annettusana").hits] == ["Annettu nimi"]
    assert find(partner, "salaisuusuusi").hits == []
    assert find(partner, "Viimeinen").hits == []
    assert [hit.card.title for hit in find(people["an owner"], "salaisuusuusi").hits] == [
        "Viimeinen"
    ]


def test_rights_are_asked_when_a_person_searches_not_when_the_index_is_made(world, people):
    peer = people["a peer"]
    rebuild()
    assert len(find(peer, "Kävijät äänessä").hits) == 1

    services.change_audience(world.plans["round"], audience="museum", by=people["an owner"])

    assert find(peer, "Kävijät äänessä").hits == []
    peer.memberships.update(ended_at=timezone.now())
    assert find(peer, "Kuunjoki").hits == []


def test_changed_advice_is_found_by_its_new_words_only(
    world, people, django_capture_on_commit_callbacks
):
    giver = people["a peer"]
    plan = world.plans["round"]
    with django_capture_on_commit_callbacks(execute=True):
        advice = services.draft_advice(
            plan,
            revision=plan.revisions.first(),
            giver=world.seats["peer"],
            kind="question",
            goal="",
            text="Ensimmäinen luonnossana",
            language="fi",
            token=None,
            by=giver,
        )
    assert len(find(giver, "luonnossana").hits) == 1
    assert find(people["an owner"], "luonnossana").hits == []

    services.revise_advice(advice, kind="question", goal="", text="Toinen", base_number=1, by=giver)

    assert not SearchEntry.objects.filter(kind="advice").exists()
    follow.call("knowledge.advice", str(advice.pk))
    assert find(giver, "luonnossana").hits == []
    assert len(find(giver, "Toinen").hits) == 1
    assert Advice.objects.count() == 1


def test_words_with_slips_are_mended_from_what_the_person_may_see(client, planted, people):
    sign_in(client, people["a peer"])

    def said(word):
        return client.get(reverse(ADDRESS), {"q": word}).content.decode()

    assert "<mark>textpiilo2q</mark>" in said("textpiilo2qq")
    assert "textpiilo0q" not in said("textpiilo0qq").replace("textpiilo0qq", "")


def test_findings_are_narrowed_by_kind_round_museum_and_theme(world, people):
    user, plan = people["a peer"], world.plans["round"]
    PlanRevision.objects.filter(plan=plan).update(
        content={"sections": {"miksi": "Kokoelma"}, "targets": [{"key": "cust-1"}]}
    )
    rebuild()

    def titles(**filters):
        return [hit.card.title for hit in find(user, "kokoelmien", Filters(**filters)).hits]

    theme = type("Theme", (), {"pk": "cust-1"})
    other = type("Theme", (), {"pk": "cust-2"})
    assert titles() == ["Kävijät äänessä"]
    assert titles(groups=("plan",), round=world.running, theme=theme) == ["Kävijät äänessä"]
    assert titles(museum=plan.participation.museum) == ["Kävijät äänessä"]
    assert titles(groups=("file",)) == titles(round=world.other) == titles(theme=other) == []
    assert titles(museum=world.seats["peer"].museum) == []


def test_the_index_catches_up_with_what_was_missed_and_what_is_gone(world):
    rebuild()
    newcomer = member_in(world.seats["peer"])
    gone = SearchEntry.objects.filter(kind="person").first()
    type(newcomer.memberships.get()).objects.filter(pk=gone.object_id).update(
        ended_at=timezone.now()
    )
    SearchEntry.objects.filter(kind="museum").update(analyser="another")

    catch_up()

    kept = SearchEntry.objects.filter(kind="person").values_list("object_id", flat=True)
    assert newcomer.memberships.get().pk in kept
    assert gone.object_id not in kept
    assert not SearchEntry.objects.filter(analyser="another").exists()
    assert catch_up() == 0


def test_a_search_costs_as_many_queries_with_300_plans_as_with_three(client, db):
    plan = PlanFactory(shared=True)
    sign_in(client, member_in(plan.participation))
    address = f"{reverse(ADDRESS)}?q=ääni"
    add_plans(plan.participation.round, 3)
    rebuild()
    few = count(client, address)

    add_plans(plan.participation.round, 300)
    rebuild()

    assert count(client, address) == few <= MOST
    assert len(client.get(address).context["findings"].hits) == 20


def test_marks_are_the_only_markup():
    terms = frozenset({"kokoelma"})

    assert mark("<b>Kokoelmat</b>", frozenset({"kokoelma"})) == (
        "&lt;b&gt;<mark>Kokoelmat</mark>&lt;/b&gt;"
    )
    cut = excerpt(["alku " * 100, f"{'sana ' * 100}kokoelman {'loppu ' * 100}"], terms)
    assert cut.startswith("… sana")
    assert "<mark>kokoelman</mark> loppu" in cut
    assert cut.endswith(" …")


@pytest.mark.parametrize(
    "query", ["", "   ", "\x00", "'", '"', "a" * 500, "& | !", "*", "(", "a:b"]
)
def test_odd_words_are_answered(client, world, people, query):
    rebuild()
    sign_in(client, people["an owner"])

    response = client.get(reverse(ADDRESS), {"q": query, "page": "x", "round": "y", "kind": "z"})

    assert response.status_code == 200
    assert find(people["an owner"], query, page=99).hits == []
