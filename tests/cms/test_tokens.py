"""A form's token never stands in a person's way."""

import uuid

import pytest

from cms.tokens import TokenField, token_for


def test_a_token_is_kept():
    token = uuid.uuid4()

    assert TokenField().clean(str(token)) == token


@pytest.mark.parametrize("odd", [None, "", "x", "9" * 5000, "\x00", ["a"]])
def test_what_is_no_token_becomes_a_new_one(odd):
    first, second = TokenField().clean(odd), TokenField().clean(odd)

    assert isinstance(first, uuid.UUID)
    assert first != second


def test_the_same_words_keep_their_token_and_others_get_another():
    token = uuid.uuid4()

    assert token_for(token, "Eka", None) == token_for(token, "Eka", None)
    assert token_for(token, "Eka", None) != token_for(token, "Toka", None)
    assert token_for(None, "Eka") is None
