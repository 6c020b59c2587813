"""One page of each kind that links lead to, in the dark on a narrow screen: whole and accessible."""

import re

import pytest

from .conftest import sign_in
from .test_pages import AXE, RULES, open_context  # noqa: F401  a fixture

PLACES = ("/fi/tyotila/", "/fi/hakemukset/", "/fi/tili/")
IDS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
# Files, and pages outside the design's frame.
LEFT_OUT = re.compile(r"logout|kirjaudu-ulos|\.ics|tiedosto|liite/|kopio|reauthenticate")
# Who, where they begin, and how many kinds of pages there are at least.
HOME, DATA, REVIEW = "/fi/tyotila/", "/fi/tili/omat-tiedot/", "/fi/hakemukset/"
PEOPLE = {
    "member": (("contact", "Kuunjoen museo"), [HOME, DATA], 45),
    "coordinator": (("coordinator", None), [HOME, DATA, REVIEW], 55),
}


def links_of(page):
    """Return the addresses of the signed-in pages that a page leads to."""
    found = page.eval_on_selector_all("a[href]", "links => links.map(a => a.getAttribute('href'))")
    return [path for path in found if path.startswith(PLACES) and not LEFT_OUT.search(path)]


@pytest.mark.parametrize("who", PEOPLE)
def test_every_kind_of_page_behind_links_is_accessible_and_fits(site, open_context, who):  # noqa: F811
    page = open_context(viewport={"width": 320, "height": 800}, color_scheme="dark")
    errors = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    account, begin, least = PEOPLE[who]
    sign_in(page, site.account(*account))
    waiting, seen, found = list(begin), set(), {}
    while waiting:
        path = waiting.pop(0)
        kind = IDS.sub("…", path.partition("?")[0].partition("#")[0])
        if kind in seen:
            continue
        seen.add(kind)
        answer = page.goto(path)
        waiting += links_of(page)
        page.evaluate(AXE)
        problems = [*page.evaluate(RULES), *errors]
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        problems += [f"{overflow} px too wide"] if overflow > 0 else []
        problems += [answer.status] if answer.status != 200 else []
        if problems:
            found[kind] = problems
        errors.clear()

    assert found == {}
    assert len(seen) >= least
