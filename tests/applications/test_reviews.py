"""Reviewers write their own first; the others' words open after that."""

import re
import uuid

import pytest
from django.urls import reverse

from applications import services
from applications.models import Review, RubricVersion
from tests.applications.conftest import declare_all, words
from tests.factories.accounts import sign_in
from tests.factories.applications import application_to, stored
from tests.factories.knowledge import coordinator_of


def texts(text):
    """Return a text in three languages."""
    return {code: f"{text} {code}" for code in ("fi", "sv", "en")}


CRITERIA = [
    {"id": "a", "weight": 3, "name": texts("Sitoutuminen"), "low": texts("Yksin"),
     "high": texts("Koko talo")},
    {"id": "b", "weight": 1, "name": texts("Anti muille"), "low": texts("Vähän"),
     "high": texts("Paljon")},
]  # fmt: skip


@pytest.fixture
def application(call):
    """An application sent to a round with a rubric."""
    services.save_rubric(call, by=coordinator_of(call), criteria=CRITERIA)
    return application_to(call)


def detail(application):
    """Return the address of the reading view."""
    return reverse("review:application_detail", args=[application.pk])


def review(client, application, *, version=0, notes="Selkeä suunnitelma.", revision=1, **marks):
    """Post one's own review."""
    data = {"version": version, "revision": revision, "notes": notes}
    data |= {f"mark-{id}": mark for id, mark in marks.items()}
    return client.post(detail(application), data, follow=True)


def reviewers(call, *clients):
    """Sign in a new reviewer without conflicts in each browser, and return them."""
    people = [coordinator_of(call, role="reviewer") for _ in clients]
    for client, person in zip(clients, people, strict=True):
        declare_all(person)
        sign_in(client, person)
    return people


def test_others_reviews_open_after_one_s_own(client, other_client, call, application):
    reviewers(call, client, other_client)
    review(client, application, notes="Rohkea hanke.", a=5, b=1)

    before = (
        other_client.get(detail(application)),
        other_client.get(reverse("review:application_list")),
    )
    after = review(other_client, application, notes="Ohut hanke.", a=2, b=2)
    listed = words(other_client.get(reverse("review:application_list")))

    for page in before:
        assert "Rohkea hanke." not in page.text
        assert "arvio</span>" not in page.text
        assert "4,0" not in page.text
    assert "Näet muiden arviot, kun oma arviosi on tallennettu." in words(before[0])
    assert "Rohkea hanke." in words(after)
    assert "3,0 (2,0–4,0) 2 arviota" in listed


def test_a_recused_reviewer_s_words_are_set_aside_and_hidden_from_them(
    client, other_client, call, application, people
):
    first, _ = reviewers(call, client, other_client)
    review(client, application, notes="Rohkea hanke.", a=5)
    review(other_client, application, notes="Ohut hanke.", a=2)

    services.declare(application, by=first, has_conflict=True)

    assert client.get(detail(application)).status_code == 404
    assert review(client, application, version=1, notes="Vielä").status_code == 404
    assert "Ohut" not in client.get(reverse("review:application_list")).text
    assert "Rohkea" not in other_client.get(detail(application)).text
    sign_in(client, people["a coordinator"])
    seen = words(client.get(detail(application)))
    assert ("Ohut hanke." in seen, "Rohkea hanke." in seen) == (True, False)


def test_a_coordinator_sees_all_reviews_at_once(client, other_client, call, application, people):
    reviewers(call, client)
    review(client, application, notes="Rohkea hanke.", a=4, b=2)
    sign_in(other_client, people["a coordinator"])

    page = words(other_client.get(detail(application)))

    assert "Rohkea hanke." in page
    assert "Sitoutuminen fi: 4 (painoarvo 3) Anti muille fi: 2 (painoarvo 1)" in page
    assert Review.objects.get().mean == 3.5


def test_the_form_shows_what_marks_mean_and_refuses_odd_ones(client, call, application):
    reviewers(call, client)

    page = words(client.get(detail(application)))
    refused = [
        review(client, application, notes=""),
        review(client, application, a=6),
        review(client, application, a="x"),
        review(client, application, notes="ä" * 5001),
        review(client, application, version="x"),
    ]

    assert "1 = Yksin fi · 5 = Koko talo fi" in page
    assert {response.status_code for response in refused} == {200}
    assert "Anna ensin pisteitä tai kirjoita muistiinpano." in words(refused[0])
    assert not Review.objects.exists()


