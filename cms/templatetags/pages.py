"""How blocks of public pages show themselves."""

from django import template
from django.utils import timezone

register = template.Library()

# Where long compounds of headings may break: no browser here hyphenates Finnish.
SEAMS = [
    "arviointi|mallit",
    "kehittämis|",
    "saavutettavuus|seloste",
    "tietosuoja|seloste",
    "vertais|kehittämis|foorumi",
    "yhteys|tiedot",
    "dataskydds|beskrivning",
    "tillgänglighets|utlåtande",
    "utvärderings|modeller",
    "utvecklings|",
    "besökar|undersökning",
    "samlings|utrymmen",
    "kokoelma|tilat",
    "kävijä|tutkimus",
]
SOFT_HYPHEN = "\u00ad"


@register.filter
def softly(text):
    """Return a heading with soft hyphens at the seams of long compounds."""
    for seam in SEAMS:
        word = seam.replace("|", "")
        for plain, parts in ((word, seam), (word.capitalize(), seam.capitalize())):
            text = text.replace(plain, parts.replace("|", SOFT_HYPHEN))
    return text


@register.filter
def in_time(steps):
    """Return steps with what is over and what goes on today; undated ones are neither.

    The first step whose last day is not past goes on, and all before it are over.
    """
    today = timezone.localdate()
    steps = list(steps)
    now = next((n for n, step in enumerate(steps) if _ends_from(step, today)), None)
    if now is None:
        now = len(steps) if any(step.get("ends_on") for step in steps) else -1
    return [
        {"value": step, "is_now": number == now, "is_over": number < now}
        for number, step in enumerate(steps)
    ]


def _ends_from(step, today):
    return step.get("ends_on") is not None and step["ends_on"] >= today
