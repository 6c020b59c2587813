"""The content of a revision, as pages show it: under headings, in the reader's language."""

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from knowledge.differences import compare
from knowledge.hill import dots
from knowledge.models import Heading, Plan, PlanRevision
from knowledge.models.plans import GOAL_TEXTS


def sections_of(revision, headings):
    """Return (heading or nothing, text) pairs in the round's order; unknown headings last."""
    texts = dict(revision.content.get("sections", {}))
    known = [(heading, texts.pop(heading.key, "")) for heading in headings]
    return [(heading, text) for heading, text in known if text] + [
        (None, text) for text in texts.values() if text
    ]


def targets_of(revision, headings):
    """Return the targets, each with its heading or, for another target, its name."""
    by_key = {heading.key: heading for heading in headings}
    return [
        {**target, "heading": by_key.get(target["key"])}
        for target in revision.content.get("targets", [])
    ]


def goals_of(revision):
    """Return the goals with their state in words."""
    labels = dict(PlanRevision.GoalState.choices)
    return [
        {**goal, "state_label": labels[goal["state"]], "is_open": goal["state"] == "exploring"}
        for goal in revision.content.get("goals", [])
    ]


def milestones_of(revision):
    """Return the milestones with their day as a date or nothing, in the order of days."""
    found = [
        {**each, "due_on": dt.date.fromisoformat(each["due_on"]) if each["due_on"] else None}
        for each in revision.content.get("milestones", [])
    ]
    return sorted(found, key=lambda each: each["due_on"] or dt.date.max)


def describe(revision, plan_headings):
    """Return all that a page shows of a revision."""
    goals = goals_of(revision)
    return {
        "sections": sections_of(revision, plan_headings),
        "targets": targets_of(revision, list(Heading.objects.all())),
        "goals": goals,
        "dots": dots(goals),
        "milestones": milestones_of(revision),
        "question": revision.content.get("question", ""),
        "stages": stages_of(revision.stage),
    }


def stages_of(stage):
    """Return (label, "done", "now" or "") of each stage of the work."""
    values = list(Plan.Stage.values)
    now = values.index(stage)
    states = ["done"] * now + ["now"] + [""] * (len(values) - now - 1)
    return list(zip(Plan.Stage.labels, states, strict=True))


def differences(before, after, plan_headings):
    """Return (name, pieces) of every part that differs between two revisions.

    Pieces are those of ``compare``.
    """
    return [
        (name, compare(old, new)) for name, old, new in side_by_side(before, after, plan_headings)
    ]


def side_by_side(before, after, plan_headings):
    """Return (name, text before, text after) of every part that differs."""
    old = {key: (name, text) for key, name, text in _parts(before, plan_headings)}
    new = {key: (name, text) for key, name, text in _parts(after, plan_headings)}
    nothing = ("", "")
    rows = [
        (new.get(key, old.get(key))[0], old.get(key, nothing)[1], new.get(key, nothing)[1])
        for key in [*new, *(key for key in old if key not in new)]
    ]
    return [row for row in rows if row[1] != row[2]]


def _parts(revision, plan_headings):
    """Yield (key, name, text) of every part of a revision."""
    yield "title", _("Name of the plan"), revision.title
    yield "stage", _("Stage"), str(dict(Plan.Stage.choices)[revision.stage])
    for number, (heading, text) in enumerate(sections_of(revision, plan_headings)):
        yield (
            (f"section {heading.key}", heading.name, text)
            if heading
            else (f"other {number}", _("Other text"), text)
        )
    yield "question", _("What you need help with"), revision.content.get("question", "")
    targets = targets_of(revision, list(Heading.objects.all()))
    yield (
        "targets",
        _("Development targets"),
        "\n".join(_target_line(target) for target in targets),
    )
    yield "milestones", _("Milestones"), "\n".join(map(_milestone_line, milestones_of(revision)))
    for number, goal in enumerate(goals_of(revision), start=1):
        yield f"goal {goal['id']}", _("Goal %(number)s") % {"number": number}, _goal_text(goal)


def _target_line(target):
    name = target["heading"].name if target["heading"] else target["other"] or target["key"]
    numbers = {"now": target["now"] or "–", "weight": target["weight"] or "–"}
    return f"{name}: " + _("where we are %(now)s, how much it matters %(weight)s") % numbers


def _goal_text(goal):
    lines = [goal["title"], str(goal["state_label"])]
    lines += [goal.get(part, "") for part in GOAL_TEXTS[1:]]
    return "\n".join(line for line in lines if line)


def _milestone_line(milestone):
    day = f" – {date_format(milestone['due_on'], 'DATE_FORMAT')}" if milestone["due_on"] else ""
    return milestone["title"] + day + (f" ({_('done')})" if milestone["is_done"] else "")
