"""The times of a call, as an operator sets them."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from knowledge.models import Round
from tests.factories.accounts import UserFactory, sign_in
from tests.factories.knowledge import PromiseFactory, RoundFactory


@pytest.fixture
def add_round(db, client):
    """Return a function that makes a round in the admin, with the times of its call."""
    sign_in(client, UserFactory(is_staff=True, is_superuser=True))
    promise = PromiseFactory()

    def add(opens_at, closes_at):
        return client.post(
            reverse(Round.snippet_viewset.get_url_name("add")),
            {
                "name_fi": "Kierros", "name_sv": "Omgång", "name_en": "Round",
                "opens_at": opens_at, "closes_at": closes_at, "promise": str(promise.pk),
                "plan_headings-TOTAL_FORMS": "0", "plan_headings-INITIAL_FORMS": "0",
            },
        )  # fmt: skip

    return add


def test_a_day_alone_opens_at_nine_and_closes_at_three_in_finnish_time(add_round):
    add_round("2027-02-01", "2027-03-31")

    round = Round.objects.get()
    assert timezone.localtime(round.opens_at).isoformat() == "2027-02-01T09:00:00+02:00"
    assert timezone.localtime(round.closes_at).isoformat() == "2027-03-31T15:00:00+03:00"


def test_another_time_stays(add_round):
    add_round("2027-02-01 08:30", "2027-03-31 23:59")

    assert Round.objects.get().closes_at == dt.datetime(2027, 3, 31, 20, 59, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("opens_at", "closes_at", "sentence"),
    [
        ("2027-02-01", "2027-03-28 03:30", "Kelloja siirretään sinä yönä."),
        ("2027-02-01", "2027-10-31 03:30", "Kelloja siirretään sinä yönä."),
        ("2027-02-01", "", "Anna sekä haun alku että sen päättyminen"),
        ("", "2027-02-01", "Anna sekä haun alku että sen päättyminen"),
        ("2027-03-31", "2027-02-01", "Haun on päätyttävä alkamisensa jälkeen."),
    ],
)
def test_times_that_make_no_call_are_refused_with_a_sentence(
    add_round, opens_at, closes_at, sentence
):
    response = add_round(opens_at, closes_at)

    assert sentence in response.text
    assert not Round.objects.exists()


@pytest.mark.parametrize("is_over", [True, False])
def test_the_end_of_a_round_is_neither_set_nor_undone_here(client, add_round, is_over):
    round = RoundFactory(ended=is_over)
    edit = reverse(Round.snippet_viewset.get_url_name("edit"), args=[round.pk])
    names = {f"name_{code}": f"Uusi {code}" for code in ("fi", "sv", "en")}
    headings = {"plan_headings-TOTAL_FORMS": "0", "plan_headings-INITIAL_FORMS": "0"}
    end = "" if is_over else "2026-01-01 12:00"
    before = round.ended_at

    client.post(edit, {**names, **headings, "promise": str(round.promise_id), "ended_at": end})

    round.refresh_from_db()
    assert (round.name_fi, round.ended_at) == ("Uusi fi", before)
