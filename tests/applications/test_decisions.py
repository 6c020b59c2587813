"""Decisions are prepared freely and in quiet."""

import uuid

import pytest
from django.urls import reverse

from accounts.models import Event
from applications import services
from applications.exceptions import AlreadyDecidedError, ChangedMeanwhileError
from applications.models import Application, Decision
from cms.models import OutgoingMail
from tests.applications.conftest import declare_all, errors_on, words
from tests.applications.deciding import applied, prepared
from tests.factories.accounts import sign_in
from tests.factories.applications import application_to, draft_to
from tests.factories.knowledge import coordinator_of


@pytest.fixture
def coordinator(call, client):
    """A coordinator of the round, signed in."""
    person = coordinator_of(call)
    sign_in(client, person)
    return person


def listed(call):
    """Return the address of the round's decisions."""
    return reverse("review:decision_list", args=[call.pk])


def form_of(application, *, version=0, **said):
    """Return what a browser sends of one application."""
    data = {"outcome": "", "rank": "", "reason": "", "version": version, **said}
    return {f"{application.pk}-{name}": value for name, value in data.items()}


def test_decisions_are_prepared_in_a_list_and_change_freely(client, call, coordinator):
    first, second = application_to(call), applied(call, "Saven museo")
    mails = OutgoingMail.objects.count()

    client.post(listed(call), {
        **form_of(first, outcome="accepted", reason="Vahva suunnitelma"),
        **form_of(second, outcome="reserve", rank="2", reason="Hyvä"),
    })  # fmt: skip
    page = client.post(
        listed(call), form_of(first, outcome="declined", reason="Ei nyt", version=1), follow=True
    )

    assert "Yksi päätös on tallennettu." in words(page)
    assert "Ei nyt" in page.text
    found = {d.application_id: (d.outcome, d.rank, d.version) for d in Decision.objects.all()}
    assert found == {first.pk: ("declined", None, 2), second.pk: ("reserve", 2, 1)}
    assert {a.status for a in Application.objects.all()} == {"received"}
    assert OutgoingMail.objects.count() == mails
    events = Event.objects.filter(action="decision.prepare")
    assert sorted(e.detail["outcome"] for e in events) == ["accepted", "declined", "reserve"]
    assert not any("Vahva" in str(e.detail) for e in events)


def test_an_unchanged_row_saves_nothing(client, call, coordinator):
    application = application_to(call)

    for _ in range(2):
        client.post(listed(call), form_of(application))

    assert not Decision.objects.exclude(version=0).exists()
    assert not Event.objects.filter(action="decision.prepare").exists()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"outcome": "reserve"}, "Kirjoita varasija"),
        ({"outcome": "reserve", "rank": "0"}, "Kirjoita luku väliltä 1–999"),
        ({"outcome": "reserve", "rank": "x"}, "Kirjoita luku väliltä 1–999"),
        ({"outcome": "winner"}, "Valitse päätös luettelosta"),
        ({"outcome": "accepted", "reason": "ä" * 2001}, "Lyhen"),
        ({"version": "-1"}, "Lomake oli vanhentunut"),
    ],
)
def test_bad_input_is_told_and_the_words_are_kept(client, call, coordinator, said, sentence):
    application = application_to(call)

    page = client.post(listed(call), form_of(application, **{"reason": "Säily täällä", **said}))

    assert page.status_code == 200
    assert any(sentence in error for error in errors_on(page)), errors_on(page)
    assert said.get("reason", "Säily täällä")[:50] in page.text
    assert not Decision.objects.exists()


def test_control_characters_are_dropped(client, call, coordinator):
    application = application_to(call)

    client.post(listed(call), form_of(application, outcome="accepted", reason="Hy\x00vä\x07"))

    assert Decision.objects.get().reason == "Hyvä"


def test_the_second_of_two_who_change_one_decision_gets_both_texts(client, call, coordinator):
    application = application_to(call)
    other = coordinator_of(call)
    prepared(application, "declined", other, reason="Toisen sanat")

    page = client.post(listed(call), form_of(application, outcome="accepted", reason="Omat sanat"))
    version = f'name="{application.pk}-version" value="1"'

    assert "Toisen sanat" in page.text
    assert "Omat sanat" in page.text
    assert version in page.text
    assert Decision.objects.get().reason == "Toisen sanat"
    with pytest.raises(ChangedMeanwhileError):
        services.prepare_decision(application, by=other, outcome="", version=0)


def test_a_draft_or_a_decided_application_is_not_prepared(call, coordinator):
    accepted = application_to(call)
    services.accept_application(accepted, by=coordinator)

    for application in (accepted, draft_to(call, email="luonnos@museo.example")):
        with pytest.raises(AlreadyDecidedError):
            prepared(application, "declined", coordinator)


def test_one_decision_has_a_page_of_its_own(client, call, coordinator):
    application = application_to(call)
    address = reverse("review:decision_update", args=[application.pk])

    shown = client.get(address)
    response = client.post(address, form_of(application, outcome="declined", reason="Siksi"))

    assert "Hiidenkosken museo" in words(shown)
    assert response.url == listed(call)
    assert Decision.objects.get().reason == "Siksi"


def test_a_basket_s_undecided_applications_are_prepared_as_accepted(client, call, coordinator):
    first, second, third = (applied(call, f"Museo {n}") for n in "ABC")
    prepared(second, "declined", coordinator)
    basket = services.create_basket(
        call, by=coordinator, name="Kori", reason="", token=uuid.uuid4(),
        applications=[first, second],
    )  # fmt: skip

    for _ in range(2):
        client.post(reverse("review:decision_import", args=[basket.pk]))

    found = {d.application_id: d.outcome for d in Decision.objects.all()}
    assert found == {first.pk: "accepted", second.pk: "declined"}
    assert third.pk not in found


def test_reviewers_prepare_only_where_the_round_says_so(client, call):
    application = application_to(call)
    reviewer = coordinator_of(call, role="reviewer")
    declare_all(reviewer)
    sign_in(client, reviewer)

    before = client.get(listed(call)).status_code
    call.has_reviewers_who_decide = True
    call.save()
    page = client.get(listed(call))

    assert before == 404
    assert application.reference in page.text
    assert listed(call) in client.get(reverse("review:application_list")).text
    assert client.get(reverse("review:release", args=[call.pk])).status_code == 404


def test_the_list_takes_as_many_queries_with_1_and_30(
    client, call, coordinator, django_assert_num_queries, django_assert_max_num_queries
):
    def count():
        with django_assert_max_num_queries(60) as counted:
            client.get(listed(call))
        return len(counted)

    prepared(application_to(call), "accepted", coordinator)
    one = count()
    for n in range(29):
        prepared(applied(call, f"Museo {n}"), "declined", coordinator)

    assert count() == one


def test_the_list_goes_on_page_by_page(client, call, coordinator, monkeypatch):
    monkeypatch.setattr("applications.views.deciding.PAGE_SIZE", 2)
    sent = [applied(call, f"Museo {n}") for n in range(3)]

    first = client.get(listed(call)).text
    second = client.get(listed(call), {"after": sent[1].pk}).text

    assert [a.reference in first for a in sent] == [True, True, False]
    assert [a.reference in second for a in sent] == [False, False, True]
    assert client.get(listed(call), {"after": "x\x00"}).status_code == 200
