"""A plan is offered, sparred, answered; a promise follows, and the round may read it."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Event
from knowledge import services
from knowledge.exceptions import NotInRoundError
from knowledge.models import Advice, NextStep, Notice, Plan, SparringRequest
from tests.factories.accounts import MuseumFactory, sign_in
from tests.factories.knowledge import ParticipationFactory, PlanFactory, member_in, revised

GOALS = {"goals": [{"id": "g1", "title": "Raati", "sign": "", "next": "", "state": "known"}]}


@pytest.fixture
def plan(db):
    """A plan of Kuunjoki, for itself alone."""
    seat = ParticipationFactory(museum=MuseumFactory(name="Kuunjoki"))
    member_in(seat)
    return PlanFactory(participation=seat, content=GOALS)


@pytest.fixture
def owner(plan):
    """A colleague of Kuunjoki."""
    return member_in(plan.participation)


@pytest.fixture
def peer(plan):
    """The seat of Norrskata in the same round."""
    return ParticipationFactory(
        round=plan.participation.round, museum=MuseumFactory(name="Norrskata")
    )


def page(name, thing):
    """Return the address of a page."""
    return reverse(f"knowledge:{name}", args=[thing.pk])


def advise(plan, peer, by, **values):
    """Return advice that is given."""
    values = {"kind": "question", "goal": "", "text": "Kuka puuttuu?", **values}
    advice = services.draft_advice(
        plan,
        revision=plan.revisions.first(),
        giver=peer,
        language="fi",
        token=None,
        by=by,
        **values,
    )
    return services.give_advice(advice, by=by)


def test_a_plan_is_offered_to_a_partner_after_a_look_at_who_gains(client, plan, owner, peer):
    sign_in(client, owner)
    data = {"to": "partners", "receivers": [peer.pk], "question_1": "Ketkä puuttuvat?"}

    asked = client.post(page("plan_offer", plan), data)
    assert "Norrskata" in asked.text
    assert not SparringRequest.objects.exists()
    client.post(page("plan_offer", plan), {**data, "not_about": "Budjetti", "confirm": "1"})

    partner = member_in(peer)
    sign_in(client, partner)
    text = client.get(plan.get_absolute_url()).text
    assert "Ketkä puuttuvat?" in text
    assert "Budjetti" in text
    revised(plan, title="Uudempi")
    assert "Uudempi" not in client.get(plan.get_absolute_url()).text


def test_a_plan_is_offered_to_the_round(client, plan, owner, peer):
    sign_in(client, owner)
    data = {"to": "round", "question_1": "a", "question_2": "b", "confirm": "1"}

    client.post(page("plan_offer", plan), data)

    plan.refresh_from_db()
    assert plan.audience == Plan.Audience.ROUND
    assert SparringRequest.objects.get().questions == ["a", "b"]


@pytest.mark.parametrize("to", ["round", "partners"])
def test_a_plan_offered_by_many_clicks_is_offered_and_told_once(client, plan, owner, peer, to):
    partner = member_in(peer)
    sign_in(client, owner)
    data = {"to": to, "receivers": [peer.pk], "question_1": "Ketkä?", "confirm": "1"}

    for question in ["Ketkä?", "Ketkä?", "Ketkä?", "Milloin?"]:
        client.post(page("plan_offer", plan), data | {"question_1": question})

    asked = SparringRequest.objects.order_by("offered_at")
    assert [each.questions for each in asked] == [["Ketkä?"], ["Milloin?"]]
    assert Notice.objects.filter(recipient=partner, kind=Notice.Kind.OFFERED).count() == 2


def test_an_offer_needs_a_question_and_a_partner_of_the_round(client, plan, owner):
    sign_in(client, owner)
    foreign = ParticipationFactory()

    for data in [
        {"to": "partners", "question_1": "a"},
        {"to": "partners", "question_1": "a", "receivers": [foreign.pk]},
        {"to": "round"},
    ]:
        response = client.post(page("plan_offer", plan), {**data, "confirm": "1"})
        assert response.context["form"].errors

    assert not SparringRequest.objects.exists()


def test_a_museum_writes_together_and_then_gives(client, plan, owner, peer):
    services.offer_plan(plan, questions=["a"], not_about="", receivers=[peer], by=owner)
    first, second = member_in(peer), member_in(peer)
    sign_in(client, first)
    form = client.get(page("plan_advise", plan)).context["form"]
    data = {"kind": "experience", "goal": "g1", "text": "Meillä nuoret tulivat.", "base_number": 1}
    data["token"] = form["token"].value()
    for _time in range(2):
        client.post(page("plan_advise", plan), {**data, "save": "1"})
    advice = Advice.objects.get()

    sign_in(client, second)
    data["text"] = "Meillä nuoret tulivat koululle."
    client.post(page("advice_update", advice), {**data, "save": "1"})
    sign_in(client, first)
    clash = client.post(page("advice_update", advice), {**data, "text": "Oma", "give": "1"})
    assert "koululle" in clash.text
    assert "Oma" in clash.text
    assert 'name="base_number" value="2"' in clash.text
    sign_in(client, owner)
    assert "nuoret" not in client.get(plan.get_absolute_url()).text

    sign_in(client, first)
    client.post(page("advice_update", advice), {**data, "base_number": 2, "give": "1"})
    sign_in(client, owner)
    text = client.get(plan.get_absolute_url()).text
    assert "Meillä nuoret tulivat koululle." in text
    assert client.post(page("advice_update", advice), {**data}).status_code == 403


def test_a_draft_is_thrown_away(client, plan, owner, peer):
    services.change_audience(plan, audience="round", by=owner)
    writer = member_in(peer)
    advice = services.draft_advice(
        plan,
        revision=plan.revisions.get(),
        giver=peer,
        kind="question",
        goal="",
        text="x",
        language="fi",
        token=None,
        by=writer,
    )
    sign_in(client, writer)

    client.post(page("advice_update", advice), {"drop": "1"})

    assert not Advice.objects.exists()


def test_no_museum_advises_itself_or_from_another_round(plan, owner):
    for seat in (plan.participation, ParticipationFactory()):
        with pytest.raises(NotInRoundError):
            advise(plan, seat, owner)


def test_advice_is_answered_and_becomes_a_promise(client, plan, owner, peer):
    services.change_audience(plan, audience="round", by=owner)
    advice = advise(plan, peer, member_in(peer))
    sign_in(client, owner)
    answer = {"kind": "adopt", "text": "Halpa ja hyvä.", "has_thanks": "on", "promise": "1"}

    response = client.post(page("advice_answer", advice), answer)
    assert response.url == page("advice_promise", advice)
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    values = {"what": "Kysytään nuorilta", "who": "Aino", "due_on": tomorrow.isoformat()}
    for _time in range(2):
        client.post(page("advice_promise", advice), values)

    step = NextStep.objects.get()
    text = client.get(plan.get_absolute_url()).text
    assert [text.count(word) for word in ("Halpa ja hyvä.", "Kysytään nuorilta")] != [0, 0]
    assert [piece.advice for piece in client.get(plan.get_absolute_url()).context["thread"].changes]
    client.post(page("next_step_done", step))
    step.refresh_from_db()
    assert step.done_at


def test_a_promise_is_not_for_yesterday(client, plan, owner, peer):
    services.change_audience(plan, audience="round", by=owner)
    advice = advise(plan, peer, member_in(peer))
    sign_in(client, owner)
    yesterday = timezone.localdate() - dt.timedelta(days=1)

    response = client.post(
        page("advice_promise", advice), {"what": "x", "who": "y", "due_on": yesterday.isoformat()}
    )

    assert "due_on" in response.context["form"].errors


def test_the_round_reads_after_both_words_and_a_new_answer_voids_them(client, plan, owner, peer):
    services.change_audience(plan, audience="round", by=owner)
    giver = member_in(peer)
    third = member_in(ParticipationFactory(round=plan.participation.round))
    advice = advise(plan, peer, giver)
    readable = Advice.objects.visible_to(third)

    sign_in(client, giver)
    client.post(page("advice_share", advice))
    assert not readable.exists()
    sign_in(client, owner)
    client.post(page("advice_share", advice))
    assert readable.exists()

    client.post(page("advice_answer", advice), {"kind": "not-now", "text": "Ei ehdi."})
    assert not Advice.objects.visible_to(third).exists()
    client.post(page("advice_share", advice))
    client.post(page("advice_share", advice), {"take_back": "1"})
    assert not Advice.objects.filter(owner_shared_at__isnull=False).exists()


def test_after_the_round_all_is_read_only(client, plan, owner, peer):
    services.change_audience(plan, audience="round", by=owner)
    advice = advise(plan, peer, member_in(peer))
    round = plan.participation.round
    round.ended_at = timezone.now()
    round.save()
    sign_in(client, owner)

    answers = [
        client.post(page(name, advice)).status_code
        for name in ("advice_answer", "advice_promise", "advice_share")
    ]

    assert answers == [403] * 3
    assert "Kuka puuttuu?" in client.get(plan.get_absolute_url()).text


def test_the_log_holds_no_text(plan, owner, peer):
    services.change_audience(plan, audience="round", by=owner)
    advice = advise(plan, peer, member_in(peer), text="salasanaq")
    services.answer_advice(
        advice, kind="try", text="vastausq", has_thanks=True, language="fi", by=owner
    )

    events = Event.objects.filter(action__startswith="advice.")
    assert {event.action for event in events} == {"advice.draft", "advice.give", "advice.answer"}
    assert [
        event for event in events if "anaq" in str(event.detail) or "sq" in str(event.detail)
    ] == []
