"""Words kept before they are saved, names of versions, progress updates, a plan's life."""

import itertools
import uuid

import pytest
from django.urls import reverse

from knowledge import services
from knowledge.models import PlanDraft, ProgressUpdate, VersionName
from tests.factories.accounts import sign_in
from tests.factories.knowledge import (
    ParticipationFactory,
    PlanFactory,
    RoundFactory,
    member_in,
    revised,
)

from .test_confidentiality import IN_WORKSPACE, MATRIX, ask, bytes_of, enter
from .test_plans import filled, page

pytestmark = pytest.mark.django_db
AUTOSAVE = {"headers": {"X-Autosave": "1"}}


@pytest.fixture
def plan():
    """A plan of one revision."""
    return PlanFactory()


@pytest.fixture
def writer(client, plan):
    """A signed-in colleague of the plan's museum."""
    user = member_in(plan.participation)
    sign_in(client, user)
    return user


def test_what_is_written_is_kept_for_its_writer_and_the_plan_stays(client, plan, writer):
    response = client.post(page(plan), filled(plan, section_miksi="Kesken\0 jäi"), **AUTOSAVE)

    assert response.status_code == 200
    assert response.json()["message"].startswith("Tallessa sinulle klo")
    assert plan.revisions.count() == 1
    again = client.get(page(plan))
    assert again.context["form"]["section_miksi"].value() == "Kesken jäi"
    assert "autofocus" not in again.text

    sign_in(client, member_in(plan.participation))
    other = client.get(page(plan))
    assert "Kesken" not in other.text
    assert str(writer) in other.text  # a colleague knows that somebody writes


def test_saving_or_dropping_ends_what_was_kept(client, plan, writer):
    client.post(page(plan), filled(plan, section_miksi="Kesken"), **AUTOSAVE)
    client.post(page(plan), filled(plan, section_miksi="Valmis"))
    assert not PlanDraft.objects.exists()
    assert plan.revisions.first().content["sections"] == {"miksi": "Valmis"}

    client.post(page(plan), filled(plan, section_miksi="Turha"), **AUTOSAVE)
    client.post(page(plan), {"drop": "1"})
    assert not PlanDraft.objects.exists()
    assert plan.revisions.count() == 2


def test_a_draft_begun_before_anothers_save_shows_both_texts(client, plan, writer):
    revised(plan, content={"sections": {"miksi": "Toverin"}})
    client.post(page(plan), filled(plan, section_miksi="Oma", base_number=1), **AUTOSAVE)

    form = client.get(page(plan)).context["form"]
    response = client.post(page(plan), {**filled(plan), **form.data.dict()})

    assert [(mine, saved) for _, mine, saved in response.context["conflicts"]] == [
        ("Oma", "Toverin")
    ]


def test_what_is_too_long_is_not_kept_and_says_so(client, plan, writer):
    response = client.post(page(plan), filled(plan, section_miksi="x" * 700_000), **AUTOSAVE)

    assert response.status_code == 413
    assert response.json()["message"]


def test_the_editors_html_is_kept_as_lines(client, plan, writer):
    html = "<h2>Miksi</h2><ul><li><p>yksi</p></li></ul><script>alert(1)</script>"

    client.post(page(plan), filled(plan, section_miksi=html, **{"section_miksi-html": "1"}))

    assert plan.revisions.first().content["sections"] == {"miksi": "## Miksi\n\n- yksi"}
    shown = client.get(plan.get_absolute_url()).text
    assert "<h3>Miksi</h3><ul><li>yksi</li></ul>" in shown
    assert "alert(1)" not in shown


def test_goals_have_measures_and_a_plan_milestones(client, plan, writer):
    milestones = {
        "milestones-TOTAL_FORMS": 2,
        "milestones-INITIAL_FORMS": 0,
        "milestones-0-title": "Raati koolla",
        "milestones-0-due_on": "2027-03-01",
        "milestones-1-due_on": "2027-04-01",
    }
    goal = {"goals-0-title": "Raati", "goals-0-measures": "Kutsu", "goals-0-risks": "Kiire"}

    refused = client.post(page(plan), filled(plan, **milestones, **goal))
    assert "Kirjoita välitavoitteen nimi" in refused.text

    milestones["milestones-1-title"] = "Koe"
    client.post(page(plan), filled(plan, **milestones, **goal))
    content = plan.revisions.first().content
    assert content["milestones"] == [
        {"title": "Raati koolla", "due_on": "2027-03-01", "is_done": False},
        {"title": "Koe", "due_on": "2027-04-01", "is_done": False},
    ]
    assert (content["goals"][0]["measures"], content["goals"][0]["risks"]) == ("Kutsu", "Kiire")
    # A page opened before there were milestones sends none.
    again = filled(plan, base_number=2, section_miksi="Uusi", **goal)
    client.post(page(plan), again)
    assert len(plan.revisions.first().content["milestones"]) == 2


def test_a_version_gets_a_name_another_or_none(client, plan, writer):
    first = plan.revisions.get()
    address = reverse("knowledge:plan_revision_name", args=[first.pk])

    client.post(address, {"name": "Johtokunnalle"})
    assert "Johtokunnalle" in client.get(page(plan, "revision_list")).text
    client.post(address, {"name": "Hallitukselle"})
    assert VersionName.objects.get().name == "Hallitukselle"
    client.post(address, {"name": ""})
    assert not VersionName.objects.exists()


