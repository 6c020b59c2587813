"""Each thing is said once, and where it helps."""

import pytest
from django.urls import reverse

from applications import services
from applications.models import Application
from cms.models import OutgoingMail
from tests.applications.conftest import declare_all, errors_on, words
from tests.factories.accounts import sign_in
from tests.factories.applications import HOUSE_SENT, application_to, draft_to, name_of

LATER = "Aiempi linkki ei enää toimi."


def letters():
    """Return the bodies of the links that were mailed, oldest first."""
    links = OutgoingMail.objects.filter(key__startswith="application-link").order_by("created_at")
    return list(links.values_list("body", flat=True))


@pytest.mark.parametrize("phone", ["soita", "12", "+", "1" * 40, "050 123 4567 tai 8"])
def test_a_wrong_phone_number_is_said_once(applicant, phone):
    response = applicant.start().step(1, **{**HOUSE_SENT, "phone": phone})

    assert len(errors_on(response)) == 1


def test_a_question_for_a_date_tells_how_to_write_one(applicant):
    page = applicant.start().get("step", 1).text

    assert f'id="{name_of("begins")}_helptext">Päivä, kuukausi ja vuosi, esim' in page
    assert f'aria-describedby="{name_of("begins")}_helptext"' in page


def test_a_line_tells_its_limit_once(applicant):
    page = words(applicant.start().get("step", 2))

    assert page.count("Enintään 80 merkkiä") == 1


def test_only_a_letter_that_replaces_a_link_says_so(applicant):
    applicant.start()
    applicant.client.post(
        reverse("applications:application_link"), {"email": "aila@hiidenkoski.example"}
    )

    assert [LATER in letter for letter in letters()] == [False, True]


def test_only_the_address_itself_learns_of_its_other_application(applicant, call):
    draft_to(call)
    draft_to(call, email="muu@museo.example")

    page = applicant.start().get("")

    assert ["toinen hakemus samalle kierrokselle" in letter for letter in letters()] == [
        False,
        False,
        True,
    ]
    assert "toinen hakemus" not in words(page)


def test_a_reader_sees_another_application_of_the_same_museum(client, call, people):
    first, second = application_to(call), application_to(call, email="b@hiidenkoski.example")
    other = application_to(call, email="c@muu.example")
    Application.objects.filter(pk=other.pk).update(museum_name="Muu museo")
    sign_in(client, people["a coordinator"])

    page = client.get(reverse("review:application_detail", args=[first.pk])).text

    assert reverse("review:application_detail", args=[second.pk]) in page
    assert reverse("review:application_detail", args=[other.pk]) not in page


def test_a_recused_reader_learns_nothing_of_another_application(client, call, people):
    first, second = application_to(call), application_to(call, email="b@hiidenkoski.example")
    reader = people["a reviewer"]
    declare_all(reader)
    services.declare(second, by=reader, has_conflict=True)
    sign_in(client, reader)

    page = client.get(reverse("review:application_detail", args=[first.pk])).text

    assert second.reference not in page
