"""All prepared decisions of a round become known at once, or none does."""

import re

import pytest
from django.urls import reverse

from accounts.models import Event, Invitation
from applications import services
from applications.exceptions import AlreadyDecidedError, ReleaseRefusedError
from applications.models import Application, Decision
from cms.models import OutgoingMail
from knowledge.models import Participation, Plan
from tests.applications.conftest import declare_all, let_open, words
from tests.applications.deciding import all_prepared, applied, prepared, write_texts
from tests.factories.accounts import MembershipFactory, MuseumFactory, sign_in
from tests.factories.applications import application_to, closed
from tests.factories.knowledge import ParticipationFactory, coordinator_of


@pytest.fixture
def coordinator(call):
    """A coordinator of the round."""
    return coordinator_of(call)


def obstacles(call, by, **kwargs):
    """Return what stands in the way, as (obstacle, museum or (outcome, language))."""
    with pytest.raises(ReleaseRefusedError) as refused:
        services.release_decisions(call, by=by, **kwargs)
    return [
        (p.obstacle.value, p.application.museum_name if p.application else (p.outcome, p.language))
        for p in refused.value.problems
    ]


def decision_letters():
    """Return the letters that tell of decisions, as (outcome, recipient)."""
    mails = OutgoingMail.objects.filter(key__regex=r"^application-(accepted|reserve|declined)-")
    return sorted((mail.key.split("-")[1], mail.recipient) for mail in mails)


def test_every_decision_leaves_at_once_and_each_letter_once(call, coordinator):
    found = all_prepared(call, coordinator)

    counts = [services.release_decisions(call, by=coordinator) for _ in range(3)]

    assert counts == [3, 0, 0]
    for outcome, application in found.items():
        application.refresh_from_db()
        assert (application.status, application.decided_by) == (outcome, coordinator)
    assert [application.reserve_rank for application in found.values()] == [None, 1, None]
    assert Participation.objects.get().museum.name == "Hiidenkosken museo"
    assert Plan.objects.count() == 1
    assert sorted(Invitation.objects.values_list("email", "role")) == [
        ("aila@hiidenkoski.example", "contact"),
        ("ake@hiidenkoski.example", "member"),
    ]
    contact = "aila@hiidenkoski.example"
    others = [("declined", found["declined"].email), ("reserve", found["reserve"].email)]
    assert decision_letters() == sorted([
        ("accepted", contact), ("declined", contact), ("reserve", contact), *others,
    ])  # fmt: skip
    actions = Event.objects.filter(action__startswith="application.").values_list("action")
    assert {a for (a,) in actions} >= {"application.accept", "application.reserve"}
    assert Event.objects.get(action="decision.release").detail == {"count": 3}


def test_the_letter_that_leaves_is_the_frozen_one_word_for_word(call, coordinator):
    found = all_prepared(call, coordinator)
    services.release_decisions(call, by=coordinator)

    letter = found["reserve"].decisions.get().letters.first()
    mail = OutgoingMail.objects.filter(key__startswith="application-reserve").first()

    assert (mail.subject, mail.body.strip()) == (letter.subject, letter.body)
    assert mail.language == letter.language == "sv"
    assert "Syy: reserve & <b>." in mail.body
    for part in ["Saven museo", found["reserve"].reference, "Meri Öström", "/sv/"]:
        assert part in mail.body
    assert "{" not in mail.body


def test_what_is_missing_stops_all_and_is_named(call, coordinator):
    first = application_to(call)
    second = applied(call, "Saven museo", language="sv")
    write_texts(call, coordinator, without=[("declined", "sv")])

    before = obstacles(call, coordinator)
    prepared(first, "accepted", coordinator, reason="")
    prepared(second, "declined", coordinator)
    texts = obstacles(call, coordinator)
    write_texts(call, coordinator)
    prepared(first, "accepted", coordinator)
    unfrozen = obstacles(call, coordinator)
    services.freeze_letters(call, by=coordinator)

    assert before == [("undecided", "Hiidenkosken museo"), ("undecided", "Saven museo")]
    assert texts == [("text", ("declined", "sv")), ("reason", "Hiidenkosken museo")]
    assert unfrozen == [("letter", "Hiidenkosken museo"), ("letter", "Saven museo")]
    assert {a.status for a in Application.objects.all()} == {"received"}
    assert decision_letters() == []
    assert services.release_decisions(call, by=coordinator) == 2


