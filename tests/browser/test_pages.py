"""Every kind of page, in light and dark, narrow and wide: accessible, valid, light, ours alone."""

from pathlib import Path

import html5lib
import pytest

from .conftest import sign_in

AXE = (Path(__file__).parent / "axe.min.js").read_text()
# WCAG 2.2 A and AA, best practice, and contrast by AAA.
RULES = """
() => axe.run(document, {
  resultTypes: ["violations"],
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  rules: {"color-contrast-enhanced": {enabled: true}},
}).then(r => r.violations.map(v => v.id + ": " + v.nodes.map(n => n.html.slice(0, 120)).join(" | ")))
"""
MODES = [(320, "light"), (320, "dark"), (1280, "light"), (1280, "dark")]
PRIVATE = {"workspace", "plans", "own_plan", "shared_plan", "review", "admin", "museums", "people"}


def addresses(site, who):
    """Return the addresses that a person of a kind looks at, in Finnish and Swedish."""
    urls = site.demo["urls"]
    if who == "visitor":
        public = [path for name, path in urls.items() if name not in PRIVATE]
        return [*public, "/sv/", "/en/", "/fi/ei-ole/"]
    if who == "reviewer":
        return [urls["review"]]
    plan = urls["own_plan"]
    more = ["muokkaa/", "nakyvyys/", "versiot/", "liitteet/"]
    return [
        *(urls[name] for name in ("workspace", "plans", "own_plan", "shared_plan")),
        *(f"{plan}{part}" for part in more),
        "/fi/tyotila/museot/",
        "/sv/arbetsrum/",
        "/fi/tili/omat-tiedot/",
        "/fi/tili/sessions/",
        "/fi/tili/2fa/",
    ]


PEOPLE = {"visitor": None, "member": ("contact", "Kuunjoen museo"), "reviewer": ("reviewer", None)}


@pytest.fixture
def open_context(browser, browser_context_args):
    """Return a function that opens a browser of a size and colour scheme, closed at the end."""
    contexts = []

    def open_one(**args):
        contexts.append(browser.new_context(**browser_context_args, **args))
        return contexts[-1].new_page()

    yield open_one
    for context in contexts:
        context.close()


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize(("width", "scheme"), MODES)
def test_pages_are_accessible_and_fit(site, open_context, who, width, scheme):
    page = open_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    errors = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    if PEOPLE[who]:
        sign_in(page, site.account(*PEOPLE[who]))
    found = {}
    for path in addresses(site, who):
        answer = page.goto(path)
        assert answer.status < 500, path
        page.evaluate(AXE)
        problems = page.evaluate(RULES)
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if overflow > 0:
            problems.append(f"{overflow} px too wide")
        if problems:
            found[path] = problems

    assert found == {}
    assert [text for text in errors if "404" not in text] == []


@pytest.fixture(scope="module")
def large_text(browser_type, browser_type_launch_args):
    """Return a browser whose reader has set text twice as large; ems of media queries follow."""
    args = [*browser_type_launch_args["args"], "--blink-settings=defaultFontSize=32"]
    large = browser_type.launch(**{**browser_type_launch_args, "args": args})
    yield large
    large.close()


@pytest.mark.parametrize("width", [640, 1280])
@pytest.mark.parametrize("who", PEOPLE)
def test_pages_fit_with_text_twice_as_large(site, large_text, browser_context_args, who, width):
    context = large_text.new_context(
        **browser_context_args, viewport={"width": width, "height": 800}
    )
    page = context.new_page()
    if PEOPLE[who]:
        sign_in(page, site.account(*PEOPLE[who]))
    too_wide = {}
    for path in addresses(site, who):
        page.goto(path)
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if overflow > 0:
            too_wide[path] = overflow
    context.close()

    assert too_wide == {}


@pytest.mark.parametrize("who", PEOPLE)
def test_pages_are_valid_html(site, open_context, who):
    page = open_context()
    if PEOPLE[who]:
        sign_in(page, site.account(*PEOPLE[who]))
    broken = {}
    for path in addresses(site, who):
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(page.goto(path).text())
        ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
        twice = sorted({each for each in ids if ids.count(each) > 1})
        if parser.errors or twice:
            broken[path] = [*(str(error) for error in parser.errors), *twice]

    assert broken == {}


@pytest.mark.parametrize(
    ("who", "kilobytes", "requests"),
    [("visitor", 60, 10), ("member", 80, 30), ("reviewer", 80, 30)],
)
def test_a_first_visit_is_light_and_asks_nobody_else(site, open_context, who, kilobytes, requests):
    signed_in = open_context()
    if PEOPLE[who]:
        sign_in(signed_in, site.account(*PEOPLE[who]))
    state = signed_in.context.storage_state()
    heavy, foreign = {}, set()
    for path in addresses(site, who):
        page = open_context(storage_state=state)
        loaded = []
        page.on("requestfinished", lambda request, seen=loaded: seen.append(request))
        page.goto(path, wait_until="networkidle")
        sizes = [request.sizes() for request in loaded]
        weight = sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)
        foreign |= {url for request in loaded if not (url := request.url).startswith(site.url)}
        if weight > kilobytes * 1000 or len(loaded) > requests:
            heavy[path] = (weight, len(loaded))

    assert heavy == {}
    assert foreign == set()
