"""The cost-and-hours calculator: for anybody, and kept with a draft for the director."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from applications import services
from applications.calculator import DEFAULTS, calculate
from applications.exceptions import AlreadySentError
from applications.fingerprints import fingerprint
from applications.models import Application, CallPage
from tests.applications.conftest import errors_on, words
from tests.factories.applications import application_to, closed

NUMBERS = {
    "people": "3",
    "months": "18",
    "meetings": "4",
    "meeting_hours": "10",
    "own_hours": "20",
    "travel": "80,50",
    "nights": "1",
    "hotel": "100",
    "hosting": "500",
    "hourly_cost": "40",
}


def rows(response):
    """Return the result as {what: (round, year)}."""
    body = response.text.partition("data-costs")[2].partition("</table>")[0]
    found = re.findall(
        r'scope="row">(.*?)</th><td[^>]*>(.*?)</td><td[^>]*>(.*?)</td>', body, re.DOTALL
    )
    return {
        what: (round.replace("\xa0", " "), year.replace("\xa0", " ")) for what, round, year in found
    }


def address(call):
    """Return the public calculator's address."""
    return reverse("applications:calculator", args=[call.pk])


def test_anybody_calculates_without_script_and_nothing_is_stored(client, call):
    result = rows(client.get(address(call), NUMBERS))

    # 3 people × 4 meetings × 10 h + 20 h × 18 months = 480 h; a year is two thirds of it.
    assert result == {
        "Työaika": ("480 h", "320 h"),
        "Työaika työpäivinä": ("66 pv", "44 pv"),
        "Matkat": ("966 €", "644 €"),
        "Hotellit": ("1 200 €", "800 €"),
        "Oma isännöintivuoro": ("500 €", "333 €"),
        "Rahaa yhteensä": ("2 666 €", "1 777 €"),
        "Työajan hinta": ("19 200 €", "12 800 €"),
        "Kaikki yhteensä": ("21 866 €", "14 577 €"),
    }
    assert not Application.objects.exists()


def test_a_round_within_a_year_costs_its_year_the_whole(client, call):
    result = rows(client.get(address(call), {**NUMBERS, "months": "9"}))

    assert all(whole == year for whole, year in result.values())


def test_it_begins_with_the_editor_s_numbers(client, call):
    page = CallPage.objects.get(round=call, locale__language_code="fi")
    page.calculator = [("numbers", {"people": 7, "hotel": "155.5"})]
    page.save()

    text = client.get(address(call)).text

    assert 'name="people" value="7"' in text
    assert 'name="hotel" value="155.5"' in text or 'name="hotel" value="155,5"' in text
    assert f'name="nights" value="{DEFAULTS["nights"]}"' in text


@pytest.mark.parametrize("value", ["", "x", "-1", "1e9", "NaN", "9" * 300, "\x00", "51"])
def test_what_is_no_number_is_said_beside_its_field(client, call, value):
    response = client.get(address(call), {**NUMBERS, "people": value})

    assert response.status_code == 200
    assert len(errors_on(response)) == 1
    assert rows(response) == {}


def test_there_is_no_calculator_of_a_round_without_a_call(client, call):
    CallPage.objects.all().delete()

    assert client.get(address(call)).status_code == 404


def save(applicant, base=None, **changes):
    """Save the calculator's numbers in the draft."""
    page = applicant.get("costs").text
    base = re.search(r'name="base" value="([^"]*)"', page)[1] if base is None else base
    return applicant.client.post(applicant.address("costs"), {**NUMBERS, **changes, "base": base})


def test_a_museum_keeps_its_numbers_with_the_draft(applicant):
    applicant.start()

    response = save(applicant)

    assert response.status_code == 302
    assert Application.objects.get().costs == {**NUMBERS, "travel": "80.50"}
    assert rows(applicant.get("costs"))["Kaikki yhteensä"] == ("21 866 €", "14 577 €")
    assert "Rahan ja työajan laskelma johtajalle Tallennettu" in words(applicant.get(""))


def test_numbers_that_a_colleague_saved_meanwhile_are_shown_beside_ones_own(applicant):
    applicant.start()
    stale = fingerprint(None)
    save(applicant, people="5")

    response = save(applicant, base=stale, people="2")
    again = save(applicant, base=re.search(r'name="base" value="([^"]*)"', response.text)[1])

    assert response.status_code == 409
    assert 'name="people" value="2"' in response.text
    assert "Kollega on tallentanut tällä välin" in words(response)
    assert again.status_code == 302


def test_the_same_numbers_twice_change_nothing(applicant):
    applicant.start()
    save(applicant)
    version = Application.objects.get().version

    save(applicant)

    assert Application.objects.get().version == version


def test_numbers_in_the_address_are_only_shown(applicant):
    applicant.start()

    result = rows(applicant.client.get(applicant.address("costs"), NUMBERS))

    assert result["Työaika"] == ("480 h", "320 h")
    assert Application.objects.get().costs == {}


def test_what_was_sent_keeps_its_numbers(call):
    application = application_to(call)

    with pytest.raises(AlreadySentError):
        services.save_costs(application, numbers=NUMBERS, base=fingerprint({}))


def test_nobody_else_opens_a_museum_s_numbers(applicant, other_client):
    applicant.start()
    save(applicant)

    assert other_client.get(applicant.address("costs")).status_code == 404


def test_the_result_is_in_the_language_of_the_page(client, call):
    with translation.override("sv"):
        result = rows(client.get(address(call), NUMBERS))

    assert result["Arbetstid i arbetsdagar"] == ("66 dagar", "44 dagar")


def test_the_calculator_of_a_closed_call_still_counts(client, call):
    assert client.get(address(closed(call))).status_code == 200


def test_nothing_given_costs_nothing():
    assert calculate({}).total == 0