def test_a_letter_is_there_in_both_official_languages_and_in_those_used(call, coordinator):
    missing = [("accepted", "sv"), ("accepted", "en"), ("reserve", "fi"), ("declined", "en")]
    write_texts(call, coordinator, without=missing)
    prepared(application_to(call), "accepted", coordinator)
    prepared(applied(call, "Kuunjoen museo", language="en"), "declined", coordinator)
    services.freeze_letters(call, by=coordinator)

    found = obstacles(call, coordinator)
    write_texts(call, coordinator, without=[("accepted", "en"), ("reserve", "fi")])
    services.freeze_letters(call, by=coordinator)

    assert found == [("text", ("accepted", "sv")), ("text", ("declined", "en"))]
    assert services.release_decisions(call, by=coordinator) == 2


def test_the_page_names_each_with_a_link(client, call, coordinator):
    application = application_to(call)
    prepared(applied(call, "Saven museo"), "declined", coordinator)
    sign_in(client, coordinator)
    address = reverse("review:release", args=[call.pk])

    shown, refused = client.get(address), client.post(address)

    assert "Haku on vielä auki" in words(shown)
    for page in (shown, refused):
        assert reverse("review:decision_update", args=[application.pk]) in page.text
        assert reverse("review:letter_template", args=[call.pk, "declined"]) in page.text
    assert "Mitään ei julkaistu." in words(refused)
    closed(call)
    assert "Haku on vielä auki" not in words(client.get(address))


def test_two_of_one_rank_and_a_newer_version_are_named(call, coordinator):
    first, second = applied(call, "Museo A"), applied(call, "Museo B")
    write_texts(call, coordinator)
    prepared(first, "reserve", coordinator, rank=1)
    prepared(second, "reserve", coordinator, rank=1)
    services.freeze_letters(call, by=coordinator)
    equal = obstacles(call, coordinator)
    prepared(second, "reserve", coordinator, rank=2)
    services.submit_application(services.take_back(first), token=first.pk, language="fi")

    assert equal == [("rank", "Museo A"), ("rank", "Museo B")]
    assert obstacles(call, coordinator) == [("newer", "Museo A")]


def test_a_museum_that_takes_part_or_is_accepted_twice_is_named(call, coordinator):
    ParticipationFactory(round=call, museum=MuseumFactory(name="HIIDENKOSKEN museo"))
    write_texts(call, coordinator)
    for application in (application_to(call), applied(call, "Savi"), applied(call, "SAVI")):
        prepared(application, "accepted", coordinator)
    services.freeze_letters(call, by=coordinator)

    assert sorted(obstacles(call, coordinator)) == [
        ("museum", "Hiidenkosken museo"), ("twice", "SAVI"), ("twice", "Savi"),
    ]  # fmt: skip


def test_an_unknown_contact_is_confirmed_on_the_page(client, call, coordinator):
    museum = MuseumFactory(name="HIIDENKOSKEN museo")
    MembershipFactory(museum=museum, contact=True, user__email="vanha@hiidenkoski.example")
    application = all_prepared(call, coordinator)["accepted"]
    sign_in(client, coordinator)
    address = reverse("review:release", args=[call.pk])

    shown = client.get(address)
    refused = client.post(address, {"confirmed": ["x", "00000000-0000-0000-0000-000000000000"]})
    unchanged = Application.objects.get(pk=application.pk).status
    response = client.post(address, {"confirmed": str(application.pk)}, follow=True)

    assert f'value="{application.pk}"' in shown.text
    assert f'href="#c-{application.pk}"' in refused.text
    assert unchanged == "received"
    assert "3 päätöstä on julkaistu" in words(response)
    assert {i.museum for i in Invitation.objects.all()} == {museum}
    assert OutgoingMail.objects.filter(key__startswith="application-new-contact").exists()


def test_nobody_is_accepted_into_a_round_that_is_over(call, coordinator):
    all_prepared(call, coordinator)
    call.ended_at = call.opens_at
    call.save()

    assert obstacles(call, coordinator) == [("ended", "Hiidenkosken museo")]