def test_a_progress_update_is_told_once_and_taken_back(client, plan, writer):
    data = {"text": "Etenee hyvin.", "token": uuid.uuid4()}
    client.post(page(plan, "progress"), data)
    client.post(page(plan, "progress"), data)
    assert client.get(plan.get_absolute_url()).text.count("Etenee hyvin.") == 1

    update = ProgressUpdate.objects.get()
    client.post(reverse("knowledge:progress_remove", args=[update.pk]))
    assert "Etenee hyvin." not in client.get(plan.get_absolute_url()).text
    assert "Kirjoita, miten" in client.post(page(plan, "progress"), {"text": ""}).text


def test_the_life_of_a_plan_runs_from_application_to_the_next_round(client, plan, writer):
    plan.origin = "VKF-2026-0001"
    plan.save(update_fields=["origin"])
    museum = plan.participation.museum
    later_round = RoundFactory()
    seat = ParticipationFactory(museum=museum, round=later_round)
    services.accept_promise(later_round, by=writer, language="fi")
    later = PlanFactory(title="Jatko", participation=seat)
    revised(plan, title="Toinen")
    revised(plan, title="Kolmas")
    services.name_version(plan.revisions.first(), name="Keväälle", by=writer)
    services.add_progress_update(plan, text="Etenee.", token=uuid.uuid4(), by=writer)

    chosen = client.post(page(later, "lineage"), {"earlier": plan.pk})
    assert chosen.status_code == 302
    kinds = [event.kind for event in client.get(page(plan, "lineage")).context["events"]]
    assert sorted(kinds) == ["begun", "continued", "named", "progress", "saved"]
    assert "VKF-2026-0001" in client.get(page(plan, "lineage")).text
    assert "Kolmas" in client.get(page(later, "lineage")).text

    foreign = PlanFactory()
    refused = client.post(page(later, "lineage"), {"earlier": foreign.pk})
    assert "Valitse oman museosi suunnitelma" in refused.text


# Answers to: the plan's life, a progress update's form, a version's name, taking back (POST).
NONE, ALL, DOOR = (404,) * 4, (200, 200, 200, 405), (302,) * 4
READ = (404, 403, 404, 405)
HISTORY = (200, 403, 403, 405)
ROWS = {
    "a stranger": (DOOR,) * 5,
    "an inactive owner": (DOOR,) * 5,
    "an owner": (ALL, ALL, ALL, NONE, NONE),
    "an owner's contact": (ALL, ALL, ALL, NONE, NONE),
    "a peer": (NONE, NONE, READ, NONE, NONE),
    "a partner": (NONE, READ, READ, NONE, NONE),
    "a closed round's owner": (NONE, NONE, NONE, HISTORY, HISTORY),
    "a closed round's peer": (NONE, NONE, NONE, NONE, READ),
    "a coordinator": (NONE, NONE, READ, NONE, NONE),
    "a facilitator": (NONE, NONE, READ, NONE, NONE),
}
PLANS = ["museum", "partners", "round", "closed museum", "closed round"]


@pytest.mark.parametrize("who", MATRIX)
def test_pages_around_a_plan_follow_the_matrix(client, world, people, who):
    enter(client, people, who)
    answers = []
    for name in PLANS:
        plan = world.plans[name]
        pages = [
            (page(plan, "lineage"), page(type(plan)(pk=uuid.uuid4()), "lineage")),
            (page(plan, "progress"), page(type(plan)(pk=uuid.uuid4()), "progress")),
            *[
                tuple(
                    reverse("knowledge:plan_revision_name", args=[pk])
                    for pk in (plan.revisions.get(number=1).pk, uuid.uuid4())
                )
            ],
        ]
        row = []
        for address, missing in pages:
            answer = ask(client, "get", address)
            row.append(answer.status_code)
            if answer.status_code == 404:
                assert bytes_of(answer) == bytes_of(ask(client, "get", missing))
                assert bytes_of(ask(client, "post", address)) == bytes_of(
                    ask(client, "post", missing)
                )
        answers.append(tuple(row))
    expected = ROWS.get(who, (NONE,) * 5)
    assert answers == [row[:3] for row in expected]


@pytest.mark.parametrize(
    ("who", "name"), list(itertools.product(MATRIX, ["museum", "partners", "round"]))
)
def test_progress_is_seen_and_taken_back_by_whom_the_matrix_says(client, world, people, who, name):
    plan = world.plans[name]
    update = ProgressUpdate.objects.create(plan=plan, text="salasanaq", request_token=uuid.uuid4())
    enter(client, people, who)
    address = reverse("knowledge:progress_remove", args=[update.pk])
    missing = reverse("knowledge:progress_remove", args=[uuid.uuid4()])

    seen = "salasanaq" in ask(client, "get", plan.get_absolute_url()).text
    answer = ask(client, "post", address)

    is_owner = who in {"an owner", "an owner's contact"}
    reads = is_owner or (
        name == "round" and who in {"a peer", "a partner", "a coordinator", "a facilitator"}
    )
    assert seen == reads
    if answer.status_code == 404:
        assert bytes_of(answer) == bytes_of(ask(client, "post", missing))
    assert answer.status_code == (
        302 if is_owner or "stranger" in who or "inactive" in who else 403 if reads else 404
    )
    update.refresh_from_db()
    assert bool(update.removed_at) == is_owner


def test_the_words_of_the_matrix_are_known():
    assert set(ROWS) - {"a stranger", "an inactive owner"} <= IN_WORKSPACE
