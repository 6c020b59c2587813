"""Experiences are found by whom they are shown, in later rounds as well, and by nobody else."""

import pytest
from django.urls import reverse

from knowledge import services
from knowledge.models import Experience, SearchEntry
from knowledge.search.index import follow, rebuild
from tests.factories.accounts import sign_in

from .test_confidentiality import IN_WORKSPACE
from .test_experience_confidentiality import KINDS, cards  # noqa: F401  a fixture

ADDRESS = "knowledge:search"


@pytest.mark.parametrize("who", sorted(IN_WORKSPACE))
def test_an_experience_is_found_by_whom_it_is_shown(client, cards, people, who):  # noqa: F811
    rebuild()
    sign_in(client, people[who])
    seen = Experience.objects.visible_to(people[who])

    for number, kind in enumerate(KINDS):
        address = reverse("knowledge:experience_detail", args=[cards[kind].pk])
        for word in (f"nimi{number}q", f"sana{number}q"):
            text = client.get(reverse(ADDRESS), {"q": word}).text
            assert (address in text) == seen.filter(pk=cards[kind].pk).exists(), (kind, word)


def test_a_changed_experience_is_found_by_its_new_words(cards, people):  # noqa: F811
    experience = cards["museum"]
    values = {
        "title": "Uusi nimi",
        "kind": "failed",
        "sections": {"failed": "tuoresanaq"},
        "themes": [],
        "parties": [],
        "review_on": None,
    }
    rebuild()

    services.revise_experience(
        experience, values=values, base_number=1, token=None, by=people["an owner"]
    )
    follow.func("knowledge.experience", str(experience.pk))

    entry = SearchEntry.objects.get(kind="experience", object_id=experience.pk)
    assert "tuoresanaq" in entry.words
    assert "sana0q" not in entry.words
