"""Ornaments of museums: always the same, for any slug, without a cookie or a database."""

import hashlib
import re
from base64 import b64encode
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from cms.whorls import CHOSEN, draw_whorl


def test_an_ornament_never_changes():
    drawn = "".join(draw_whorl(slug) for slug in ["museo", "kuunjoki", "a", "hohtola"])

    assert hashlib.sha256(drawn.encode()).hexdigest()[:16] == "2c9932652d2d0d27"


@pytest.mark.parametrize("slug", [*CHOSEN, "museo", "x" * 300, "0"])
def test_an_ornament_is_well_formed(slug):
    assert ElementTree.fromstring(draw_whorl(slug)).tag == "{http://www.w3.org/2000/svg}svg"


def test_ornaments_differ():
    assert len({draw_whorl(f"museo-{number}") for number in range(200)}) > 190


def test_any_slug_answers_and_is_kept_for_a_year(client):
    response = client.get(reverse("whorl", args=["ei-olemassa"]))

    assert response.status_code == 200
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert not response.cookies


def test_a_path_is_not_a_slug(client):
    assert client.get("/kehra/..%2Fsite.svg").status_code == 404


@pytest.mark.parametrize("slug", ["kuunjoki", "pellavamaki", "museo"])
def test_the_policy_lets_the_dark_theme_of_an_ornament_through(client, slug):
    response = client.get(reverse("whorl", args=[slug]))

    (style,) = re.findall("<style>(.*?)</style>", response.text)
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
