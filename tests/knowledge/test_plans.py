"""Writing a plan: two at once, twice the same, and what cannot be taken."""

import uuid

import pytest
from django.urls import reverse

from accounts.models import Event
from knowledge.models import Plan
from tests.factories.accounts import sign_in
from tests.factories.knowledge import (
    HeadingFactory,
    ParticipationFactory,
    PlanFactory,
    coordinator_of,
    member_in,
    revised,
)


@pytest.fixture
def plan(db):
    """A plan of one revision."""
    return PlanFactory()


@pytest.fixture
def writer(client, plan):
    """A signed-in colleague of the plan's museum."""
    user = member_in(plan.participation)
    sign_in(client, user)
    return user


def page(plan, name="update"):
    """Return the address of a page of a plan."""
    return reverse(f"knowledge:plan_{name}", args=[plan.pk])


def filled(plan, **changes):
    """Return what a browser sends for a plan's form, with changes."""
    return {
        "title": plan.title,
        "stage": "target",
        "question": "",
        "section_miksi": "Näyttely on vanha.",
        "section_miten": "",
        "base_number": 1,
        "token": uuid.uuid4(),
        "targets-TOTAL_FORMS": 1,
        "targets-INITIAL_FORMS": 0,
        "targets-0-key": "",
        "goals-TOTAL_FORMS": 1,
        "goals-INITIAL_FORMS": 0,
        "goals-0-title": "",
        **changes,
    }


def errors_of(response):
    """Return every error of a plan's form."""
    editor = response.context["editor"]
    forms = [editor.form, *editor.targets, *editor.goals]
    return {name: list(found) for form in forms for name, found in form.errors.items()}


def test_saving_adds_a_revision_and_an_event(client, plan, writer):
    HeadingFactory()
    data = filled(
        plan,
        title="Äänet kuuluviin",
        stage="plan",
        section_miten="Kokeilemme.\n\nSitten kysymme.",
        **{"targets-0-key": "cust", "targets-0-now": 2, "targets-0-weight": 5},
        **{
            "goals-0-title": "Raati koolle",
            "goals-0-sign": "Kuusi tulee",
            "goals-0-state": "doing",
        },
    )

    response = client.post(page(plan), data)

    assert (response.status_code, response.url) == (302, plan.get_absolute_url())
    plan.refresh_from_db()
    revision = plan.revisions.first()
    assert (plan.title, plan.stage, plan.revision_number) == ("Äänet kuuluviin", "plan", 2)
    assert (revision.number, revision.created_by) == (2, writer)
    goal = revision.content["goals"][0]
    assert revision.content == {
        "sections": {"miksi": "Näyttely on vanha.", "miten": "Kokeilemme.\n\nSitten kysymme."},
        "question": "",
        "targets": [{"key": "cust", "other": "", "now": 2, "weight": 5}],
        "goals": [
            {
                "id": goal["id"],
                "title": "Raati koolle",
                "sign": "Kuusi tulee",
                "next": "",
                "state": "doing",
            }
        ],
    }
    event = Event.objects.get(action="plan.revise")
    seat = plan.participation
    assert (event.actor, event.subject_id, event.detail) == (writer, plan.pk, {"number": 2})
    assert (event.round_id, event.museum_id) == (seat.round_id, seat.museum_id)


def test_two_who_write_at_once_each_see_both_texts(client, plan, writer):
    revised(plan, content={"sections": {"miksi": "Työtoverin teksti."}})

    response = client.post(page(plan), filled(plan, section_miksi="Oma tekstini."))

    assert response.status_code == 200
    assert [(mine, saved) for _name, mine, saved in response.context["conflicts"]] == [
        ("Oma tekstini.", "Työtoverin teksti.")
    ]
    assert response.text.count("Työtoverin teksti.") == 1
    assert response.text.count("Oma tekstini.") == 3  # beside theirs, in its field and its editor
    assert plan.revisions.count() == 2

    form = response.context["form"]
    again = filled(
        plan,
        section_miksi="Oma tekstini.",
        base_number=form["base_number"].value(),
        token=form["token"].value(),
    )
    assert client.post(page(plan), again).status_code == 302
    texts = plan.revisions.order_by("number").values_list("content__sections__miksi", flat=True)
    assert list(texts) == ["Näyttely on vanha.", "Työtoverin teksti.", "Oma tekstini."]


