"""Acceptance: a place, a plan and an invitation, once."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import translation

from accounts.models import Invitation, Museum
from applications import services
from applications.exceptions import AlreadyDecidedError, AlreadyTakingPartError
from applications.models import Application
from cms.models import OutgoingMail
from knowledge.exceptions import RoundEndedError
from knowledge.models import Participation, Plan, PlanRevision
from tests.applications.conftest import uploads, words
from tests.applications.deciding import applied
from tests.factories.accounts import MuseumFactory, sign_in
from tests.factories.applications import application_to, draft_to
from tests.factories.knowledge import ParticipationFactory, coordinator_of


@pytest.fixture
def coordinator(call):
    """A coordinator of the round."""
    return coordinator_of(call)


def accept_address(application):
    """Return the address where an application is accepted."""
    return reverse("review:application_accept", args=[application.pk])


def letters(word):
    """Return the letters of a kind."""
    return OutgoingMail.objects.filter(key__startswith=word)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_answers_become_the_plan_in_the_application_s_language(call, coordinator, language):
    application = application_to(call, language=language, files=uploads())

    plan = services.accept_application(application, by=coordinator)

    application.refresh_from_db()
    revision = PlanRevision.objects.get()
    with translation.override(language):
        otherwise = {"fi": "Muuten", "sv": "Annars", "en": "Otherwise"}[language]
    assert (application.status, application.plan, plan.audience) == ("accepted", plan, "museum")
    assert (plan.language, plan.title, revision.number) == (language, "Kävijät äänessä", 1)
    assert revision.content["sections"] == {
        "miksi": "Näyttely on vanha.\nKävijöitä ei kuulla.",
        "miten": otherwise,
    }
    assert revision.content["targets"] == [{"key": "cust", "other": "", "now": 2, "weight": 5}]
    assert [a.name for a in plan.attachments.all()] == [u.name for u in uploads()]
    assert [(i.email, i.role, i.language) for i in Invitation.objects.all()] == [
        ("aila@hiidenkoski.example", "contact", language),
        ("ake@hiidenkoski.example", "member", language),
    ]


def test_a_museum_the_register_does_not_know_is_added_once(call, coordinator):
    services.accept_application(application_to(call), by=coordinator)

    assert Museum.objects.get().name == "Hiidenkosken museo"
    assert Participation.objects.get().museum == Museum.objects.get()


def test_a_museum_of_the_register_is_found_by_its_name(call, coordinator):
    known = MuseumFactory(name="HIIDENKOSKEN museo")

    services.accept_application(application_to(call), by=coordinator)

    assert Participation.objects.get().museum == known


def test_accepting_asks_once_more_and_then_does_it(client, call, coordinator):
    application = application_to(call, files=uploads())
    sign_in(client, coordinator)

    asked = client.get(accept_address(application))
    before = Participation.objects.count()
    response = client.post(accept_address(application), follow=True)

    assert "Aila Ängeslevä, aila@hiidenkoski.example" in words(asked)
    assert "Åke Öster, ake@hiidenkoski.example" in words(asked)
    assert before == 0
    assert "Hakemus on hyväksytty ja kutsut lähetetty." in words(response)
    assert Participation.objects.count() == 1


def test_a_second_click_accepts_nothing_more(client, call, coordinator):
    application = application_to(call)
    sign_in(client, coordinator)

    for _ in range(3):
        response = client.post(accept_address(application), follow=True)

    assert "Hakemuksesta oli jo päätetty." in words(response)
    assert (Plan.objects.count(), Invitation.objects.count()) == (1, 2)
    assert (letters("application-accepted").count(), letters("invitation").count()) == (1, 2)
    assert client.get(accept_address(application)).status_code == 302


def test_two_coordinators_accept_once(call, coordinator):
    application = application_to(call)
    stale = Application.objects.get(pk=application.pk)
    services.accept_application(application, by=coordinator)

    with pytest.raises(AlreadyDecidedError):
        services.accept_application(stale, by=coordinator_of(call))

    application.refresh_from_db()
    assert application.decided_by == coordinator


def test_a_museum_in_the_round_already_is_said(client, call, coordinator):
    ParticipationFactory(round=call, museum=MuseumFactory(name="Hiidenkosken museo"))
    application = application_to(call)
    sign_in(client, coordinator)

    response = client.post(accept_address(application), follow=True)

    assert "Museo on jo mukana kierroksella." in words(response)
    with pytest.raises(AlreadyTakingPartError):
        services.accept_application(application, by=coordinator)
    assert not Plan.objects.exists()


def test_nobody_comes_into_a_round_that_is_over(client, call, coordinator):
    application = application_to(call)
    call.ended_at = call.opens_at
    call.save()
    sign_in(client, coordinator)

    response = client.post(accept_address(application), follow=True)

    assert "Kierros on päättynyt" in words(response)
    with pytest.raises(RoundEndedError):
        services.accept_application(application, by=coordinator)
    application.refresh_from_db()
    assert application.status == "received"


def test_everybody_named_is_invited_once_whoever_is_named_twice(call, coordinator):
    row = {"name": "Åke Öster", "email": "ake@hiidenkoski.example", "role": ""}
    named = [row, {**row, "email": "AKE@hiidenkoski.example"}]
    aila = {**row, "email": "Aila@Hiidenkoski.example"}
    application = applied(call, "Saven museo", people=[*named, aila])

    services.accept_application(application, by=coordinator)

    assert sorted(Invitation.objects.values_list("email", "role")) == [
        ("aila@hiidenkoski.example", "contact"),
        ("ake@hiidenkoski.example", "member"),
    ]
    assert sorted(mail.recipient for mail in letters("application-accepted")) == sorted(
        ["aila@hiidenkoski.example", application.email]
    )


def test_a_draft_is_not_accepted(call, coordinator):
    with pytest.raises(AlreadyDecidedError):
        services.accept_application(draft_to(call), by=coordinator)


def test_no_letter_tells_what_was_written(call, coordinator):
    services.accept_application(application_to(call), by=coordinator)

    for letter in OutgoingMail.objects.all():
        for secret in ["Kävijät äänessä", "Näyttely", "Åke", "Johtaja"]:
            assert secret not in letter.subject + letter.body


def test_the_invited_person_lands_in_the_workspace(
    client, call, coordinator, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        services.accept_application(application_to(call), by=coordinator)
    (letter,) = (
        each
        for each in mail.outbox
        if each.to == ["aila@hiidenkoski.example"] and "/kutsu/" in each.body
    )
    link = re.search(r"http://testserver(/\S+)", letter.body)[1]

    person = {"first_name": "Aila", "last_name": "Ängeslevä", "password": "kuusi juuri kasvaa 7"}
    promise = client.post(link, person, follow=True)
    page = client.get(reverse("knowledge:plan_detail", args=[Plan.objects.get().pk]))

    assert "Luottamuksellisuuslupaus" in words(promise)
    assert page.status_code == 404
    client.post(promise.redirect_chain[-1][0], {"accept": "on", "promise": call.promise_id})
    page = client.get(reverse("knowledge:plan_detail", args=[Plan.objects.get().pk]))
    assert "Näyttely on vanha." in words(page)


def test_what_the_panel_does_opens_no_workspace(client, call):
    reviewer = coordinator_of(call, role="reviewer")
    call.has_reviewers_who_decide = True
    call.save()
    plan = services.accept_application(application_to(call), by=reviewer)
    sign_in(client, reviewer)

    assert client.get(reverse("knowledge:plan_detail", args=[plan.pk])).status_code == 404
    assert client.get(reverse("knowledge:workspace")).status_code == 404
