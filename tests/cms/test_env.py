"""A wrong setting ends in one sentence."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms import env


@pytest.mark.parametrize("value", ["many", "-1", "1.5", ""])
def test_a_count_is_a_whole_number(monkeypatch, value):
    monkeypatch.setenv("PROXIES", value)

    with pytest.raises(ImproperlyConfigured, match="PROXIES"):
        env.count("PROXIES", 0)


@pytest.mark.parametrize("value", ["foorumi", "ftp://foorumi.example", "https://a.example/b", ""])
def test_an_address_is_that_of_a_site(monkeypatch, value):
    monkeypatch.setenv("SITE", value)

    with pytest.raises(ImproperlyConfigured, match="SITE"):
        env.address("SITE", "")


def test_an_address_loses_its_last_slash(monkeypatch):
    monkeypatch.setenv("SITE", "https://foorumi.example/")

    assert env.address("SITE", "") == "https://foorumi.example"


@pytest.mark.parametrize("value", ["db://cache", "locmem://"])
def test_a_cache_of_the_site_itself_keeps_what_is_counted(monkeypatch, value):
    monkeypatch.setenv("STORE", value)

    assert env.cache("STORE", "")["OPTIONS"]["MAX_ENTRIES"] >= 50_000
