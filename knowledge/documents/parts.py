"""What a document of a plan says, in the reader's language and in the order of its page."""

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.clean_text import clean_text
from knowledge.contents import goals_of, milestones_of, sections_of, targets_of
from knowledge.models import Heading, Plan
from knowledge.templatetags.workspace import audience_words, numbers

# Refused by XML, though they are no control characters.
REFUSED = dict.fromkeys([0xFFFE, 0xFFFF])


@dataclass(frozen=True)
class Words:
    """A plain text; ``language`` is told where it is not that of the document."""

    text: str
    language: str = ""


@dataclass(frozen=True)
class Part:
    """A piece of a document.

    - kind ``heading``: ``words`` at ``level`` 2 or 3
    - kind ``fact``: ``label`` and ``words``, which may have several lines
    - kind ``text``: ``words``, as they were typed
    - kind ``marked``: ``words`` in the lines of ``knowledge.markup``
    - kind ``table``: ``label`` is its caption, ``columns`` texts, ``rows`` lists of Words
    """

    kind: str
    words: Words = Words("")
    level: int = 2
    label: str = ""
    columns: list = field(default_factory=list)
    rows: list = field(default_factory=list)


@dataclass(frozen=True)
class PlanDocument:
    """A plan's title, its parts, and the line at the foot of each page."""

    title: Words
    language: str
    parts: list
    foot: str


def document_of(revision, headings, audience, *, by):
    """Return a revision as ``by`` reads it, with who can open the plan now.

    ``headings`` are the plan headings of its round.
    """
    plan = revision.plan
    parts = [
        *_facts(revision, audience, is_own=plan.is_owned_by(by)),
        *parts_of(revision, headings, list(Heading.objects.all())),
    ]
    return PlanDocument(_own(plan, revision.title), get_language(), parts, _foot(by))


def parts_of(revision, headings, models_headings):
    """Return what a revision says as Parts, without the facts around it.

    ``models_headings`` are those of the evaluation models.
    """
    return [
        *_question(revision),
        *_sections(revision, headings),
        *_targets(revision, models_headings),
        *_goals(revision),
        *_milestones(revision),
    ]


def plain(text):
    """Return a text that every file takes: composed, without what XML or a font refuses."""
    return clean_text(str(text)).translate(REFUSED)


def _own(plan, text):
    """Return a text of the plan itself, in its own language."""
    return Words(plain(text), "" if plan.language == get_language() else plan.language)


def _fact(label, words):
    return Part("fact", words if isinstance(words, Words) else Words(plain(words)), label=label)


def _heading(words, level=2):
    return Part("heading", words if isinstance(words, Words) else Words(plain(words)), level)


def _foot(person):
    now = date_format(timezone.localtime(), "DATETIME_FORMAT")
    words = _(
        "Confidential: only for those who can open the plan. Taken out by %(person)s on %(time)s."
    )
    return plain(words % {"person": person, "time": now})


def _facts(revision, audience, *, is_own):
    plan, seat = revision.plan, revision.plan.participation
    museum = seat.museum
    language = "" if museum.name_language == get_language() else museum.name_language
    saved = date_format(timezone.localtime(revision.created_at).date(), "DATE_FORMAT")
    version = _("%(number)s, saved %(day)s") % {"number": revision.number, "day": saved}
    yield _fact(_("Museum"), Words(plain(museum.name), language))
    yield _fact(_("Round"), seat.round.name)
    yield _fact(_("Version"), version)
    yield _fact(_("Stage"), Plan.Stage(revision.stage).label)
    today = date_format(timezone.localdate(), "DATE_FORMAT")
    label = _("Who can open it on %(day)s") % {"day": today}
    yield _fact(label, f"{audience_words(plan, is_own)}: {numbers(audience)}")


def _question(revision):
    if question := revision.content.get("question", ""):
        yield _heading(_("This is what we need help with"))
        yield Part("text", _own(revision.plan, question))


def _sections(revision, headings):
    for heading, text in sections_of(revision, headings):
        yield _heading(heading.name if heading else _("Other text"))
        yield Part("marked", _own(revision.plan, text))


def _targets(revision, models_headings):
    targets = targets_of(revision, models_headings)
    if targets:
        yield _heading(_("Development targets"))
        yield Part(
            "table",
            label=_("Development targets"),
            columns=[
                _("Target"),
                _("Where it comes from"),
                _("Where we are"),
                _("How much it matters"),
            ],
            rows=[_target(revision.plan, target) for target in targets],
        )


def _target(plan, target):
    heading = target["heading"]
    if heading is None:
        name = _own(plan, target.get("other") or target["key"])
        source = _("Another target, outside the models")
    else:
        name = Words(plain(heading.name))
        source = str(heading.get_scheme_display())
        source = source[:1].upper() + source[1:]
        if not heading.is_official:
            source += f" · {_('unofficial translation')}"
    values = [f"{target[key]} / 5" if target.get(key) else "–" for key in ("now", "weight")]
    return [name, Words(plain(source)), *map(Words, values)]


def _goals(revision):
    goals = goals_of(revision)
    if goals:
        yield _heading(_("Where we are going"))
    labels = {
        "sign": _("How we notice it"),
        "measures": _("Measures"),
        "next": _("What is next"),
        "responsible": _("Responsible people"),
        "resources": _("Resources"),
        "risks": _("Risks"),
    }
    for number, goal in enumerate(goals, start=1):
        yield _heading(_own(revision.plan, f"{number}. {goal['title']}"), level=3)
        yield _fact(_("How far it is"), goal["state_label"])
        for part, label in labels.items():
            if text := goal.get(part):
                yield _fact(label, _own(revision.plan, text))


def _milestones(revision):
    milestones = milestones_of(revision)
    if milestones:
        yield _heading(_("Milestones"))
        yield Part(
            "table",
            label=_("Milestones"),
            columns=[_("Milestone"), _("Day"), _("State")],
            rows=[_milestone(revision.plan, each) for each in milestones],
        )


def _milestone(plan, milestone):
    day = date_format(milestone["due_on"], "DATE_FORMAT") if milestone["due_on"] else "–"
    state = _("done") if milestone["is_done"] else _("not done yet")
    return [_own(plan, milestone["title"]), Words(day), Words(state)]
