"""Why two museums spar, and why an allocation cannot be, in the reader's language."""

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import Museum

REGIONS = dict(Museum.Region.choices)
SIZES = {
    "small": gettext_lazy("a small one"),
    "medium": gettext_lazy("a middle-sized one"),
    "large": gettext_lazy("a large one"),
}


def reasons_in_words(pair, *, headings, themes):
    """Return the sentences that tell why a pair was put together.

    ``headings`` are themes' names by key, and ``themes`` what ``themes_of`` says now: a theme
    that the round may no longer see is not told.
    """
    needs = themes.get(pair.receiver_id, (frozenset(), frozenset()))[0]
    offers = themes.get(pair.giver_id, (frozenset(), frozenset()))[1]
    told = [_sentence(reason, headings, needs & offers) for reason in pair.reasons]
    return [sentence for sentence in told if sentence]


def _sentence(reason, headings, open_themes):
    code = reason["code"]
    if code == "needs":
        names = [headings[key] for key in reason["themes"] if key in open_themes & set(headings)]
        return _("Need and offer meet: %(themes)s.") % {"themes": _list(names)} if names else ""
    if code == "regions":
        names = {side: REGIONS.get(reason[side], "") for side in ("giver", "receiver")}
        return _("From different regions: %(giver)s and %(receiver)s.") % names
    if code == "sizes":
        names = {side: SIZES.get(reason[side], "") for side in ("giver", "receiver")}
        return _("Of different sizes: %(giver)s and %(receiver)s.") % names
    if code == "repeat":
        return ngettext(
            "Have sparred in %(count)d earlier round.",
            "Have sparred in %(count)d earlier rounds.",
            reason["rounds"],
        ) % {"count": reason["rounds"]}
    return {
        "pinned": _("The coordinator chose this pair."),
        "kept": _("The pair stays as it was."),
        "first": _("Have not sparred before."),
    }.get(code, "")


def impossibility_in_words(reason, names):
    """Return why there is no allocation, for a coordinator; ``names`` are museums' by seat id.

    It does not tell whether a ban or a museum's own word stands in the way.
    """
    words = {
        "wanted": reason.wanted,
        "possible": reason.possible,
        "museums": _list([names[id] for id in reason.museums]),
    }
    if reason.kind == "pin":
        words |= dict(zip(("giver", "receiver"), (names[id] for id in reason.museums), strict=True))
    return {
        "few": _(
            "Each museum should spar %(wanted)d others, and there are only %(possible)d others."
        ),
        "pin": _("A pair is to be always, and may never be: %(giver)s → %(receiver)s."),
        "pins-given": _(
            "The rules have one museum spar %(possible)d others, and each spars only %(wanted)d: "
            "%(museums)s."
        ),
        "pins-got": _(
            "The rules have one museum be sparred by %(possible)d others, and each is sparred by "
            "only %(wanted)d: %(museums)s."
        ),
        "givers": _(
            "There are too few that these may spar: %(museums)s. Beside the fixed pairs they should "
            "spar %(wanted)d times in all, and the rules allow %(possible)d. Lift a rule or choose "
            "a smaller number."
        ),
        "receivers": _(
            "There are too few that may spar these: %(museums)s. Beside the fixed pairs they should "
            "be sparred %(wanted)d times in all, and the rules allow %(possible)d. Lift a rule or "
            "choose a smaller number."
        ),
    }[reason.kind] % words


def _list(names):
    return get_text_list([str(name) for name in names], _("and"))