def test_two_windows_lose_no_word(client, call, application):
    reviewers(call, client)
    review(client, application, notes="Ensimmäinen ikkuna.", a=5)

    clash = review(client, application, notes="Toinen ikkuna.", a=1)

    assert "Ensimmäinen ikkuna." in clash.text
    assert "Toinen ikkuna." in clash.text
    assert Review.objects.get().notes == "Ensimmäinen ikkuna."
    version = re.search(r'name="version" value="(\d+)"', clash.text)[1]
    review(client, application, version=version, notes="Toinen ikkuna.", a=1)
    assert (Review.objects.get().notes, Review.objects.get().marks) == ("Toinen ikkuna.", {"a": 1})


def test_a_review_stays_with_the_revision_it_was_made_of(client, call, application):
    reviewers(call, client)
    review(client, application, a=5)
    draft = services.take_back(application)
    services.save_answers(draft, answers=stored(title="Uusi nimi"), language="fi")
    services.submit_application(draft, token=uuid.uuid4(), language="fi")

    newest = words(client.get(detail(application)))
    pinned = words(client.get(detail(application), {"revision": "1"}))

    assert Review.objects.get().revision.number == 1
    assert "Arviosi koskee lähetettyä versiota 1." in newest
    assert ("Uusi nimi" in newest, "Kävijät äänessä" in newest) == (True, False)
    assert ("Uusi nimi" in pinned, "Kävijät äänessä" in pinned) == (False, True)
    for odd in ["0", "x", "", "9" * 99, "\x00"]:
        assert "Uusi nimi" in words(client.get(detail(application), {"revision": odd}))


def test_conditions_are_shown_as_accepted(client, call, application):
    reviewers(call, client)

    page = words(client.get(detail(application)))

    assert "Hyväksytty: Pidämme omana tietona Hyväksytty: Isännöimme" in page


def fields(criteria, blank=2):
    """Return what the rubric's form posts."""
    data = {"criterion-TOTAL_FORMS": len(criteria) + blank, "criterion-INITIAL_FORMS": 2}
    for n, criterion in enumerate(criteria):
        data |= {f"criterion-{n}-id": criterion["id"], f"criterion-{n}-weight": criterion["weight"]}
        for part in ("name", "low", "high"):
            data |= {f"criterion-{n}-{part}_{c}": text for c, text in criterion[part].items()}
    return data


def test_the_rubric_is_versioned_and_reviews_keep_theirs(client, call, application, people):
    reviewers(call, client)
    review(client, application, a=5, b=1)
    sign_in(client, people["a coordinator"])
    address = reverse("review:rubric_update", args=[call.pk])
    changed = [{**CRITERIA[0], "weight": 1}, CRITERIA[1]]

    same = client.post(address, fields(CRITERIA), follow=True)
    count = RubricVersion.objects.count()
    client.post(address, fields(changed))

    assert "Arviointiperusteet on tallennettu." in words(same)
    assert (count, RubricVersion.objects.count()) == (1, 2)
    assert RubricVersion.objects.newest_of(call.pk).criteria == changed
    assert Review.objects.get().mean == 4.0


def test_a_criterion_lacking_a_language_or_with_a_foreign_id_is_refused(
    client, call, application, people
):
    sign_in(client, people["a coordinator"])
    address = reverse("review:rubric_update", args=[call.pk])
    lacking = {**CRITERIA[0], "name": {**texts("Sitoutuminen"), "sv": ""}}

    page = client.post(address, fields([lacking, CRITERIA[1]]))
    foreign = client.post(address, fields([{**CRITERIA[0], "id": "zz"}, CRITERIA[1]]))

    assert "Kirjoita tämä kaikilla kielillä" in words(page)
    assert "Lomake oli vanhentunut." in words(foreign)
    assert RubricVersion.objects.count() == 1


@pytest.mark.parametrize(
    "who", ["a reviewer", "a member", "a superuser", "a reviewer of another round"]
)
def test_only_coordinators_open_the_rubric(client, call, people, who):
    sign_in(client, people[who])

    for pk in (call.pk, uuid.uuid4()):
        address = reverse("review:rubric_update", args=[pk])
        assert (client.get(address).status_code, client.post(address).status_code) == (404, 404)
