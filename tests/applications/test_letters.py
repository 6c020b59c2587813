"""Letters are written per language, frozen and read before they leave."""

import pytest
from django.urls import reverse

from accounts.models import Event
from applications.letters import first_texts, write_letter
from applications.models import Decision, Letter, LetterTemplate
from tests.applications.conftest import errors_on, words
from tests.applications.deciding import CONTACT, all_prepared, prepared, write_texts
from tests.factories.accounts import sign_in
from tests.factories.applications import application_to
from tests.factories.knowledge import coordinator_of


@pytest.fixture
def coordinator(call, client):
    """A coordinator of the round, signed in."""
    person = coordinator_of(call)
    sign_in(client, person)
    return person


def address(call, outcome="declined"):
    """Return the address of a letter's text."""
    return reverse("review:letter_template", args=[call.pk, outcome])


def sent(**changes):
    """Return what a browser sends of a text."""
    texts = first_texts("declined")
    data = {f"{part}_{code}": said[part] for code, said in texts.items() for part in said}
    return {**data, **CONTACT, **changes}


def test_the_page_proposes_texts_in_three_languages_and_saves_versions(client, call, coordinator):
    shown = client.get(address(call))
    for subject in ["Ensimmäinen", "Ensimmäinen", "Toinen"]:
        client.post(address(call), sent(subject_fi=subject))

    for part in ["{museum}", "Hej", "Hello", "Hei"]:
        assert part in shown.text
    numbers = LetterTemplate.objects.values_list("number", "texts__fi__subject")
    assert list(numbers) == [(2, "Toinen"), (1, "Ensimmäinen")]
    assert client.get(address(call, "winner")).status_code == 404


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"body_fi": "Hei {museo} {reason} {contact} {link}"},
            "Tällaista merkintää ei ole: {museo}",
        ),
        ({"body_sv": "Hej {reason}"}, "Lisää kirjeeseen: {contact}, {link}"),
        ({"contact_email": "meri@"}, "Kirjoita yhteyshenkilön sähköpostiosoite"),
        ({"contact_name": ""}, "Kirjoita nimi"),
        ({"subject_en": "a" * 121}, "Lyhen"),
    ],
)
def test_a_text_that_cannot_be_filled_is_told(client, call, coordinator, changes, sentence):
    page = client.post(address(call), sent(**changes))

    assert any(sentence in error for error in errors_on(page)), errors_on(page)
    assert not LetterTemplate.objects.exists()


def test_a_language_may_wait_and_its_letter_is_not_written(client, call, coordinator):
    client.post(address(call), sent(subject_sv="", body_sv=""))
    decision = prepared(application_to(call, language="sv"), "declined", coordinator)

    assert LetterTemplate.objects.get().has_language("fi")
    assert write_letter(decision, LetterTemplate.objects.get()) is None


def test_braces_within_a_reason_stay_braces(call, coordinator):
    write_texts(call, coordinator)
    decision = prepared(application_to(call), "declined", coordinator, reason="Ks. {link} {x}")

    letter = write_letter(decision, LetterTemplate.objects.newest_of(call.pk)["declined"])

    assert "Ks. {link} {x}" in letter.body


def test_the_outbox_shows_each_letter_whole_in_its_own_language(client, call, coordinator):
    found = all_prepared(call, coordinator)

    page = client.get(reverse("review:outbox", args=[call.pk]))

    for application in found.values():
        letter = application.decisions.get().letters.get()
        assert f'lang="{letter.language}"' in page.text
        assert " ".join(letter.subject.split()) in words(page)
        assert letter.digest in page.text
    assert "Syy: declined &amp; &lt;b&gt;." in page.text


def test_freezing_twice_adds_nothing_and_a_change_makes_a_new_version(client, call, coordinator):
    declined = all_prepared(call, coordinator)["declined"]
    outbox = reverse("review:outbox", args=[call.pk])

    client.post(outbox)
    unchanged = Letter.objects.count()
    data = {"outcome": "declined", "reason": "Uusi syy", "version": 1, "rank": ""}
    page = client.post(
        reverse("review:decision_update", args=[declined.pk]),
        {f"{declined.pk}-{name}": value for name, value in data.items()},
        follow=True,
    )

    letters = list(declined.decisions.get().letters.all())
    assert unchanged == 3
    assert "Jäädytetty kirje muuttui" in words(page)
    assert [letter.number for letter in letters] == [2, 1]
    assert ["Uusi syy" in letter.body for letter in letters] == [True, False]
    assert "versio 2" in words(client.get(outbox))


def test_a_changed_text_freezes_its_letters_anew(client, call, coordinator):
    declined = all_prepared(call, coordinator)["declined"]

    page = client.post(address(call), sent(subject_en="Another subject"), follow=True)

    assert "Jäädytetty kirje muuttui" in words(page)
    letters = declined.decisions.get().letters.all()
    assert [letter.subject == "Another subject" for letter in letters] == [True, False]
    assert Letter.objects.count() == 4
    assert Event.objects.filter(action="letter.freeze").count() == 2


def test_a_letter_that_can_no_longer_be_written_stops_being_ready(client, call, coordinator):
    declined = all_prepared(call, coordinator)["declined"]
    prepared(declined, "declined", coordinator, reason="")

    page = client.get(reverse("review:release", args=[call.pk]))

    assert "Perustelu puuttuu" in words(page)
    assert Decision.objects.get(application=declined).letters.count() == 1