def test_one_in_reserve_is_taken_in_or_left_out_by_the_same_path(call, coordinator):
    reserved = all_prepared(call, coordinator)["reserve"]
    services.release_decisions(call, by=coordinator)
    with pytest.raises(ValueError, match="in reserve"):
        prepared(Application.objects.get(pk=reserved.pk), "reserve", coordinator, rank=2)

    prepared(reserved, "accepted", coordinator, reason="Paikka vapautui.")
    services.freeze_letters(call, by=coordinator)
    count = services.release_decisions(call, by=coordinator)

    reserved.refresh_from_db()
    assert (count, reserved.status, reserved.reserve_rank) == (1, "accepted", None)
    assert [d.outcome for d in reserved.decisions.released()] == ["accepted", "reserve"]
    assert Participation.objects.count() == 2


def test_accepting_one_goes_before_its_prepared_decision(client, call, coordinator):
    found = all_prepared(call, coordinator)
    sign_in(client, coordinator)

    client.post(reverse("review:application_accept", args=[found["declined"].pk]))
    with pytest.raises(AlreadyDecidedError):
        prepared(found["declined"], "declined", coordinator)
    count = services.release_decisions(call, by=coordinator)

    found["declined"].refresh_from_db()
    assert (count, found["declined"].status) == (2, "accepted")
    assert [kind for kind, _ in decision_letters()].count("declined") == 0
    assert Decision.objects.get(application=found["declined"]).outcome == "accepted"


def test_accepting_one_sends_its_frozen_letter(call, coordinator):
    accepted = all_prepared(call, coordinator)["accepted"]

    services.accept_application(accepted, by=coordinator)

    mail = OutgoingMail.objects.get(key=f"application-accepted-{accepted.pk}")
    assert mail.body.strip() == accepted.decisions.get().letters.first().body


def test_a_coordinator_with_a_conflict_neither_sees_nor_decides_that_one(client, call, coordinator):
    recused = coordinator_of(call)
    found = all_prepared(call, coordinator)
    hidden = found["declined"]
    services.declare(hidden, by=recused, has_conflict=True)
    sign_in(client, recused)
    names = ["decision_list", "outbox", "release"]

    pages = [client.get(reverse(f"review:{name}", args=[call.pk])).text for name in names]
    client.post(reverse("review:release", args=[call.pk]))
    after = [client.get(reverse(f"review:{name}", args=[call.pk])).text for name in names]

    for page in pages + after:
        for trace in ["Kuunjoen", hidden.reference, str(hidden.pk), "Syy: declined"]:
            assert trace not in page
    assert all("Saven museo" in page for page in pages[:2])
    hidden.refresh_from_db()
    assert hidden.status == "received"
    assert Application.objects.filter(status="received").count() == 1
    assert services.release_decisions(call, by=coordinator) == 1


PLANTED = "Salainen käsittelijän sana 7391"


def test_reviewers_words_and_marks_reach_no_applicant(client, call, coordinator):
    found = all_prepared(call, coordinator)
    reviewer = coordinator_of(call, role="reviewer")
    declare_all(reviewer)
    for application in found.values():
        services.save_review(
            application, by=reviewer, revision=application.revisions.first(), rubric=None,
            marks={}, notes=PLANTED, version=0,
        )  # fmt: skip
        services.add_comment(application, by=reviewer, text=PLANTED, token=application.pk)
    services.release_decisions(call, by=coordinator)

    plan = Plan.objects.get()
    assert PLANTED not in str(plan.revisions.get().content)
    for mail in OutgoingMail.objects.all():
        assert PLANTED not in mail.subject + mail.body
    let_open(client, *found.values())
    for application in found.values():
        for name in ["application_receipt", "application_decision"]:
            page = client.get(reverse(f"applications:{name}", args=[application.pk]))
            assert page.status_code == 200
            assert PLANTED not in page.text


def test_the_release_and_the_outbox_take_as_many_queries_with_1_and_30(
    client, call, coordinator, django_assert_max_num_queries
):
    addresses = [reverse(f"review:{name}", args=[call.pk]) for name in ("outbox", "release")]
    sign_in(client, coordinator)

    def counts():
        found = []
        for address in addresses:
            with django_assert_max_num_queries(60) as counted:
                client.get(address)
            found.append(len(counted))
        return found

    write_texts(call, coordinator)
    prepared(application_to(call), "accepted", coordinator)
    services.freeze_letters(call, by=coordinator)
    one = counts()
    for n in range(29):
        prepared(applied(call, f"Museo {n}"), "accepted", coordinator)
    services.freeze_letters(call, by=coordinator)

    assert counts() == one
    assert len(re.findall('id="l-', client.get(addresses[0]).text)) == 30
