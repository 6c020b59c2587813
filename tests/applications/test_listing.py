"""The list of applications: looked through page by page, both ways, and by what is looked for."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from applications import services
from applications.models import Application
from cms.keyset import newest_first
from tests.applications.conftest import declare_all
from tests.factories.accounts import sign_in
from tests.factories.applications import application_to, open_call
from tests.factories.knowledge import coordinator_of


@pytest.fixture
def reader(client, call):
    """A coordinator who has signed in."""
    sign_in(client, coordinator_of(call))
    return client


def listed(client, query=""):
    """Return the ids in the table, and its links by what they say."""
    page = client.get(reverse("review:application_list") + query)
    assert page.status_code == 200
    rows = re.findall(r'<th scope="row"><a href="[^"]*/([0-9a-f-]{36})/"', page.text)
    links = re.search(r'<nav class="pagination".*?</nav>', page.text, re.DOTALL)
    found = re.findall(r'href="(\?[^"]*)">(.*?)</a>', links[0]) if links else []
    return rows, {
        re.sub(r"<.*?>", "", text).strip(): href.replace("&amp;", "&") for href, text in found
    }


def sent_to(call, count):
    """Return the ids of new applications, newest first; two of them arrived at once."""
    found = [application_to(call, email=f"{n}@museo.example") for n in range(count)]
    now = timezone.now()
    for number, application in enumerate(found):
        hours = max(number, 1)
        Application.objects.filter(pk=application.pk).update(
            received_at=now - dt.timedelta(hours=hours)
        )
    newest = Application.objects.order_by("-received_at", "pk")
    return [str(pk) for pk in newest.values_list("pk", flat=True)]


def test_pages_lead_to_each_other_both_ways_and_to_both_ends(reader, call, monkeypatch):
    monkeypatch.setattr("applications.views.listing.PAGE_SIZE", 2)
    ids = sent_to(call, 5)

    first, links = listed(reader)
    assert (first, set(links)) == (ids[:2], {"Vanhemmat", "Vanhimmat"})
    second, links = listed(reader, links["Vanhemmat"])
    assert second == ids[2:4]
    last, links_of_last = listed(reader, links["Vanhemmat"])
    assert (last, set(links_of_last)) == (ids[4:], {"Uusimmat", "Uudemmat"})
    assert listed(reader, links_of_last["Uudemmat"])[0] == ids[2:4]
    assert listed(reader, links["Uudemmat"])[0] == ids[:2]
    oldest, links = listed(reader, links["Vanhimmat"])
    assert (oldest, set(links)) == (ids[3:], {"Uusimmat", "Uudemmat"})
    assert listed(reader, links["Uudemmat"])[0] == ids[1:3]


def test_what_is_looked_for_is_kept_from_page_to_page(reader, call, monkeypatch):
    monkeypatch.setattr("applications.views.listing.PAGE_SIZE", 1)
    ids = sent_to(call, 3)
    Application.objects.filter(pk=ids[1]).update(language="sv")

    rows, links = listed(reader, "?language=fi&status=&q=")
    assert rows == ids[:1]
    assert listed(reader, links["Vanhemmat"])[0] == ids[2:]


def test_state_language_museum_reference_round_and_mine_narrow_the_list(reader, call):
    ids = sent_to(call, 3)
    application = Application.objects.get(pk=ids[0])
    application.status, application.language = "declined", "sv"
    application.museum_name, application.diary_number = "Åmynne museum", "MV/12/2027"
    application.save()
    other = open_call()
    coordinator_of(other)

    assert listed(reader, "?status=declined")[0] == ids[:1]
    assert listed(reader, "?language=sv")[0] == ids[:1]
    assert listed(reader, "?q=mynne")[0] == ids[:1]
    assert listed(reader, f"?q={application.reference[-5:]}")[0] == ids[:1]
    assert listed(reader, "?q=MV/12")[0] == ids[:1]
    assert listed(reader, f"?round={call.pk}")[0] == ids
    assert listed(reader, "?mine=on")[0] == []
    empty = reader.get(reverse("review:application_list"), {"q": "olematon"}).text
    assert "Mikään hakemus, jonka voit avata, ei vastaa tätä hakua." in empty


def test_mine_are_those_given_to_me(client, call):
    reviewer, coordinator = coordinator_of(call, role="reviewer"), coordinator_of(call)
    ids = sent_to(call, 3)
    declare_all(reviewer)
    services.assign(Application.objects.get(pk=ids[1]), reviewers=[reviewer], by=coordinator)
    sign_in(client, reviewer)

    assert listed(client, "?mine=on")[0] == ids[1:2]


@pytest.mark.parametrize(
    "query",
    [
        "?status=draft",
        "?status=withdrawn",
        "?status=\x00",
        "?language=xx",
        "?round=x",
        "?round=00000000-0000-4000-8000-000000000000",
        "?q=" + "a" * 500,
        "?q=\x00%25_",
        "?before=x&after=y&oldest=z",
        "?after=' OR 1=1",
    ],
)
def test_whatever_the_address_says_the_list_answers(reader, call, query):
    sent_to(call, 1)

    listed(reader, query)


def test_an_application_of_another_round_is_no_place_to_begin_from(reader, call):
    ids = sent_to(call, 2)
    hidden = application_to(open_call(), email="muu@museo.example")

    assert listed(reader, f"?after={hidden.pk}")[0] == ids
    assert listed(reader, f"?before={hidden.pk}")[0] == ids


def test_no_page_is_counted_or_skipped_to(reader, call, monkeypatch):
    monkeypatch.setattr("applications.views.listing.PAGE_SIZE", 1)
    ids = sent_to(call, 3)
    for query in ("", f"?after={ids[0]}", f"?before={ids[2]}", "?oldest"):
        with CaptureQueriesContext(connection) as queries:
            listed(reader, query)
        assert not [q for q in queries if "OFFSET" in q["sql"]]
        assert len(queries) <= 13


def test_a_keyset_page_reads_one_row_more_than_it_shows(call):
    sent_to(call, 3)
    found = Application.objects.all()

    page = newest_first(found, known=found, size=3, query={})

    assert (len(page.rows), page.newer, page.older) == (3, None, None)


def test_a_reviewer_is_told_of_a_limited_number_of_waiting_museums(client, call, monkeypatch):
    monkeypatch.setattr("applications.views.listing.MOST_WAITING", 2)
    sent_to(call, 3)
    sign_in(client, coordinator_of(call, role="reviewer"))

    response = client.get(reverse("review:application_list"))

    assert "Vähintään 2 museota" in response.text
