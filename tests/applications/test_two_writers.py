"""Two tabs or two colleagues: the second save shows both texts, and neither is lost."""

import re

import pytest

from applications.fingerprints import fingerprint
from applications.models import Application
from tests.applications.conftest import words
from tests.factories.applications import PROJECT_SENT, block_id, name_of

FIRST = {**PROJECT_SENT, "title": "Kävijät äänessä"}


def base_on(response):
    """Return what a step's page says its answers were."""
    return re.search(r'name="base" value="([^"]*)"', response.text)[1]


@pytest.fixture
def tabs(applicant):
    """The same step open in two tabs: the base that both were shown."""
    applicant.start()
    applicant.step(2, **FIRST)
    return base_on(applicant.get("step", 2))


def save(applicant, base, *, button="continue", **answers):
    """Save the second step from a page that was shown ``base``."""
    data = {name_of(*name.split("__")): value for name, value in {**FIRST, **answers}.items()}
    data |= {"base": base, button: "1"}
    return applicant.client.post(applicant.address("step", 2), data)


def stored(name):
    """Return the stored answer to a question."""
    return Application.objects.get().answers[block_id(name)]


def test_the_second_save_shows_both_texts_and_keeps_the_first(applicant, tabs):
    save(applicant, tabs, title="Åsan nimi", why="Sama syy")

    response = save(applicant, tabs, title="Ailan nimi", why="Sama syy")

    clashes = re.findall(r'<section class="clash".*?</section>', response.text, re.DOTALL)
    assert response.status_code == 409
    assert len(clashes) == 1
    assert "Åsan nimi" in clashes[0]
    assert "Ailan nimi" in clashes[0]
    assert f'name="{name_of("title")}" value="Ailan nimi"' in response.text
    assert (stored("title"), stored("why")) == ("Åsan nimi", "Sama syy")


def test_different_answers_of_one_step_are_both_kept(applicant, tabs):
    save(applicant, tabs, title="Åsan nimi")

    response = save(applicant, tabs, why="Ailan syy")

    assert response.status_code == 302
    assert (stored("title"), stored("why")) == ("Åsan nimi", "Ailan syy")


def test_a_clash_is_settled_by_saving_again_either_way(applicant, tabs):
    save(applicant, tabs, title="Åsan nimi", found="moi")
    clash = base_on(save(applicant, tabs, title="Ailan nimi", found="other"))

    response = save(applicant, clash, title="Yhteinen nimi", keep=block_id("found"))

    assert response.status_code == 302
    assert (stored("title"), stored("found")) == ("Yhteinen nimi", "other")


def test_the_saved_answer_can_be_kept_instead_of_ones_own(applicant, tabs):
    save(applicant, tabs, title="Åsan nimi")
    clash = base_on(save(applicant, tabs, title="Ailan nimi"))
    data = {name_of("title"): "Ailan nimi", "keep": block_id("title"), "base": clash}

    applicant.client.post(applicant.address("step", 2), {**data, "continue": "1"})

    assert stored("title") == "Åsan nimi"


def test_every_kind_of_answer_can_clash_and_both_are_shown(applicant, tabs):
    theirs = {
        "people__0-name": "Åsa Berg",
        "targets__0-weight": "1",
        "leaders__text": "Åsan sanat",
        "offers": ["b"],
    }
    mine = {
        "people__0-name": "Aila Kivi",
        "targets__0-weight": "3",
        "leaders__text": "Ailan sanat",
        "offers": ["a"],
    }
    save(applicant, tabs, **theirs)

    page = words(save(applicant, tabs, **mine))

    for word in ["Åsa Berg", "Aila Kivi", "Åsan sanat", "Ailan sanat"]:
        assert word in page
    assert page.count("Kaksi vastausta:") == 4


def test_the_page_saves_by_itself_and_learns_the_new_base(applicant, tabs):
    data = {name_of("title"): "Itsestään tallentunut", "base": tabs}

    answer = applicant.client.post(
        applicant.address("step", 2), data, headers={"X-Autosave": "1"}
    ).json()

    draft = Application.objects.get()
    assert stored("title") == "Itsestään tallentunut"
    assert answer["version"] == draft.version
    assert re.fullmatch(r"Tallennettu klo \d{1,2}\.\d\d", answer["message"])
    assert save(applicant, answer["base"], title="Ja jatkettu").status_code == 302
    assert stored("title") == "Ja jatkettu"


def test_saving_by_itself_loses_nothing_of_another_writer(applicant, tabs):
    save(applicant, tabs, title="Åsan nimi")
    data = {name_of("title"): "Ailan nimi", "base": tabs}

    answer = applicant.client.post(applicant.address("step", 2), data, headers={"X-Autosave": "1"})

    assert answer.status_code == 409
    assert "base" not in answer.json()
    assert stored("title") == "Åsan nimi"


def test_a_base_that_makes_no_sense_does_no_harm(applicant, tabs):
    for base in ["", "x", "::", "a:b c", "ä" * 9999]:
        assert save(applicant, base, title="Nimi").status_code == 302


def test_nothing_written_has_one_fingerprint():
    empty = [None, "", [], {}, {"answer": "", "text": ""}, [{"name": ""}]]

    assert len({fingerprint(value) for value in empty}) == 1
    assert fingerprint("0") != fingerprint("")