def test_two_clicks_on_save_make_one_revision(client, plan, writer):
    data = filled(plan, section_miksi="Kerran.")

    answers = [client.post(page(plan), data).status_code for _click in range(2)]

    assert answers == [302, 302]
    assert plan.revisions.count() == 2


def test_saving_what_was_there_makes_no_revision(client, plan, writer):
    content = {"question": "", "targets": [], "goals": [], "sections": {"miksi": "A"}}
    revised(plan, content=content)

    assert (
        client.post(page(plan), filled(plan, section_miksi="A", base_number=2)).status_code == 302
    )
    assert plan.revisions.count() == 2


def test_an_empty_form_says_what_is_missing(client, plan, writer):
    response = client.post(page(plan), {})

    assert response.status_code == 200
    assert {"title", "stage", "base_number"} <= set(errors_of(response))
    assert plan.revisions.count() == 1


def test_ten_megabytes_of_text_are_refused_beside_the_field_and_kept(client, plan, writer):
    text = "ä" * (10 * 1024 * 1024 // 2)

    response = client.post(page(plan), filled(plan, section_miksi=text))

    assert response.status_code == 200
    assert list(errors_of(response)) == ["section_miksi"]
    assert text in response.text
    assert plan.revisions.count() == 1


def test_control_characters_are_dropped_and_letters_composed(client, plan, writer):
    client.post(
        page(plan), filled(plan, title="A\u0308a\x00ni\x1b[31m\u2028", section_miksi="a\x0cb")
    )

    revision = plan.revisions.first()
    assert (revision.title, revision.content["sections"]) == ("Äani[31m", {"miksi": "a\nb"})


@pytest.mark.parametrize(
    "changes",
    [
        {"stage": "nonsense"},
        {"base_number": "1e309"},
        {"base_number": 99999999999999999999},
        {"base_number": -1},
        {"targets-0-key": "unknown"},
        {"targets-0-key": "other"},
        {"targets-0-other": "Muu", "targets-0-now": "7"},
        {"goals-0-sign": "Ilman nimeä"},
        {"goals-0-title": "Nimi", "goals-0-state": "nonsense"},
        {"goals-0-title": "Nimi", "goals-0-id": "x" * 100},
        {"targets-TOTAL_FORMS": "nonsense"},
        {"goals-TOTAL_FORMS": 5000},
        {"title": " \t "},
    ],
)
def test_hostile_values_are_refused_and_change_nothing(client, plan, writer, changes):
    response = client.post(page(plan), filled(plan, **changes))

    assert response.status_code == 200
    assert response.context["editor"].has_errors
    assert plan.revisions.count() == 1


def test_a_foreign_plan_s_token_makes_nothing_of_it(client, plan, writer):
    other = PlanFactory(participation=plan.participation)
    token = uuid.uuid4()
    client.post(page(other), filled(other, section_miksi="Toinen.", token=token))

    response = client.post(page(plan), filled(plan, section_miksi="Tämä.", token=token))

    assert response.status_code == 302
    assert plan.revisions.first().content["sections"] == {"miksi": "Tämä."}


def test_other_words_under_a_used_token_are_not_lost(client, plan, writer):
    token = uuid.uuid4()
    client.post(page(plan), filled(plan, section_miksi="Ensin.", token=token))

    response = client.post(page(plan), filled(plan, section_miksi="Sitten.", token=token))

    assert response.status_code == 200
    assert "Ensin." in response.text
    assert "Sitten." in response.text
    assert plan.revisions.first().content["sections"] == {"miksi": "Ensin."}


def test_the_round_s_end_closes_the_form(client, plan, writer):
    plan.participation.round.ended_at = plan.created_at
    plan.participation.round.save()

    assert client.post(page(plan), filled(plan, section_miksi="Myöhässä.")).status_code == 403
    assert plan.revisions.count() == 1


def test_search_finds_words_of_any_part_without_regard_to_case(client, plan, writer):
    goal = {"id": "1", "title": "Ääniraati", "sign": "", "next": "", "state": "known"}
    revised(plan, content={"sections": {"miksi": "Museon YLEISÖ"}, "goals": [goal]})

    def found(words):
        response = client.get(reverse("knowledge:plan_list"), {"q": words})
        return [revision.plan for revision, _audience in response.context["rows"]]

    assert found("ÄÄNIRAATI yleisö") == [plan]
    assert found("A\u0308a\u0308niraati") == [plan]
    assert found("raati muu") == []
    assert found("näyttely") == []  # an earlier revision's word


@pytest.mark.parametrize("query", ["%", "_", "'", "\\", "\x00", "💡", "a" * 5000, '" OR 1=1'])
def test_search_takes_anything(client, plan, writer, query):
    assert client.get(reverse("knowledge:plan_list"), {"q": query}).status_code == 200


@pytest.mark.parametrize("page_number", ["0", "-1", "999999999999", "x", "\x00"])
def test_any_page_number_is_answered(client, plan, writer, page_number):
    assert client.get(reverse("knowledge:plan_list"), {"page": page_number}).status_code == 200


def test_versions_show_who_when_and_what_changed(client, plan, writer):
    first = plan.revisions.get()
    second = revised(plan, title="Uusi nimi", content={"sections": {"miksi": "Näyttely on uusi."}})

    text = client.get(page(plan, "revision_list")).text
    assert [reverse("knowledge:plan_revision", args=[r.pk]) in text for r in (first, second)] == [
        True,
        True,
    ]
    response = client.get(
        reverse("knowledge:plan_revision", args=[second.pk]), {"with": str(first.pk)}
    )

    pieces = dict(response.context["differences"])
    assert list(pieces.values())[-1] == [
        ("same", "Näyttely on"),
        ("removed", " vanha."),
        ("added", " uusi."),
    ]
    assert "Uusi nimi" in response.text


def test_versions_of_two_plans_are_not_compared(client, plan, writer):
    other = PlanFactory(participation=ParticipationFactory(), title="Toisen salaisuus")
    address = reverse("knowledge:plan_revision", args=[plan.revisions.get().pk])

    response = client.get(address, {"with": str(other.revisions.get().pk)})

    assert response.context["other"] is None
    assert "Toisen salaisuus" not in response.text


def test_opening_by_others_is_kept_and_shown_to_the_owner_alone(client, plan, writer):
    plan.audience = Plan.Audience.ROUND
    plan.save()
    seat = ParticipationFactory(round=plan.participation.round)
    reader = member_in(seat)
    client.get(plan.get_absolute_url())
    sign_in(client, reader)
    client.head(plan.get_absolute_url())
    for _time in range(2):
        assert client.get(plan.get_absolute_url()).context["openings"] == []

    events = Event.objects.filter(action="plan.open")
    assert [(event.actor, event.detail) for event in events] == [
        (reader, {"reader": str(seat.museum_id)})
    ] * 2
    sign_in(client, writer)
    openings = client.get(plan.get_absolute_url()).context["openings"]
    assert [(o.person, o.museum, o.times) for o in openings] == [(reader, seat.museum, 2)]


def test_an_opening_by_who_runs_the_round_is_shown_without_a_museum(client, plan, writer):
    Plan.objects.filter(pk=plan.pk).update(audience=Plan.Audience.ROUND)
    helper = coordinator_of(plan.participation.round)
    sign_in(client, helper)
    client.get(plan.get_absolute_url())
    sign_in(client, writer)

    openings = client.get(plan.get_absolute_url()).context["openings"]

    assert [(o.person, o.museum, o.times) for o in openings] == [(helper, None, 1)]
