"""A table of bad input for every kind of question: a sentence beside the field, words kept."""

import re

import pytest
from django.utils import translation
from django.utils.html import escape

from applications.clean_text import clean_text
from tests.applications.conftest import errors_on
from tests.factories.applications import (
    EVERY_KIND,
    SENT,
    name_of,
)

SCRIPT = "<script>alert('x')</script>"
LONG = "ä" * 1_000_000
# Field of the form: what somebody may write in it that is no answer.
BAD = {
    (1, "museum__pick"): ["x", "-1", "9" * 400, "1 OR 1=1", "1' OR '1'='1", SCRIPT, "0x1", "ä", "1.0"],
    (1, "museum__name"): ["ä" * 5000],
    (1, "contact"): ["", "   ", "\u200b\u2060", "\x00\x01", "\u202e", "ä" * 101, LONG],
    (1, "email"): [
        "", "x", "a@b", "@museo.fi", "a@museo", "a b@museo.fi", "a@museo.fi\r\nBcc: b@museo.fi",
        "a@museo.fi,b@museo.fi", "Aila <a@museo.fi>", SCRIPT, "a" * 300 + "@museo.fi", "ä@ä",
        "a@museo..fi", "javascript:alert(1)@x",
    ],
    (1, "phone"): ["abc", "1", "+" * 30, SCRIPT, "0" * 500, "{{ 7*7 }}", "12 34 ; drop"],
    (1, "staff"): [
        "1E+309", "NaN", "-NaN", "Infinity", "-1", "-0,1", "100,01", "9" * 5000, "kaksi", "1_0",
        "0x10", "1e2", "1,2,3", "=1+1", "½", "１２a", SCRIPT,
    ],
    (1, "begins"): [
        "", "0000-00-00", "0.0.0000", "30.2.2027", "31.4.2027", "1.13.2027", "32.1.2027", "99999-1-1",
        "18.3.9999999", "-1.-1.-1", "huomenna", "2027", SCRIPT, "1/2/2027/3", "NaN",
    ],
    (2, "title"): ["", "\t\n", "ä" * 81, LONG],
    (2, "why"): ["", "ä" * 501, "\u200b" * 50, LONG],
    (2, "found"): ["", "toinen", "MOI", "moi\x00x", SCRIPT, "other'--", "[]", "null"],
    (2, "offers"): [["a", "x"], ["a", "b", "c"], [SCRIPT], ["a'--"]],
    (2, "leaders__answer"): ["", "maybe", "YES", "1", SCRIPT],
    (2, "leaders__text"): ["ä" * 101],
    (2, "people__0-email"): ["x", "a@b", "a@museo.fi\nCc: b@museo.fi", SCRIPT],
    (2, "people__0-name"): ["", "ä" * 5000],
    (2, "targets__0-key"): ["no-such", SCRIPT, "cust'--"],
    (2, "targets__0-now"): ["", "0", "6", "-1", "2.5", "NaN", "9" * 100, SCRIPT],
    (2, "targets__0-weight"): ["", "0", "6", "viisi"],
    (3, "conditions"): [[], ["quiet"], ["quiet", "x"], ["host", "host"]],
}  # fmt: skip
# What is honest, however strange it looks.
GOOD = {
    (1, "museum__name"): ["Sámi Museum Siida", "Ájtte", "Museo & O’Hara’s <hus>", "Åbo “museum”"],
    (1, "contact"): [
        "Máret Ánne Čáhcesuolu-Ŋuolláš", "O'Brien", "D’Angelo", "Ö", "Þór Ægisson", "משה כהן", "王小明",
        "Robert'); DROP TABLE museo;--", "=SUM(A1:A9)", "+358", "@aila", "{{ 7*7 }}", SCRIPT,
        "👩🏽‍🏫 Aila", "Null", "A\u0308ila",
    ],
    (1, "email"): ["a+haku@museo.fi", "o'brien@museo.fi", "Aila.A@MUSEO.fi", "a@museo.museum", "a@xn--muse-6qa.fi"],
    (1, "phone"): ["", "+358 (0)50 123 4567", "050-1234567", "018 52 50 00", "\u200e+358 50 1234567"],
    (1, "staff"): ["", "0", "100", "12,50", "12.5", "\u00a012\u00a0", "٣", "1 0"],
    (1, "begins"): ["1.1.2027", "01.01.2027", "2027-01-01", " 29.2.2028 "],
    (2, "title"): ["={cmd|' /C calc'!A0}", "%s %d {0}", "Näyttely\u00adhanke", "ä" * 80],
    (2, "why"): ["a\r\nb\rc", "{% load x %}{{ settings.SECRET_KEY }}", "' OR 1=1 --", "🎧" * 500],
    (2, "offers"): [[], ["a"], ["c", "a"]],
}  # fmt: skip
STEPS = dict(enumerate(SENT, 1))


def said_beside(response, name):
    """Return the sentences of the summary that lead to a field, or a part of it."""
    start = name_of(name.split("__")[0])
    links = re.findall(r'<li><a href="#([^"]+)">(.*?)</a>', response.text, re.DOTALL)
    return [sentence for target, sentence in links if start in target]


def is_echoed(response, value):
    """Whether a page holds what was written, as text and not as marks."""
    return escape(clean_text(value).strip()[:60]) in response.text


def of_word(text):
    """Name a test by its field."""
    return str(text)


# Of choices and lists only the known ones are kept.
TYPED = {"contact", "email", "phone", "staff", "begins", "title", "why"}


@pytest.mark.parametrize(("number", "name"), BAD, ids=of_word)
def test_bad_input_is_answered_in_a_sentence_beside_its_field(applicant, number, name):
    applicant.start()
    for value in BAD[number, name]:
        response = applicant.step(number, **{**STEPS[number], name: value})

        assert response.status_code == 200, str(value)[:40]
        assert len(errors_on(response)) == 1, str(value)[:40]
        assert len(said_beside(response, name)) == 1, str(value)[:40]
        assert "<script>alert" not in response.text
        if name in TYPED:
            assert is_echoed(response, value), str(value)[:40]
        assert applicant.get("step", number).status_code == 200


@pytest.mark.parametrize(("number", "name"), GOOD, ids=of_word)
def test_honest_input_is_taken(applicant, number, name):
    applicant.start()
    for value in GOOD[number, name]:
        response = applicant.step(number, **{**STEPS[number], name: value})
        page = applicant.get("step", number)

        assert response.status_code == 302, (value, errors_on(response))
        assert "<script>alert" not in page.text
        if name in {"contact", "title", "why"}:
            assert is_echoed(page, value)


def test_the_tables_are_as_long_as_was_asked():
    assert sum(len(values) for values in BAD.values()) >= 60
    asked = {question[1] for *_, questions in EVERY_KIND for question in questions}
    assert {name.split("__")[0] for _, name in BAD} == asked - {"plan", "info"}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_each_sentence_is_in_the_language_of_the_page(applicant, language):
    """Said in Finnish and in another language, no sentence is the same."""
    applicant.start()
    for (number, name), values in BAD.items():
        sent = {**STEPS[number], name: values[-1]}
        finnish = errors_on(applicant.step(number, **sent))
        with translation.override(language):
            response = applicant.step(number, **sent)

        assert f'<html lang="{language}"' in response.text
        assert len(errors_on(response)) == 1
        assert errors_on(response) != finnish, name
