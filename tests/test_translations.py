"""Every text in Finnish and Swedish, complete and sure; what varies in a text is kept."""

import re

import polib
import pytest
from django.conf import settings

CATALOGUES = [settings.BASE_DIR / f"locale/{code}/LC_MESSAGES/django.po" for code in ("fi", "sv")]
VARIABLE = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


@pytest.fixture(params=CATALOGUES, ids=["fi", "sv"])
def catalogue(request):
    """Return a language's texts."""
    return polib.pofile(str(request.param))


def test_every_text_is_translated(catalogue):
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []


def test_a_translation_keeps_what_is_filled_in(catalogue):
    wrong = [
        entry.msgid
        for entry in catalogue
        for text in [entry.msgstr, *entry.msgstr_plural.values()]
        if text
        and set(VARIABLE.findall(text)) - set(VARIABLE.findall(entry.msgid + entry.msgid_plural))
    ]

    assert wrong == []


def test_nobody_writes_a_hyphen_for_a_dash(catalogue):
    assert [entry.msgstr for entry in catalogue if " - " in entry.msgstr] == []


def test_every_text_of_the_code_is_in_both_catalogues(tmp_path):
    """Gather the texts anew and compare; needs gettext, which the test run installs."""
    from tests.gathering import gather

    assert gather(tmp_path) - {entry.msgid for entry in polib.pofile(str(CATALOGUES[0]))} == set()
    assert gather(tmp_path) - {entry.msgid for entry in polib.pofile(str(CATALOGUES[1]))} == set()
