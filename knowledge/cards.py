"""The parts of an experience's card, and what a page shows of a revision."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from knowledge.models import Experience, Heading

# part: name, instructions, rows of its field. The summary stands first and has no heading.
PARTS = {
    "summary": (
        gettext_lazy("In one or two sentences"),
        gettext_lazy("Lists show this under the title."),
        2,
    ),
    "began": (
        gettext_lazy("Where we began"),
        gettext_lazy("What was the matter, and for whom?"),
        4,
    ),
    "tried": (gettext_lazy("What we tried"), gettext_lazy("So that another could do the same."), 5),
    "happened": (
        gettext_lazy("What happened"),
        gettext_lazy("What changed, and how did you notice it?"),
        5,
    ),
    "surprised": (
        gettext_lazy("What surprised us"),
        gettext_lazy("What did you not expect, for better or worse?"),
        3,
    ),
    "failed": (
        gettext_lazy("What did not work"),
        gettext_lazy("Often the most useful part: it saves others a detour."),
        4,
    ),
    "otherwise": (
        gettext_lazy("What we would do otherwise"),
        gettext_lazy("If you began tomorrow."),
        3,
    ),
    "for_whom": (
        gettext_lazy("For whom this is"),
        gettext_lazy("What kind of museum has use for it, and which has not?"),
        2,
    ),
    "resources": (
        gettext_lazy("What it took"),
        gettext_lazy("Time, money and people, roughly."),
        2,
    ),
    "ask": (
        gettext_lazy("Whom to ask"),
        gettext_lazy("A name or a task. It is shown to everyone who can open the experience."),
        2,
    ),
}


def card_of(revision):
    """Return all that a page shows of a revision, under headings in the reader's language."""
    content = revision.content
    return {
        "title": content["title"],
        "language": content["language"],
        "kind": Experience.Kind(content["kind"]).label,
        "has_failed": content["kind"] == Experience.Kind.FAILED,
        "museum": content["museum"],
        "summary": content["sections"].get("summary", ""),
        "sections": sections_of(revision),
        "themes": list(Heading.objects.filter(pk__in=content["themes"])),
        "parties": content["parties"],
        "review_on": review_on(content),
    }


def sections_of(revision):
    """Return (heading, text) of the parts that say something, the summary left out."""
    texts = revision.content["sections"]
    return [
        (name, texts[part])
        for part, (name, _hint, _rows) in PARTS.items()
        if part != "summary" and texts.get(part)
    ]


def review_on(content):
    """Return the day to look again, or None."""
    return dt.date.fromisoformat(content["review_on"]) if content["review_on"] else None


def side_by_side(mine, theirs):
    """Return (name, text, text) of every part that differs between two revisions' contents."""
    rows = [
        (name, _part(mine, key), _part(theirs, key))
        for key, name in [
            ("title", _("Title")),
            ("kind", _("What became of it")),
            *((part, name) for part, (name, _hint, _rows) in PARTS.items()),
            ("themes", _("Themes")),
            ("parties", _("Museums named")),
            ("review_on", _("Look again by")),
        ]
    ]
    return [row for row in rows if row[1] != row[2]]


def _part(content, key):
    if key in PARTS:
        return content["sections"].get(key, "")
    if key == "kind":
        return str(Experience.Kind(content[key]).label)
    if key == "themes":
        return "\n".join(heading.name for heading in Heading.objects.filter(pk__in=content[key]))
    if key == "parties":
        return "\n".join(content[key])
    return content[key]
