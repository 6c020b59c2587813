"""As each kind of person, every link that can be reached, and no word that may not be known."""

import re
from collections import deque
from html import unescape

import pytest
from django.urls import reverse

from knowledge.models import PlanRevision
from tests.answers import release
from tests.factories.accounts import sign_in
from tests.factories.knowledge import revised

from .test_confidentiality import IN_WORKSPACE, MATRIX, OUTLINE, PLANS, READABLE, VERSION

STARTS = ["/fi/", "/sv/", "/en/", "/robots.txt", "/sitemap.xml"]
# Not followed: pictures and styles; the admin, which holds nothing of the workspace and
# has tests of its own; a third language; the way out.
SKIPPED = ("//", "/static/", "/kehra/", "/admin/", "/en/")
MOST_LINKS = 800
LINK = re.compile(r'\b(?:href|src|action)="([^"#]+)')
# The way out, and the many ways in that lead back to a page.
UNFOLLOWED = ("logout", "next=")


@pytest.fixture
def secrets(world):
    """Plant a word in each plan's texts, another in its file's name; return who may know each.

    A title is known to a coordinator too, a given version to its partner.
    """
    words = {}
    for number, (name, plan) in enumerate(world.plans.items()):
        text, file = f"piilosana{number}q", f"piiloliite{number}q"
        latest = plan.revisions.get(number=plan.revision_number)
        PlanRevision.objects.filter(pk=latest.pk).update(
            content={**latest.content, "sections": {"miksi": text}, "question": f"{text} kysyy"},
            words=text,
        )
        plan.attachments.update(name=f"{file}.odt")
        words |= {text: (name, "text"), file: (name, "text"), plan.title: (name, "title")}
    return words


def may_know(who, name, part):
    """Whether a person may meet a word of a plan, by the matrix."""
    answers = MATRIX[who][PLANS.index(name)]
    return answers in READABLE - {VERSION} or (part == "title" and answers == OUTLINE)


def crawl(client, starts):
    """Yield (address, response) of every page of this site that links lead to."""
    waiting, seen = deque(starts), set(starts)
    while waiting and len(seen) < MOST_LINKS:
        address = waiting.popleft()
        response = client.get(address)
        body = response.getvalue().decode(errors="replace")
        release(response)
        yield address, response, body
        links = [response.headers["Location"]] if "Location" in response.headers else []
        if response.headers.get("Content-Type", "").startswith("text/html"):
            links += [unescape(link) for link in LINK.findall(body)]
        for link in links:
            link = link.replace("http://testserver", "")
            if link.startswith("?"):
                link = address.partition("?")[0] + link
            is_ours = link.startswith("/") and not link.startswith(SKIPPED)
            if is_ours and link not in seen and not any(word in link for word in UNFOLLOWED):
                seen.add(link)
                waiting.append(link)


@pytest.mark.parametrize("who", MATRIX)
def test_no_link_leads_to_an_error_or_a_secret(client, world, people, secrets, who):
    starts = [*STARTS, reverse("knowledge:workspace"), reverse("accounts:profile")]
    starts += [plan.get_absolute_url() for plan in world.plans.values()]
    if who in IN_WORKSPACE:  # others have their own words echoed by the way to sign-in
        starts += [f"{reverse('knowledge:plan_list')}?q={word}" for word in secrets]
    if people[who]:
        sign_in(client, people[who])
    asked = set(starts)

    broken, told, visited = [], [], 0
    for address, response, body in crawl(client, starts):
        visited += 1
        if response.status_code >= 500 or (response.status_code == 404 and address not in asked):
            broken.append((response.status_code, address))
        told += [
            (word, address)
            for word, (name, part) in secrets.items()
            if word in body.replace(f'value="{word}"', "") and not may_know(who, name, part)
        ]

    assert broken == []
    assert told == []
    assert visited >= len(starts)


def test_the_crawl_reaches_what_may_be_known(client, world, people, secrets):
    """A crawl that found nothing would hold nothing."""
    sign_in(client, people["an owner"])
    revised(world.plans["round"], title="Kolmas")

    bodies = [body for *_rest, body in crawl(client, [reverse("knowledge:workspace")])]

    known = {word for word, (name, _part) in secrets.items() if may_know("an owner", name, "text")}
    assert {word for word in known if any(word in body for body in bodies)} == known
