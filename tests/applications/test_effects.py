"""A form changed while it is open: what is safe, what is told, what is refused."""

import json

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from accounts.models import Event
from applications import services
from applications.effects import Effects
from applications.models import CallPage
from applications.progress import Progress
from tests.factories.accounts import UserFactory, sign_in
from tests.factories.applications import application_to, block_id, draft_to

NEW = {
    "type": "short_text", "id": "10000000-0000-4000-8000-000000000001",
    "value": {"label": "Kuka vastaa?", "required": True, "limit": 80},
}  # fmt: skip


@pytest.fixture
def open_page(call):
    """The Finnish page of a call with two drafts and an application."""
    draft_to(call, email="toinen@museo.example")
    draft_to(call)
    application_to(call, email="kolmas@museo.example")
    return CallPage.objects.get(locale__language_code="fi")


def edited(page, change):
    """Return the page with its form changed in place by ``change``, not saved."""
    raw = page.form.get_prep_value()
    change(raw)
    page.form = json.dumps(raw)
    return page


def remove_option(raw):
    options = raw[1]["value"]["questions"][2]["value"]["options"]
    options[0]["value"]["code"] = "toinen"


def change_kind(raw):
    raw[1]["value"]["questions"][0]["type"] = "long_text"


def remove_question(raw):
    raw[1]["value"]["questions"].pop(1)


def add_question(raw):
    raw[1]["value"]["questions"].append(NEW)


def rename_and_move(raw):
    questions = raw[1]["value"]["questions"]
    questions[0]["value"]["label"] = "Uusi nimi"
    questions.reverse()


@pytest.mark.parametrize(
    ("change", "sentences", "is_refused"),
    [
        (rename_and_move, [], False),
        (
            add_question,
            ["uusi pakollinen kysymys ”Kuka vastaa?”, josta luonnoksissa kerrotaan"],
            False,
        ),
        (
            remove_question,
            [
                "kysymys ”Miksi?” poistuu, mutta sen vastaukset säilyvät vanhoissa "
                "hakemuksissa ja vienneissä"
            ],
            False,
        ),
        (
            remove_option,
            ["kysymyksen ”Miten löytyi?” vaihtoehto ”MOI!-mallilla” (moi) poistuu"],
            True,
        ),
        (change_kind, ["”Hankkeen nimi” muuttuu toisenlaiseksi kysymykseksi"], True),
    ],
)
def test_the_editor_is_told_what_publishing_does(open_page, change, sentences, is_refused):
    effects = Effects(edited(open_page, change))

    assert [change.sentence for change in effects.changes] == sentences
    assert effects.is_refused == is_refused


def test_an_option_may_go_while_nobody_has_begun(call):
    page = CallPage.objects.get(locale__language_code="fi")

    assert not Effects(edited(page, remove_option)).is_refused


def test_the_editor_s_page_shows_the_effects_of_the_saved_draft(open_page, client):
    edited(open_page, add_question).save_revision()
    sign_in(client, UserFactory(is_staff=True, is_superuser=True))

    text = client.get(reverse("wagtailadmin_pages:edit", args=[open_page.pk])).text

    assert "Tällä lomakkeella on 2 luonnosta ja yksi hakemus." in text
    assert "uusi pakollinen kysymys ”Kuka vastaa?”, josta luonnoksissa kerrotaan" in text


def post_page(client, page, *, publish):
    """Save or publish the page in the editor, its form as it stands."""
    data = {
        "title": page.title,
        "slug": page.slug,
        "introduction": "",
        "round": str(page.round_id),
        "contact_email": "",
        "body": streamfield([]),
        "calculator": streamfield([]),
        "form": _streamed(page.form.get_prep_value()),
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        **({"action-publish": "1"} if publish else {}),
    }
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(address, nested_form_data(data))


def _streamed(raw):
    """Return blocks as the editor's page sends them, options and ids along."""
    return _counted([
        {
            "id": step["id"], "type": "step", "deleted": "", "order": str(order),
            "value": {
                "title": step["value"]["title"],
                "introduction": step["value"]["introduction"] or "",
                "questions": _counted([_sent(number, q) for number, q in
                                       enumerate(step["value"]["questions"])]),
            },
        }
        for order, step in enumerate(raw)
    ])  # fmt: skip


def _sent(number, question):
    value = {name: "" if v is None else v for name, v in question["value"].items()}
    value = {name: v for name, v in value.items() if v is not False}
    if "options" in value:
        value["options"] = _counted([
            {"id": option["id"], "deleted": "", "order": str(n), "value": option["value"]}
            for n, option in enumerate(value["options"])
        ])  # fmt: skip
    return {"id": question["id"], "type": question["type"], "deleted": "",
            "order": str(number), "value": value}  # fmt: skip


def _counted(items):
    return {"count": str(len(items)), **{str(n): item for n, item in enumerate(items)}}


def test_publishing_what_breaks_answers_is_refused_with_the_counts(open_page, client):
    sign_in(client, UserFactory(is_staff=True, is_superuser=True))
    edited(open_page, remove_option)

    refused = post_page(client, open_page, publish=True)
    kept = post_page(client, open_page, publish=False)

    assert refused.status_code == 200
    assert (
        "Tätä ei voi julkaista, koska lomakkeella on 2 luonnosta ja yksi hakemus: kysymyksen "
        "”Miten löytyi?” vaihtoehto ”MOI!-mallilla” (moi) poistuu."
    ) in refused.text
    assert kept.status_code == 302
    assert open_page.round.form_versions.count() == 1


def test_publishing_what_is_safe_makes_a_version(open_page, client):
    sign_in(client, UserFactory(is_staff=True, is_superuser=True))

    published = post_page(client, edited(open_page, rename_and_move), publish=True)

    assert published.status_code == 302
    assert open_page.round.form_versions.first().number == 2


def test_on_any_other_way_to_publishing_the_open_form_stays(open_page):
    edited(open_page, remove_option).save_revision().publish()

    assert open_page.round.form_versions.get().number == 1
    assert (
        Event.objects.get(action="form.refuse").subject_id == open_page.round.form_versions.get().pk
    )


def publish_in_every_language(call, change):
    """Publish a change with its texts translated."""
    for number, page in enumerate(CallPage.objects.order_by("-locale__language_code")):
        edited(page, change)
        raw = page.form.get_prep_value()
        if raw[1]["value"]["questions"][-1]["id"] == NEW["id"]:
            raw[1]["value"]["questions"][-1]["value"]["label"] = ("Vem?", "Kuka?", "Who?")[number]
        page.form = json.dumps(raw)
        page.save_revision().publish()


def test_a_new_required_question_flags_the_step_of_a_draft(open_page, call, applicant):
    applicant.start("uusi@museo.example")
    draft = services.save_answers(
        draft_to(call, email="neljas@museo.example"), answers={}, language="fi"
    )
    before = [step.state for step in Progress(draft, "fi").steps]
    publish_in_every_language(call, add_question)
    draft.form_version = call.form_versions.complete().first()

    assert before == ["done", "done", "done"]
    assert [step.state for step in Progress(draft, "fi").steps] == ["done", "changed", "done"]


def test_a_removed_question_stays_in_what_was_sent(open_page, call, client):
    sent = call.applications.get(status="received")
    publish_in_every_language(call, remove_question)

    assert call.form_versions.complete().first().number == 4
    assert block_id("why") in sent.revisions.get().answers
    assert block_id("why") in sent.revisions.get().form_version.questions
